"""Two different people confirm what cannot be taken back."""

import pytest

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import HandlerRole, Party, Task
from venue_kiosk.errors import NotNowError, NotPermittedError, RefusedError, SignInError
from venue_kiosk.testing import MANAGER, WITNESS, passphrase_of


@pytest.fixture
def kiosk(make_venue):
    venue = make_venue(plugins=[])
    opened = venue.open()
    opened.venue = venue
    return opened


def consent(kiosk, handler_id):
    return kiosk.authorisation.consent(Credential(handler_id, passphrase_of(handler_id)))


def test_manager_and_witness_within_the_window_are_two_people(kiosk):
    operator = consent(kiosk, MANAGER)
    kiosk.venue.clock.tick(300)
    witness = consent(kiosk, WITNESS)
    two = kiosk.authorisation.authorise(Task.ERASE, operator=operator, witness=witness)
    assert (two.operator.handler_id, two.operator.party) == (MANAGER, Party.CONTRACTOR)
    assert (two.witness.role, two.witness.party) == (HandlerRole.WITNESS, Party.CLIENT)
    assert (two.witness.at - two.operator.at).total_seconds() == 300
    assert two.window_s == 300
    [first] = kiosk.venue.deeds("authorised")
    [second] = kiosk.venue.deeds("witnessed")
    assert (first["who"], first["why"]) == (MANAGER, "erase")
    assert (second["who"], second["why"]) == (WITNESS, "erase")


def test_only_the_witness_brings_a_signing_key_and_no_report_shows_it(kiosk):
    seed = consent(kiosk, WITNESS).signing_key
    assert seed is not None
    assert len(seed) == 32
    assert consent(kiosk, MANAGER).signing_key is None
    assert repr(seed) not in repr(consent(kiosk, WITNESS))


def test_one_person_twice_is_refused(kiosk):
    both = consent(kiosk, MANAGER)
    with pytest.raises(RefusedError, match="二"):
        kiosk.authorisation.authorise(Task.HAND_OVER, operator=both, witness=both)
    assert kiosk.venue.deeds("authorised") == []


@pytest.mark.parametrize("gap", [301, -301])
def test_too_long_between_the_two_is_refused_even_when_the_clock_was_set_back(kiosk, gap):
    operator = consent(kiosk, MANAGER)
    kiosk.venue.clock.tick(gap)
    witness = consent(kiosk, WITNESS)
    with pytest.raises(RefusedError, match="時間"):
        kiosk.authorisation.authorise(Task.HAND_OVER, operator=operator, witness=witness)


def test_a_wrong_passphrase_consents_to_nothing(kiosk):
    for wrong in (Credential(MANAGER, "not this"), Credential("X-99", "x"), Credential("", "")):
        with pytest.raises(SignInError):
            kiosk.authorisation.consent(wrong)


def test_a_volunteer_may_stand_by_but_not_operate(kiosk):
    manager, volunteer = consent(kiosk, MANAGER), consent(kiosk, "H-03")
    kiosk.authorisation.authorise(Task.HAND_OVER, operator=manager, witness=volunteer)
    with pytest.raises(NotPermittedError):
        kiosk.authorisation.authorise(Task.HAND_OVER, operator=volunteer, witness=manager)


def test_a_witness_opens_no_kiosk(kiosk):
    with pytest.raises(NotNowError):
        kiosk.venue.open(WITNESS)
