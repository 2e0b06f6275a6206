"""``kiosk hand-over`` and ``kiosk receipt``, as two people and the ward's clerk use them."""

import datetime as dt

import pytest
from package import SEALER

from tests.laptop import Laptop, programme_of_today
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.services.life_cycle_facts import EndOfDay
from venue_kiosk.testing import MANAGER, WITNESS, passphrase_of, sample_application

BOTH = f"{passphrase_of(MANAGER)}\n{passphrase_of(WITNESS)}\n"


@pytest.fixture
def laptop(make_venue):
    """A closed event of today on a laptop."""
    now = dt.datetime.now().astimezone()
    laptop = Laptop(make_venue(plugins=["childcare"], now=now, programme=programme_of_today()))
    laptop.venue.register(sample_application(1))
    with laptop.venue.open() as opened:
        for number in opened.programme.session_numbers():
            opened.head_counts.record(number, counted=0)
        opened.life_cycle.advance(EndOfDay())
    return laptop


def hand_over(laptop, *options, given=BOTH, witness=WITNESS):
    medium = laptop.root / "medium"
    medium.mkdir(exist_ok=True)
    people = ("--handler", MANAGER, "--witness", witness, "--password-stdin")
    return laptop.run("hand-over", laptop.event, "--out", medium, *people, *options, given=given)


def test_the_way_from_the_package_to_the_receipt(laptop):
    made = hand_over(laptop, "--json", "--lang", "en")
    assert made.code == 0, made.err
    password = made.object["password"]
    assert password in made.err
    folder = laptop.root / "medium" / "hand-over-001"
    [_titles, (_words, code, _rows), *_files] = SEALER.open_list(
        (folder / "contents.xlsx").read_bytes(), password
    )
    signed_in = ("--handler", MANAGER, "--password-stdin", "--lang", "en")
    wrong = laptop.run(
        *("receipt", laptop.event, "--number", "見本受-1", "--code", "AAAA-BBBB", *signed_in),
        given=f"{passphrase_of(MANAGER)}\n",
    )
    assert (wrong.code, "receipt code" in wrong.err) == (3, True)
    odd = laptop.run(
        *("receipt", laptop.event, "--number", "見本受-1", "--code", code, *signed_in),
        *("--count", "list-01=2"),
        given=f"{passphrase_of(MANAGER)}\n",
    )
    assert (odd.code, "counts" in odd.err) == (3, True)
    right = laptop.run(
        *("receipt", laptop.event, "--number", "見本受-1", "--code", code, "--json", *signed_in),
        *("--count", "list-01=1"),
        given=f"{passphrase_of(MANAGER)}\n",
    )
    assert (right.code, right.object["number"]) == (0, "見本受-1")
    with laptop.venue.open() as opened:
        assert opened.life_cycle.state() is State.RECEIPT_CONFIRMED


def test_one_person_twice_is_refused_in_a_sentence(laptop):
    twice = hand_over(laptop, "--lang", "en", given=BOTH, witness=MANAGER)
    assert (twice.code, twice.out) == (3, b"")
    own = passphrase_of(MANAGER)
    twice = hand_over(laptop, "--lang", "en", given=f"{own}\n{own}\n", witness=MANAGER)
    assert (twice.code, "cannot confirm twice" in twice.err) == (1, True)
    assert list((laptop.root / "medium").iterdir()) == []


@pytest.mark.parametrize("options", [("--date", "昨日"), ("--count", "list-01"), ("--count", "=")])
def test_what_cannot_be_read_is_said_before_anybody_signs_in(laptop, options):
    said = laptop.run("receipt", laptop.event, "--number", "1", "--code", "A", *options)
    assert said.code == 2
    assert "Traceback" not in said.err
