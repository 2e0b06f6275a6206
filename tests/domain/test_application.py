"""An application file is taken as the format says, or every problem of every row is named."""

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.domain.application import (
    ProblemKind,
    ReadApplications,
    RowProblem,
    application_identity,
    parse_application_row,
    parse_applications,
)
from venue_kiosk.domain.attendee import Application, Category, Channel, Decision, Role
from venue_kiosk.domain.programme import (
    Approval,
    Contact,
    Contract,
    Places,
    Programme,
    ReportedHandler,
    Session,
    Venue,
)
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import in_language

APPROVALS = tuple(
    Approval(item=item, document="見本第1号", date=dt.date(2026, 9, 1))
    for item in ("furigana", "organisation_code", "role")
)


def _programme(**changes: object) -> Programme:
    values: dict[str, object] = {
        "format": "venue-programme/1",
        "number": 1,
        "kind": "course",
        "title": "見本講座",
        "purpose": "申込みの受付のため",
        "sessions": tuple(
            Session(date=day, doors_open=dt.time(13), starts=dt.time(13, 30), ends=dt.time(16))
            for day in (dt.date(2026, 10, 4), dt.date(2026, 10, 18))
        ),
        "places": Places(capacity=200),
        "venue": Venue(name="見本会館"),
        "contact": Contact(
            client="見本区", section="見本課", contractor="見本", phone="03-1000-0000"
        ),
        "contract": Contract(title="見本", number="1", ends=dt.date(2027, 3, 31)),
        "handlers": (ReportedHandler(id="H-01", role="handler"),),
        "approvals": APPROVALS,
        "ward_prefixes": ("東京都", "見本区"),
    }
    return Programme(**(values | changes))  # type: ignore[arg-type]


COURSE = _programme()
SYMPOSIUM = _programme(kind="symposium", sessions=COURSE.sessions[:1])
GOOD = {
    "申込方法": "はがき",
    "氏名": "髙橋　惠子",
    "住所": "東京都見本区高田馬場一丁目99番0号",
    "電話番号": "03-1234-5678",
    "参加区分": "在住",
    "託児の希望": "なし",
    "参加結果": "決定",
}


def _parse(programme: Programme = COURSE, **cells: str) -> Application | tuple[RowProblem, ...]:
    return parse_application_row(GOOD | cells, number=7, programme=programme)


def _file(*rows: Mapping[str, str], programme: Programme = COURSE) -> ReadApplications:
    columns = list(GOOD) + sorted({c for row in rows for c in row} - set(GOOD))
    cells = [(n, [row.get(c, "") for c in columns]) for n, row in enumerate(rows, 2)]
    return parse_applications(columns, cells, programme=programme)


