"""How far an event has come after its erasure is read from the signed record, gate by gate."""

import msgspec
import pytest

from tests.certificate.papers import full_certificate
from venue_kiosk.domain.certificate.file import Reason, read_certificate
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.services.life_after import life_after


def after(*rules, is_signed=True):
    reasons = tuple(Reason(rule=rule, code="hits", subject="") for rule in rules)
    certificate = msgspec.structs.replace(read_certificate(full_certificate()), reasons=reasons)
    cycle, missing = life_after(certificate, is_signed=is_signed)
    return cycle.state, [each.code for each in missing]


def test_a_signed_certificate_without_a_finding_is_the_end_of_its_life():
    assert after() == (State.CERTIFIED, [])


@pytest.mark.parametrize(
    ("rules", "state", "missing"),
    [
        (["P1"], State.ERASED, ["still_opens"]),
        (["P2"], State.ERASED, ["files_left"]),
        (["P3"], State.ERASED, ["key_left", "still_opens"]),
        (["P4", "P9"], State.ERASED, ["residue"]),
        (["P10"], State.ERASED, ["residue"]),
        (["P6"], State.VERIFIED, ["findings"]),
    ],
)
def test_whatever_was_found_stands_before_the_next_state(rules, state, missing):
    assert after(*rules) == (state, missing)


def test_without_both_signatures_nothing_is_certified():
    assert after(is_signed=False) == (State.VERIFIED, ["not_signed"])
