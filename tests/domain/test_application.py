"""An application file is taken as the format says, or every problem of every row is named."""

import pytest

from tests.domain.sample_rows import (
    FAULTS,
    make_programme,
    parse_cells,
)
from venue_kiosk.domain.application import (
    ProblemKind,
    RowProblem,
)
from venue_kiosk.domain.attendee import Application, Category, Channel, Decision, Role


def test_every_column_of_the_format_is_read() -> None:
    application = parse_cells(
        make_programme(store_address="full"),
        申込方法="フォーム",
        ふりがな="ﾀｶﾊｼ ｹｲｺ",
        電話番号="０９０－０１２３－４５６７",
        参加区分="在勤",
        参加希望日="第2回; 2026-10-04",
        メールアドレス="sample@example.jp",
        託児の希望="あり",
        参加結果="補欠",
        補欠順位="３",
        団体コード="07",
        役割="傍聴者",
        受付番号="０１２３－４",
    )
    assert application == Application(
        channel=Channel.WEB,
        name="髙橋　惠子",
        phone="090-0123-4567",
        category=Category.ZAIKIN,
        childcare_wanted=True,
        furigana="ﾀｶﾊｼ ｹｲｺ",
        address="東京都見本区高田馬場一丁目99番0号",
        preferred_sessions=(1, 2),
        email="sample@example.jp",
        fax=None,
        decision=Decision.WAITLISTED,
        waitlist_order=3,
        organisation_code="07",
        role=Role.LISTENER,
        reception_no="0123-4",
    )


@pytest.mark.parametrize(
    "name",
    [
        "髙橋　惠子",
        "山\ufa11",
        "葛\U000e0100城 誠",
        "\U00020bb7田",
        "\ufa19谷",
        " 東 ",
        "ｸﾞｴﾝ･ﾃｨ･ﾗﾝ",
    ],
)
def test_a_name_is_kept_exactly_as_written(name: str) -> None:
    application = parse_cells(氏名=name)
    assert isinstance(application, Application)
    assert application.name == name


@pytest.mark.parametrize(
    ("store", "kept"),
    [("full", "東京都見本区高田馬場一丁目99番0号"), ("town", "高田馬場1丁目"), ("none", None)],
)
def test_of_an_address_only_what_the_programme_stores_comes_through(
    store: str, kept: str | None
) -> None:
    application = parse_cells(make_programme(store_address=store))
    assert isinstance(application, Application)
    assert application.address == kept


@pytest.mark.parametrize(
    ("cell", "phone"),
    [("０３（１２３４）５６７８", "03-1234-5678"), ("0312345678", "0312345678"), ("", ""),
     ("090ー0123ー4567", "090-0123-4567"), ("(03) 1234 5678", "03-12345678"),
     ("1234-5678", "1234-5678")],
)  # fmt: skip
def test_a_phone_may_be_written_in_many_ways_or_be_unknown(cell: str, phone: str) -> None:
    application = parse_cells(電話番号=cell)
    assert isinstance(application, Application)
    assert application.phone == phone


@pytest.mark.parametrize(("cells", "column", "what"), FAULTS)
def test_each_rule_refuses_its_violation_and_nothing_else(
    cells: dict[str, str], column: str, what: ProblemKind
) -> None:
    assert parse_cells(**cells) == (RowProblem(7, column, what),)


def test_all_problems_of_a_row_come_at_once() -> None:
    problems = parse_cells(氏名="", 参加区分="", 受付番号="0123-5", FAX番号="1")
    assert isinstance(problems, tuple)
    assert {each.column for each in problems} == {"氏名", "参加区分", "受付番号", "FAX番号"}
