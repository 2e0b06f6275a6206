"""The whole certificate: read strictly, composed to the same form."""

from typing import Any, Final, Literal

import msgspec

from venue_kiosk.domain.certificate.measures import (
    RESIDUE_CODES,
    Audit,
    FileKind,
    Item,
    KeyCopy,
    Plugin,
    Record,
    Residue,
    Scan,
)
from venue_kiosk.domain.certificate.media import Media, Method, Scope, Software
from venue_kiosk.domain.certificate.parts import (
    Authorisation,
    Database,
    Event,
    HandOver,
    Level,
    People,
    Signing,
    Ward,
)
from venue_kiosk.domain.certificate.scalars import Code, Part, Time, read_part, require_real
from venue_kiosk.domain.certificate.strict_json import compose_object

FORMAT: Final = "venue-erasure-certificate/1"

Verdict = Literal["PASS", "FAILED", "UNKNOWN"]
RuleId = Literal["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12"]


class Reason(Part, frozen=True, kw_only=True):
    """A rule that did not hold, and why."""

    rule: RuleId
    code: Code
    subject: str


class Certificate(Part, frozen=True, kw_only=True):
    """``erasure-certificate.json``; a *certificate* only when its verdict is PASS."""

    format: Literal["venue-erasure-certificate/1"]
    document: Literal["certificate", "record"]
    level: Level
    verdict: Verdict
    reasons: tuple[Reason, ...]
    number: str
    sample: bool
    issued_at: Time
    event: Event
    people: People
    authorisation: Authorisation
    hand_over: HandOver
    ward: Ward
    media: Media
    method: Method
    databases: tuple[Database, ...]
    items: tuple[Item, ...]
    files: tuple[FileKind, ...]
    key_copies: tuple[KeyCopy, ...]
    residue: tuple[Residue, ...]
    scan: Scan
    audit: Audit
    software: Software
    plugins: tuple[Plugin, ...]
    record: Record
    scope: Scope
    signing: Signing

    def __post_init__(self) -> None:
        """Refuse what no single member shows to be wrong."""
        require_real((self.issued_at,))
        if not self.items:
            raise ValueError("Expected at least one row of items")
        if tuple(row.code for row in self.residue) != RESIDUE_CODES:
            raise ValueError("Expected every row of the residue checklist once, in order")
        if (self.signing.witness_key is None) is not (self.people.witness is None):
            raise ValueError("Expected a witness key exactly with a witness")


def read_certificate(tree: dict[str, Any]) -> Certificate:
    """Return the certificate of an object read by ``parse_object``.

    Raises:
        StrictJsonError: a member is missing, unknown or of another type.
    """
    return read_part(tree, Certificate)


def compose_certificate(certificate: Certificate) -> bytes:
    """Return the bytes that are signed and kept."""
    return compose_object(msgspec.to_builtins(certificate))