def test_every_column_of_the_format_is_read() -> None:
    application = _parse(
        _programme(store_address="full"),
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
    application = _parse(氏名=name)
    assert isinstance(application, Application)
    assert application.name == name


@pytest.mark.parametrize(
    ("store", "kept"),
    [("full", "東京都見本区高田馬場一丁目99番0号"), ("town", "高田馬場1丁目"), ("none", None)],
)
def test_of_an_address_only_what_the_programme_stores_comes_through(
    store: str, kept: str | None
) -> None:
    application = _parse(_programme(store_address=store))
    assert isinstance(application, Application)
    assert application.address == kept


@pytest.mark.parametrize(
    ("cell", "phone"),
    [("０３（１２３４）５６７８", "03-1234-5678"), ("0312345678", "0312345678"), ("", ""),
     ("090ー0123ー4567", "090-0123-4567"), ("(03) 1234 5678", "03-12345678"),
     ("1234-5678", "1234-5678")],
)  # fmt: skip
def test_a_phone_may_be_written_in_many_ways_or_be_unknown(cell: str, phone: str) -> None:
    application = _parse(電話番号=cell)
    assert isinstance(application, Application)
    assert application.phone == phone


FAULTS: list[tuple[dict[str, str], str, ProblemKind]] = [
    ({"申込方法": ""}, "申込方法", ProblemKind.EMPTY),
    ({"申込方法": "電話"}, "申込方法", ProblemKind.NOT_A_CHOICE),
    ({"氏名": "　"}, "氏名", ProblemKind.EMPTY),
    ({"氏名": "株式会社見本"}, "氏名", ProblemKind.CORPORATION),
    ({"氏名": "㈱見本"}, "氏名", ProblemKind.CORPORATION),
    ({"氏名": "見本\n太郎"}, "氏名", ProblemKind.CONTROL_CHARACTER),
    ({"氏名": "見\ufffd太郎"}, "氏名", ProblemKind.LOST_CHARACTER),
    ({"氏名": "見\ue000太郎"}, "氏名", ProblemKind.LOST_CHARACTER),
    ({"ふりがな": "見本"}, "ふりがな", ProblemKind.NOT_KANA),
    ({"電話番号": "312345678"}, "電話番号", ProblemKind.LOST_ZERO),
    ({"電話番号": "9001234567"}, "電話番号", ProblemKind.LOST_ZERO),
    ({"電話番号": "03-1234"}, "電話番号", ProblemKind.NOT_A_PHONE),
    ({"電話番号": "なし"}, "電話番号", ProblemKind.NOT_A_PHONE),
    ({"参加区分": "在外"}, "参加区分", ProblemKind.NOT_A_CHOICE),
    ({"参加希望日": "第3回"}, "参加希望日", ProblemKind.NOT_A_SESSION),
    ({"参加希望日": "2026-10-05"}, "参加希望日", ProblemKind.NOT_A_SESSION),
    ({"参加希望日": "第1回、第2回"}, "参加希望日", ProblemKind.NOT_A_SESSION),
    ({"メールアドレス": "a@example.jp"}, "メールアドレス", ProblemKind.FORM_ONLY),
    ({"申込方法": "フォーム", "メールアドレス": "a@b@c"}, "メールアドレス",
     ProblemKind.NOT_AN_EMAIL),
    ({"FAX番号": "03-1234-5678"}, "FAX番号", ProblemKind.FAX_ONLY),
    ({"申込方法": "FAX", "FAX番号": "312345678"}, "FAX番号", ProblemKind.LOST_ZERO),
    ({"託児の希望": ""}, "託児の希望", ProblemKind.EMPTY),
    ({"託児の希望": "2人"}, "託児の希望", ProblemKind.NOT_A_CHOICE),
    ({"参加結果": "当選"}, "参加結果", ProblemKind.NOT_A_CHOICE),
    ({"参加結果": "補欠"}, "補欠順位", ProblemKind.EMPTY),
    ({"参加結果": "補欠", "補欠順位": "0"}, "補欠順位", ProblemKind.NOT_AN_ORDER),
    ({"補欠順位": "1"}, "補欠順位", ProblemKind.WAITLIST_ONLY),
    ({"団体コード": "00"}, "団体コード", ProblemKind.NOT_A_CODE),
    ({"団体コード": "1"}, "団体コード", ProblemKind.NOT_A_CODE),
    ({"役割": "見学"}, "役割", ProblemKind.NOT_A_CHOICE),
    ({"受付番号": "0123-5"}, "受付番号", ProblemKind.NOT_A_RECEPTION_NO),
    ({"受付番号": "0123"}, "受付番号", ProblemKind.NOT_A_RECEPTION_NO),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "column", "what"), FAULTS)
def test_each_rule_refuses_its_violation_and_nothing_else(
    cells: dict[str, str], column: str, what: ProblemKind
) -> None:
    assert _parse(**cells) == (RowProblem(7, column, what),)


def test_all_problems_of_a_row_come_at_once() -> None:
    problems = _parse(氏名="", 参加区分="", 受付番号="0123-5", FAX番号="1")
    assert isinstance(problems, tuple)
    assert {each.column for each in problems} == {"氏名", "参加区分", "受付番号", "FAX番号"}


@pytest.mark.parametrize(
    ("cells", "programme", "column", "what"),
    [
        ({"年齢": "70"}, COURSE, "H", ProblemKind.UNKNOWN_COLUMN),
        ({"": ""}, COURSE, "H", ProblemKind.UNKNOWN_COLUMN),
        ({"参加希望日": ""}, SYMPOSIUM, "参加希望日", ProblemKind.COURSES_ONLY),
        ({"ふりがな": ""}, _programme(approvals=()), "ふりがな", ProblemKind.NEEDS_APPROVAL),
        ({"団体コード": ""}, _programme(approvals=()), "団体コード", ProblemKind.NEEDS_APPROVAL),
        ({"役割": ""}, _programme(approvals=APPROVALS[:2]), "役割", ProblemKind.NEEDS_APPROVAL),
    ],
)
def test_a_column_that_may_not_be_there_is_refused_not_ignored(
    cells: dict[str, str], programme: Programme, column: str, what: ProblemKind
) -> None:
    read = _file(GOOD | cells, programme=programme)
    assert read.problems == (RowProblem(1, column, what),)
    assert read.good == ()


def test_missing_and_repeated_columns_are_all_named() -> None:
    read = parse_applications(["氏名", "氏名", "申込方法"], [], programme=COURSE)
    assert set(read.problems) == {
        RowProblem(1, "氏名", ProblemKind.DUPLICATE_COLUMN),
        *(
            RowProblem(1, column, ProblemKind.MISSING_COLUMN)
            for column in ("電話番号", "参加区分", "託児の希望", "参加結果", "住所")
        ),
    }


