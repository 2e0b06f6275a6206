"""A postcard can be read by anyone, scanned at the desk and read by elderly eyes."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plugins.notice.notices import (
    ADDRESS,
    EMAIL,
    FAX,
    FURIGANA,
    NAME,
    PHONE_LAST4,
    TOWN,
    course,
    press,
    programme,
    recipient,
    session,
)
from tests.plugins.notice.pages import Page, codes, pages, payload
from venue_kiosk.domain.attendee import Channel, Decision
from venue_kiosk.domain.programme import Notices, Programme

MODULES = 21
QUIET_MODULES = 4


def _print(
    folder: Path, *people: tuple[object, str], of: Programme | None = None
) -> tuple[list[Page], list[Page]]:
    """Return the pages of the backs and of the fronts."""
    made = press(of).make(Channel.HAGAKI, people, folder / "out")  # type: ignore[arg-type]
    assert made.made == len(people)
    back, front = made.files
    return pages(back), pages(front)


def test_every_back_carries_its_own_ticket(tmp_path: Path) -> None:
    people = [recipient(number) for number in range(100, 130)]
    backs, fronts = _print(tmp_path, *people)
    assert [payload(page.picture) for page in backs] == [ticket for _who, ticket in people]
    for page, front, (addressee, _ticket) in zip(backs, fronts, people, strict=True):
        assert addressee.attendee.reception_no in page.text
        assert addressee.attendee.reception_no in front.text


def test_the_back_says_nothing_about_the_person(tmp_path: Path) -> None:
    people = [
        recipient(1),
        recipient(2, decision=Decision.WAITLISTED, waitlist_order=3),
        recipient(3, decision=Decision.NOT_SELECTED),
    ]
    backs, fronts = _print(tmp_path, *people)
    file = (tmp_path / "out" / "postcard-back-01.pdf").read_bytes()
    for word in (*NAME.split(), *FURIGANA.split(), TOWN, PHONE_LAST4, EMAIL, FAX, "託児"):
        assert all(word not in page.text for page in backs)
        assert word.encode() not in file
        assert word.encode("utf-16-be") not in file
    assert all(payload(page.picture) is None for page in fronts)


def test_page_and_code_have_the_promised_size(tmp_path: Path) -> None:
    (back,), (front,) = _print(tmp_path, recipient())
    for page in (back, front):
        assert (round(page.width_mm), round(page.height_mm)) == (100, 148)
    (code,) = codes(back.picture)
    at = code.position
    side = (at.top_right.x - at.top_left.x) / back.ppi * 25.4
    assert side >= 25
    assert code.ec_level == "Q"
    assert code.extra["Version"] == "1"
    module = (at.top_right.x - at.top_left.x) / MODULES
    left, right = round(at.top_left.x), round(at.top_right.x)
    top, bottom = round(at.top_left.y), round(at.bottom_left.y)
    quiet = int(QUIET_MODULES * module) - 1
    framed = back.picture[top - quiet : bottom + quiet, left - quiet : right + quiet].copy()
    assert framed.shape[1] >= right - left + 2 * quiet
    framed[quiet - 2 : bottom - top + quiet + 2, quiet - 2 : right - left + quiet + 2] = 255
    assert framed.min() == 255


@pytest.mark.parametrize("sessions", [1, 2, 4, 8])
def test_a_course_fits_on_one_page_and_lists_its_sessions(tmp_path: Path, sessions: int) -> None:
    (back,), _fronts = _print(tmp_path, recipient(), of=course(sessions))
    assert back.text.count("令和") >= sessions
    assert ("毎回、同じ受付番号をお使いください。" in back.text) is (sessions > 1)
    assert (f"全{sessions}回です。" in back.text) is (sessions > 1)


def test_only_the_sessions_asked_for_are_listed(tmp_path: Path) -> None:
    (back,), _fronts = _print(tmp_path, recipient(preferred_sessions=(1, 3)), of=course(4))
    assert "第1回" in back.text
    assert "第3回" in back.text
    assert "第2回" not in back.text
    assert "全4回のうち、ご希望の2回です。" in back.text


def test_the_three_decisions_have_their_own_words(tmp_path: Path) -> None:
    people = [
        recipient(1),
        recipient(2, decision=Decision.WAITLISTED, waitlist_order=12),
        recipient(3, decision=Decision.NOT_SELECTED),
    ]
    (yes, perhaps, no), _fronts = _print(tmp_path, *people)
    assert "下記のとおりご参加いただけます。" in yes.text
    assert "令和8年11月24日（火）午後1時30分開始（受付は午後1時から）" in yes.text
    assert "令和8年11月17日（火）までにお電話ください。" in yes.text
    assert "「補欠12番」となりました。" in perhaps.text
    assert "令和8年11月20日（金）までに" in perhaps.text
    assert "ご希望にそえませんでした" in no.text
    assert "広報みほん" in no.text
    assert payload(perhaps.picture) is None
    assert payload(no.picture) is None


def test_dates_that_are_not_set_are_left_out_of_the_sentences(tmp_path: Path) -> None:
    of = programme(notices=Notices(), selection="first_come")
    people = [
        recipient(1),
        recipient(2, decision=Decision.WAITLISTED),
        recipient(3, decision=Decision.NOT_SELECTED),
    ]
    (yes, perhaps, no), _fronts = _print(tmp_path, *people, of=of)
    assert "ご欠席のときは、お電話ください。" in yes.text
    assert "空きが出たときは、順番にお電話でご案内します。" in perhaps.text
    assert "抽選" not in perhaps.text + no.text
    assert "None" not in yes.text + perhaps.text + no.text


@pytest.mark.parametrize(("of", "person"), [(True, False), (False, True)])
def test_sample_notices_say_so_and_real_ones_do_not(tmp_path: Path, of: bool, person: bool) -> None:
    backs, fronts = _print(tmp_path / "sample", recipient(sample=person), of=programme(sample=of))
    assert all("見本データ" in page.text for page in (*backs, *fronts))
    backs, fronts = _print(tmp_path / "real", recipient())
    assert all("見本データ" not in page.text for page in (*backs, *fronts))


def test_without_a_stored_address_the_front_carries_only_the_number(tmp_path: Path) -> None:
    _backs, (front,) = _print(tmp_path, recipient(5, address=None))
    assert recipient(5)[0].attendee.reception_no in front.text
    assert "髙橋" not in front.text
    assert "様" not in front.text


def test_the_front_shows_postcode_address_and_name(tmp_path: Path) -> None:
    _backs, (front,) = _print(tmp_path, recipient())
    assert "".join(ADDRESS.split()) in front.text
    assert "".join(NAME.split()) + "様" in front.text


@pytest.mark.parametrize(
    "name",
    [
        "𠮷野　家",
        "髙島　彩",
        "\ufa11　太郎",
        "葛\U000e0100城　花子",
        "#panic(1) *太* _斜_ $x$ @ref <a> `c` \\ // /* */ ~ -- ... 'q' \"q\" [b]",
        "= 見出し",
        "- 項目",
        "{NAME} {?PHONE} &amp; <b>",
        "José Müller-Łukasz",
        "ジェームズ・ロバート・アレクサンダー・フィッツジェラルド＝モントゴメリー三世",
    ],
)
def test_a_name_is_printed_as_written(tmp_path: Path, name: str) -> None:
    _backs, (front,) = _print(tmp_path, recipient(name=name))
    assert "".join(name.split()) in front.text


def test_marks_that_turn_the_writing_around_do_not_move_the_name(tmp_path: Path) -> None:
    _backs, (front,) = _print(tmp_path, recipient(name="\u202e山田\u2067太郎"))
    assert "山田太郎様" in front.text


def test_who_cannot_be_printed_is_left_out_by_number_and_the_others_are_not(
    tmp_path: Path,
) -> None:
    people = [recipient(number) for number in range(1, 8)]
    people[2] = recipient(3, name="김철수")
    people[5] = recipient(6, address="あ" * 900)
    made = press().make(Channel.HAGAKI, people, tmp_path / "out")
    assert made.made == 5
    left_out = [one.reception_no for one in made.left_out]
    assert left_out == [people[n][0].attendee.reception_no for n in (2, 5)]
    assert all("김" not in one.why and "あ" not in one.why for one in made.left_out)
    back, front = (pages(path) for path in made.files)
    told = [each for n, each in enumerate(people) if n not in (2, 5)]
    assert [payload(page.picture) for page in back] == [ticket for _who, ticket in told]
    for page, (addressee, _ticket) in zip(front, told, strict=True):
        assert addressee.attendee.reception_no in page.text


def test_a_text_too_long_for_the_postcard_is_refused_for_each(tmp_path: Path) -> None:
    of = programme(sessions=tuple(session() for _ in range(40)), kind="course")
    made = press(of).make(Channel.HAGAKI, [recipient(1), recipient(2)], tmp_path / "out")
    assert made.made == 0
    assert all("収まりません" in one.why for one in made.left_out)
    assert made.files == ()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(max_size=60), address=st.text(max_size=60))
def test_no_name_or_address_stops_the_run(tmp_path: Path, name: str, address: str) -> None:
    made = press().make(
        Channel.HAGAKI, [recipient(name=name, address=address)], tmp_path, replace=True
    )
    assert made.made + len(made.left_out) == 1


def test_large_digits_and_readable_body(tmp_path: Path) -> None:
    """The reception number stands at least 7 mm high, and alone in its rows beside the code."""
    (back,), _fronts = _print(tmp_path, recipient())
    (code,) = codes(back.picture)
    at = code.position
    beside = back.picture[at.top_left.y : at.bottom_left.y, : at.top_left.x - 40] < 128
    rows = np.flatnonzero(beside.any(axis=1))
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    tallest = max(len(run) for run in runs) / back.ppi * 25.4
    assert tallest >= 7
