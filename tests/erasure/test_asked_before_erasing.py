"""What the closing wizard asks before two people erase, and what it tells of their answers."""

import pytest

from tests.erasure.closing import CHALLENGE, OPERATOR, WITNESS, Closing
from tests.erasure.wizard import (
    answer,
    answer_the_rest,
    ask_for_it,
    press_each,
    read,
    sign,
    tell_what_lies_around,
)
from venue_kiosk.domain.certificate.file import read_certificate
from venue_kiosk.domain.certificate.strict_json import parse_object
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import compose_programme
from venue_kiosk.ui.screen_text import press


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


async def test_nothing_happens_without_the_last_yes(closing, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await ask_for_it(pilot, closing.medium)
        await press(pilot, "escape")
        assert "▶ 8 Erased and certified" in read(pilot)
    assert closing.on_medium() == []


async def test_a_medium_that_is_not_there_is_told_where_it_is_typed(closing, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await tell_what_lies_around(pilot)
        await answer(pilot, str(closing.venue.folder / "nowhere"))
        assert "There is no folder" in read(pilot)
        await answer(pilot, str(closing.medium))
        assert "Characters the ward gives" in read(pilot)


async def test_a_folder_that_the_medium_lacks_is_made_after_a_yes(closing, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await tell_what_lies_around(pilot)
        await answer(pilot, "~no-such-person")
        assert "There is no folder" in read(pilot)
        await answer(pilot, str(closing.medium / "001"))
        await press(pilot, "n")
        await answer(pilot, str(closing.medium / "001"))
        assert not (closing.medium / "001").exists()
        await press(pilot, "y")
        assert (closing.medium / "001").is_dir()
        assert "Characters the ward gives" in read(pilot)


async def test_too_few_characters_of_the_wards_are_asked_again(closing, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await tell_what_lies_around(pilot)
        await answer(pilot, str(closing.medium))
        await answer(pilot, "K7QM")
        assert "too few: 4" in read(pilot)
        await answer(pilot, CHALLENGE)
        assert "First person" in read(pilot)


async def test_a_mistyped_passphrase_is_typed_again_without_losing_the_answers(closing, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await tell_what_lies_around(pilot)
        await answer(pilot, str(closing.medium))
        await answer(pilot, CHALLENGE)
        await answer(pilot, OPERATOR)
        await answer(pilot, "not my passphrase")
        assert "■" in read(pilot)
        assert "First person" in read(pilot)
        closing.venue.clock.tick(60)
        await sign(pilot, OPERATOR)
        await sign(pilot, "H-03")
        assert "no key to sign" in read(pilot)
        await sign(pilot, OPERATOR)
        await sign(pilot, WITNESS)
        assert "cannot be taken back" in read(pilot)


async def test_an_answer_that_allows_no_certificate_is_asked_twice(closing, clean):
    async with closing.venue.run_app(start_at="closing") as pilot:
        await press(pilot, "space")
        assert "(1/2) USB sticks" in read(pilot)
        await press(pilot, "3")
        assert "no certificate can be made" in read(pilot)
        await press_each(pilot, "1", "1")
        assert "(2/2) Paper" in read(pilot)
        await press(pilot, "escape")  # one question back
        assert "(1/2) USB sticks" in read(pilot)
        await press(pilot, "escape")
        assert "▶ 8 Erased and certified" in read(pilot)


async def test_an_open_lane_is_told_before_anybody_types(closing, clean):
    other = closing.venue.open("H-03", lane="B")
    async with closing.venue.run_app(start_at="closing") as pilot:
        await press(pilot, "space")
        assert "Which folder" not in read(pilot)
        assert "lane" in read(pilot).lower()
    other.close()


CARD_PROGRAMME = compose_programme(
    settings='store_address = "full"\nkey_card = true\nerasure = { approved_copies = ["見本控5"] }'
)


async def test_an_event_with_a_key_card_and_a_second_copy_is_closed_from_the_wizard(
    make_venue, monkeypatch, until, clean
):
    closing = Closing(make_venue(programme=CARD_PROGRAMME), monkeypatch)
    async with closing.venue.run_app(start_at="closing") as pilot:
        await press_each(pilot, "space", "1", "2", "1", "1", "1", "1")
        assert "(1/6) The printer's queue" in read(pilot)
        await press_each(pilot, *"121212")
        await answer(pilot, str(closing.medium))
        await answer(pilot, CHALLENGE)
        await sign(pilot, OPERATOR)
        await sign(pilot, WITNESS)
        await press(pilot, "y")
        await answer_the_rest(pilot, until)
    assert told_on(closing.medium) == {
        ("card", "1/2", "surrendered"),
        ("card", "2/2", "destroyed_in_presence"),
        ("approved_copy", "見本控5", "surrendered"),
        ("residue", "removable_copies", "none"),
        ("residue", "paper", "none"),
        ("residue", "print_spool", "none"),
        ("residue", "clipboard", "none"),
        ("residue", "os_caches", "none"),
    }


def told_on(medium):
    """Return what the certificate says that people answered."""
    certificate = read_certificate(
        parse_object(medium.joinpath("erasure-certificate.json").read_bytes())
    )
    assert certificate.verdict == "PASS"
    copies = [row for row in certificate.key_copies if row.kind in {"card", "approved_copy"}]
    rows = [row for row in certificate.residue if row.answered_by == "operator"]
    return {
        *((row.kind, row.label, row.state) for row in copies),
        *(("residue", row.code, row.finding) for row in rows),
    }
