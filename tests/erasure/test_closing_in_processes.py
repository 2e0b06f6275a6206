"""From the package to the certificate in real processes, as two people and a clerk do it."""

import datetime as dt

import pytest

from tests.erasure.closing import WARD_CANARY
from tests.laptop import MANAGER, Laptop, programme_of_today
from venue_kiosk.adapters.sealing import MemorySealer
from venue_kiosk.services.life_cycle_facts import EndOfDay
from venue_kiosk.testing import WITNESS, passphrase_of, sample_application

BOTH = f"{passphrase_of(MANAGER)}\n{passphrase_of(WITNESS)}\n"
TWO = ("--handler", MANAGER, "--witness", WITNESS, "--password-stdin", "--lang", "en")
ONE = ("--handler", MANAGER, "--password-stdin", "--lang", "en")


@pytest.fixture
def laptop(make_venue):
    """An event of today that has ended, with every plugin that is delivered."""
    now = dt.datetime.now().astimezone()
    programme = programme_of_today() + '\n[erasure]\nnumber = "見本-001"\n'.encode()
    laptop = Laptop(make_venue(now=now, programme=programme))
    people = [sample_application(1, name=WARD_CANARY)]
    people += [sample_application(n, name=f"見本　花子{n}") for n in range(2, 6)]
    laptop.venue.register(*people)
    with laptop.venue.open() as opened:
        for number in opened.programme.session_numbers():
            opened.head_counts.record(number, counted=0)
        opened.life_cycle.advance(EndOfDay())
    return laptop


def test_hand_over_receipt_erasure_verification(laptop):
    wards, own = laptop.root / "wards", laptop.root / "own"
    for medium in (wards, own):
        medium.mkdir()
    erasing = ("erase", laptop.event, "--medium", own, *TWO, "--challenge", "K7QM-2XRT",
               "--canaries-seen", "yes", "--slips", "agreed", "--json")  # fmt: skip
    given = f"{BOTH}{WARD_CANARY}\n"
    early = laptop.run(*erasing, given=given)
    assert early.code == 3, early.err
    made = laptop.run("hand-over", laptop.event, "--out", wards, *TWO, "--json", given=BOTH)
    assert made.code == 0, made.err
    early = laptop.run(*erasing, given=given)
    assert early.code == 3, early.err
    [contents] = wards.rglob("contents.xlsx")
    rows = MemorySealer().open_list(contents.read_bytes(), made.object["password"])
    receipt = laptop.run(
        *("receipt", laptop.event, "--number", "見本受-1", "--code", rows[1][1], *ONE),
        given=f"{passphrase_of(MANAGER)}\n",
    )
    assert receipt.code == 0, receipt.err
    ended = laptop.run(*erasing, given=given)
    assert (ended.object["verdict"], ended.object["reasons"]) == ("PASS", []), ended.err
    assert ended.code == 0
    key = ended.object["event_key"]
    checked = laptop.run(
        *("verify", own / "erasure-certificate.json", "--require-pass", "--fingerprint", key),
        "--json",
    )
    assert (checked.code, checked.object["problems"]) == (0, [])
    assert {each["result"] for each in checked.object["checks"]} == {"ok"}
    shown = laptop.run("open", laptop.event, "--lang", "ja")
    assert "証明書を作りました" in shown.out.decode()
    assert not (own / "closing-keys.bin").exists()
    again = laptop.run(*erasing, given=given)
    assert again.code == 1