def test_a_programme_without_addresses_needs_no_address_column() -> None:
    columns = [column for column in GOOD if column != "住所"]
    read = parse_applications(
        columns,
        [(2, [GOOD[column] for column in columns])],
        programme=_programme(store_address="none"),
    )
    assert len(read.good) == 1


def test_column_names_may_be_wide_and_in_any_order() -> None:
    names = [" " + ("ＦＡＸ番号" if name == "FAX番号" else name) for name in [*GOOD, "FAX番号"]]
    cells = [*GOOD.values(), ""]
    read = parse_applications(names[::-1], [(2, cells[::-1])], programme=COURSE)
    assert read.problems == ()
    assert len(read.good) == 1


def test_a_file_without_column_names_is_refused_without_showing_it() -> None:
    with pytest.raises(UsageError) as refusal:
        parse_applications(list(GOOD.values()), [], programme=COURSE)
    assert "髙橋" not in refusal.value.message + refusal.value.hint


def test_rows_of_another_length_are_not_guessed_at() -> None:
    cells = list(GOOD.values())
    read = parse_applications(
        list(GOOD), [(2, cells[:-1]), (3, [*cells, "x"]), (4, cells)], programme=COURSE
    )
    assert read.problems == (
        RowProblem(2, "", ProblemKind.TOO_FEW_CELLS),
        RowProblem(3, "", ProblemKind.TOO_MANY_CELLS),
    )
    assert [each.row for each in read.good] == [4]
    assert read.rows == 3


def test_two_rows_may_not_be_one_application() -> None:
    same = GOOD | {"氏名": "髙橋 惠子", "電話番号": "０３１２３４５６７８", "参加結果": "辞退"}
    read = _file(GOOD, same)
    assert read.problems == (RowProblem(3, "", ProblemKind.DUPLICATE_ROW),)
    assert [each.row for each in read.good] == [2]


def test_a_household_with_one_phone_and_namesakes_with_two_are_different_people() -> None:
    read = _file(
        GOOD,
        GOOD | {"氏名": "髙橋　誠"},
        GOOD | {"電話番号": "090-0123-4567"},
        GOOD | {"申込方法": "FAX"},
    )
    assert read.problems == ()


def test_numbers_that_must_be_unique_are() -> None:
    waiting = {"参加結果": "補欠", "補欠順位": "1", "受付番号": "0123-4"}
    read = _file(GOOD | waiting, GOOD | waiting | {"氏名": "見本 太郎"})
    assert set(read.problems) == {
        RowProblem(3, "受付番号", ProblemKind.DUPLICATE_RECEPTION_NO),
        RowProblem(3, "補欠順位", ProblemKind.DUPLICATE_ORDER),
    }


def test_a_repetition_is_named_even_where_the_first_row_has_another_problem() -> None:
    read = _file(GOOD | {"参加区分": "?"}, GOOD)
    assert RowProblem(3, "", ProblemKind.DUPLICATE_ROW) in read.problems


def test_the_identity_forgets_width_and_spaces_and_nothing_else() -> None:
    def identity(**cells: str) -> str:
        application = _parse(**cells)
        assert isinstance(application, Application)
        return application_identity(application)

    assert identity() == identity(氏名="髙橋惠子", 電話番号="０３ー１２３４ー５６７８")
    assert identity() == identity(参加結果="辞退", 受付番号="0123-4")
    assert len({identity(), identity(氏名="高橋惠子"), identity(申込方法="FAX")}) == 3
    assert "髙橋" not in identity()


@given(st.dictionaries(st.sampled_from([*GOOD, "ふりがな", "FAX番号"]), st.text(max_size=20)))
def test_no_problem_ever_repeats_what_a_cell_says(cells: dict[str, str]) -> None:
    marked = {column: f"ひみつ{cell}" for column, cell in cells.items()}
    read = _parse(**marked)
    shown = repr(read)
    if isinstance(read, tuple):
        with in_language("en"):
            shown += "".join(each.render() for each in read)
    assert "ひみつ" not in shown


@pytest.mark.parametrize("what", list(ProblemKind))
def test_every_problem_says_what_is_wrong_and_what_is_expected(what: ProblemKind) -> None:
    with in_language("en"):
        column = next((c for cells, c, kind in FAULTS if kind is what), "受付番号")
        problem = RowProblem(12, column, what)
        assert "12" in problem.render()
        assert problem.sentence in problem.render()
        assert problem.expected in problem.render()
        assert problem.expected
