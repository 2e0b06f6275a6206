"""Files with personal data that were written outside the event end with it, or people answer."""

import os

import pytest

from tests.erasure.test_erasing import FINAL
from tests.erasure.wizard import begin, compare, read
from venue_kiosk.domain.attendee import Channel
from venue_kiosk.i18n import in_language
from venue_kiosk.services.erasure_issue import Answers
from venue_kiosk.ui.erased import ErasedScreen
from venue_kiosk.ui.questions import AskScreen
from venue_kiosk.ui.screen_text import press


class Cut(BaseException):
    """The power went off."""


@pytest.fixture
def notices(closing):
    """The postcards of everybody, on the laptop's disk."""
    folder = closing.venue.folder / "notices"
    with closing.venue.open() as opened:
        [made] = opened.plugin("notice").make([Channel.HAGAKI], folder)
    assert made.made == closing.people
    assert len(made.files) == 2
    return made.files


def exports_row(certificate):
    return next(row for row in certificate.residue if row.code == "exports")


def codes(certificate):
    return [(each.rule, each.code, each.subject) for each in certificate.reasons]


def test_they_are_overwritten_where_they_lie_and_removed(closing, notices):
    with notices[0].open("rb") as held:
        before = held.read()
        seen = []

        def told(step, done, total):
            if step == "files_removed" and not done:
                seen.append(os.pread(held.fileno(), len(before), 0))

        certificate = closing.erase(told=told)
    assert (certificate.verdict, certificate.reasons) == ("PASS", ())
    [row] = [each for each in certificate.files if each.kind == "exports"]
    assert (row.plugin, row.files_before, row.overwritten, row.files_after) == ("notice", 2, 2, 0)
    assert list(notices[0].parent.iterdir()) == []
    assert len(seen[0]) == len(before)
    assert seen[0] != before
    assert not seen[0].startswith(b"%PDF")
    assert closing.on_medium() == FINAL
    for path in closing.medium.iterdir():
        assert str(closing.venue.folder).encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("said", "verdict", "finding"),
    [(None, "UNKNOWN", None), (True, "PASS", "none"), (False, "FAILED", "found")],
)
def test_of_those_that_are_gone_only_people_know(closing, notices, said, verdict, finding):
    notices[0].rename(closing.venue.folder / "elsewhere.pdf")
    asked = []
    certificate = closing.erase(ask_exports=lambda n: asked.append(n) or said)
    assert asked == [1]
    assert certificate.verdict == verdict
    row = exports_row(certificate)
    assert (row.finding, row.answered_by) == (finding, "program" if said is None else "operator")
    assert (("P9", "not_checkable", "exports") in codes(certificate)) == (said is None)
    assert not notices[1].exists()
    assert (closing.venue.folder / "elsewhere.pdf").read_bytes().startswith(b"%PDF")


def test_a_script_says_it_beforehand(closing, notices):
    notices[0].unlink()
    given = Answers(residue={"exports": ("none", "operator")})
    assert closing.erase(answers=given).verdict == "PASS"


def test_what_is_something_else_now_is_not_touched(closing, notices):
    notices[0].write_bytes(b"somebody's work")
    link = closing.venue.folder / "letter.pdf"
    notices[1].rename(link)
    notices[1].symlink_to(link)
    asked = []
    certificate = closing.erase(ask_exports=asked.append)
    assert (asked, certificate.verdict) == ([2], "UNKNOWN")
    assert notices[0].read_bytes() == b"somebody's work"
    assert link.read_bytes().startswith(b"%PDF")


def test_a_run_that_is_taken_up_still_knows_them(closing, notices):
    notices[0].unlink()

    def told(step, _done, _total):
        if step == "files_removed":
            raise Cut

    with pytest.raises(Cut):
        closing.erase(told=told, ask_exports=lambda _n: True)
    assert notices[1].exists()
    certificate = closing.erase(ask_exports=lambda _n: pytest.fail("asked twice"))
    assert (certificate.verdict, certificate.record.resumed) == ("PASS", 1)
    assert not notices[1].exists()
    assert exports_row(certificate).answered_by == "operator"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "2 files with personal data"), ("ja", "個人情報のファイル")]
)
async def test_the_wizard_asks_before_anything_is_destroyed(
    closing, notices, until, clean, language, words
):
    for path in notices:
        path.unlink()
    with in_language(language):
        async with closing.venue.run_app(start_at="closing") as pilot:
            await begin(pilot, closing, until)
            await compare(pilot, until, "1", "1")
            await until(pilot, lambda: words in read(pilot))
            assert (closing.event / "vault.db").exists()
            await press(pilot, "1")
            await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, ErasedScreen))
    assert "erasure-certificate.pdf" in closing.on_medium()


async def test_the_wizard_stops_in_time_when_one_may_still_lie_somewhere(
    closing, notices, until, clean
):
    notices[0].rename(closing.venue.folder / "elsewhere.pdf")
    with in_language("en"):
        async with closing.venue.run_app(start_at="closing") as pilot:
            await begin(pilot, closing, until)
            await compare(pilot, until, "1", "1")
            await until(pilot, lambda: "1 files with personal data" in read(pilot))
            await press(pilot, "3")
            await until(pilot, lambda: "Find that file" in read(pilot))
            await press(pilot, "2")
            await until(pilot, lambda: "may still lie outside" in read(pilot))
    closing.venue.open().close()
