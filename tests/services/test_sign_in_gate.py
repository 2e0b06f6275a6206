"""Wrong passphrases make people wait, are logged without names, and destroy nothing."""

import json

import pytest

from venue_kiosk.bootstrap import open_event
from venue_kiosk.bootstrap.rollback import accept_rollback
from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import NotNowError, SignInError
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import MANAGER, WITNESS, passphrase_of

RECEPTION = "H-03"


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=[])


def try_in(venue, handler_id, passphrase="not the right one"):
    return open_event(venue.installation, venue.event, Credential(handler_id, passphrase))


def fail(venue, handler_id, times):
    for _time in range(times):
        with pytest.raises(SignInError):
            try_in(venue, handler_id)


def test_the_sixth_try_has_to_wait_and_the_right_passphrase_too(venue):
    fail(venue, RECEPTION, 5)
    for passphrase in ("wrong", passphrase_of(RECEPTION)):
        with pytest.raises(NotNowError, match="2秒"):
            try_in(venue, RECEPTION, passphrase)
    venue.clock.tick(2)
    try_in(venue, RECEPTION, passphrase_of(RECEPTION)).close()
    fail(venue, RECEPTION, 5)  # free again


def test_one_persons_mistakes_are_not_anothers(venue):
    fail(venue, RECEPTION, 5)
    try_in(venue, MANAGER, passphrase_of(MANAGER)).close()


def test_setting_the_clock_back_does_not_help(venue):
    fail(venue, RECEPTION, 5)
    venue.clock.tick(-3_600)
    with pytest.raises(NotNowError):
        try_in(venue, RECEPTION, passphrase_of(RECEPTION))


def test_what_was_tried_stands_in_the_log_at_the_next_sign_in_without_what_was_typed(venue):
    fail(venue, RECEPTION, 3)
    fail(venue, "YAMADA-HANAKO", 2)
    tried = venue.clock.now()
    content = (venue.event / "sign-ins.json").read_text()
    assert "YAMADA" not in content
    assert set(json.loads(content)["ids"]) == {RECEPTION, "unknown"}
    venue.clock.tick(60)
    try_in(venue, MANAGER, passphrase_of(MANAGER)).close()
    logged = venue.deeds("sign_in_refused")
    assert [(line["who"], line["n"]["times"]) for line in logged] == [(RECEPTION, 3), ("system", 2)]
    assert {line["happened_at"] for line in logged} == {tried.isoformat(timespec="seconds")}
    assert venue.deeds("signed_in")[-1]["who"] == MANAGER
    try_in(venue, MANAGER, passphrase_of(MANAGER)).close()
    assert len(venue.deeds("sign_in_refused")) == 2  # once


def test_an_id_is_stopped_at_a_hundred_until_the_manager_clears_it(venue):
    for _time in range(100):
        venue.clock.tick(300)
        with pytest.raises(SignInError):
            try_in(venue, RECEPTION)
    venue.clock.tick(3_600)
    with pytest.raises(NotNowError, match="100"):
        try_in(venue, RECEPTION, passphrase_of(RECEPTION))
    manager = venue.open()
    assert manager.people.waiting() == {RECEPTION: 100}
    manager.people.clear_wait(RECEPTION)
    assert venue.deeds("wait_cleared")[0]["why"] == RECEPTION
    try_in(venue, RECEPTION, passphrase_of(RECEPTION)).close()


def test_guessing_at_an_open_kiosk_counts_as_well(venue):
    kiosk = venue.open(RECEPTION)
    for _time in range(5):
        with pytest.raises(SignInError):
            kiosk.authorisation.consent(Credential(MANAGER, "guess"))
    with pytest.raises(NotNowError):
        kiosk.authorisation.consent(Credential(MANAGER, passphrase_of(MANAGER)))


def test_a_damaged_book_keeps_nobody_out(venue):
    (venue.event / "sign-ins.json").write_bytes(b"\xff{not json")
    try_in(venue, MANAGER, passphrase_of(MANAGER)).close()
    fail(venue, RECEPTION, 1)


def test_a_fault_that_is_no_wrong_passphrase_is_not_counted(venue):
    slots = venue.event / "slots.bin"
    image = slots.read_bytes()
    for _time in range(7):
        slots.write_bytes(b"")
        with pytest.raises(NotNowError) as refusal:
            try_in(venue, RECEPTION, passphrase_of(RECEPTION))
        assert not isinstance(refusal.value, SignInError)
    slots.write_bytes(image)
    try_in(venue, RECEPTION, passphrase_of(RECEPTION)).close()


def doors(venue, kiosk, who):
    """Return every door that a passphrase of ``who`` opens, each called with what was typed."""
    consent = kiosk.authorisation.consent
    found = {
        "agreement of two people": lambda typed: consent(Credential(who, typed)),
        "one's own passphrase": lambda typed: kiosk.people.choose(who, typed, typed),
    }
    if who == WITNESS:
        return found
    return found | {
        "sign-in": lambda typed: try_in(venue, who, typed).close(),
        "lock": lambda typed: kiosk.session_lock.unlock(who, typed),
        "older records": lambda typed: accept_rollback(
            venue.installation, venue.event, Credential(who, typed), "not_known"
        ),
        "new key": lambda typed: kiosk.people.renew_key(Credential(who, typed)),
    }


@pytest.mark.parametrize("who", [MANAGER, WITNESS])
def test_whichever_door_was_tried_every_door_makes_the_person_wait(venue, who):
    kiosk = venue.open()
    every = doors(venue, kiosk, who)
    for name, tried in every.items():
        for _time in range(5):
            with pytest.raises(SignInError):
                tried("not the right one")
        for other, door in every.items():
            with pytest.raises(NotNowError, match="2秒"):
                door(passphrase_of(who))
            assert venue.deeds("key_renewed") == [], (name, other)
        kiosk.people.clear_wait(who)


def test_a_clock_that_stands_before_the_last_entry_lets_in_the_manager_only(venue):
    try_in(venue, RECEPTION, passphrase_of(RECEPTION)).close()
    venue.clock.tick(-240)
    try_in(venue, RECEPTION, passphrase_of(RECEPTION)).close()  # set right by a few minutes
    venue.clock.tick(-360)
    with in_language("en"), pytest.raises(NotNowError) as refused:
        try_in(venue, RECEPTION, passphrase_of(RECEPTION))
    assert "shows 2026-11-24 12:50, but the last entry is of 2026-11-24 12:56" in str(refused.value)
    assert "handling manager signs in first" in refused.value.hint
    try_in(venue, MANAGER, passphrase_of(MANAGER)).close()
    try_in(venue, RECEPTION, passphrase_of(RECEPTION)).close()
