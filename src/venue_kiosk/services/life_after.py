"""The last states of an event, read from what its erasure left: no vault keeps them any more."""

from collections.abc import Sequence
from typing import Final

from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.certificate.scalars import moment
from venue_kiosk.domain.life_cycle import Cycle, Missing, Passed, State
from venue_kiosk.domain.life_cycle_gates import (
    Certification,
    Verification,
    compose_passed,
    decide_step,
)

_KEYS: Final = "P3"
_FILES: Final = "P2"
_ITEMS: Final = "P1"
_RESIDUE: Final = frozenset({"P4", "P9", "P10"})


def life_after(certificate: Certificate, *, is_signed: bool) -> tuple[Cycle, Sequence[Missing]]:
    """Return the event's life since its erasure, and what stands before the next state.

    ``is_signed`` says whether everybody's signature over the certificate holds.
    """
    at, who = moment(certificate.issued_at), certificate.people.operator.id
    witness = certificate.people.witness
    cycle = Cycle(
        passed=(
            Passed(
                to=State.ERASED,
                at=moment(certificate.record.started_at),
                who=who,
                second=None if witness is None else witness.id,
            ),
        )
    )
    for evidence in (_verification(certificate), _certification(certificate, is_signed)):
        if missing := decide_step(cycle, evidence, at=at):
            return cycle, missing
        cycle = cycle.with_passed(compose_passed(evidence, at=at, who=who))
    return cycle, ()


def _verification(certificate: Certificate) -> Verification:
    broken = [each.rule for each in certificate.reasons]
    return Verification(
        key_gone=_KEYS not in broken,
        files_gone=_FILES not in broken,
        unopenable=_KEYS not in broken and _ITEMS not in broken,
        residues=sum(rule in _RESIDUE for rule in broken),
    )


def _certification(certificate: Certificate, is_signed: bool) -> Certification:  # noqa: FBT001 - a fact
    return Certification(
        document=certificate.number or certificate.record.id,
        is_signed=is_signed,
        findings=len(certificate.reasons),
    )
