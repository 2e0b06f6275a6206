"""What lies on the medium of an erasure, by its fixed names, and what may be read from it."""

import json
from typing import Any, Final

from venue_kiosk.domain.audit import head_of, paper_form
from venue_kiosk.domain.certificate.measures import Audit, PaperSlip
from venue_kiosk.domain.signatures import PublicKey
from venue_kiosk.services.log_reading import read_log

CERTIFICATE: Final = "erasure-certificate.json"
SIGNATURE: Final = "erasure-certificate.json.sig"
WITNESS_SIGNATURE: Final = "erasure-certificate.json.witness.sig"
EVENT_KEY: Final = "event-public-key.pem"
WITNESS_KEY: Final = "witness-public-key.pem"
AUDIT_LOG: Final = "audit-log.jsonl"
STARTED: Final = "erasure-started.json"
STARTED_SIGNATURE: Final = "erasure-started.json.sig"
PDF: Final = "erasure-certificate.pdf"
REMAINING: Final = (
    *(CERTIFICATE, SIGNATURE, WITNESS_SIGNATURE, EVENT_KEY, WITNESS_KEY, AUDIT_LOG),
    *(STARTED, STARTED_SIGNATURE, PDF),
)
"""All that stays once an event is erased; no personal data in any of them."""


def describe_log(content: bytes, sha256: str, key: PublicKey, *, agreed: bool | None) -> Audit:
    """Return what the certificate says of a sealed log.

    ``agreed`` is whether the official compared the paper slips with the screen.
    """
    lines = content.removesuffix(b"\n").split(b"\n")
    entries = [json.loads(line) for line in lines]
    head = head_of(lines[-1])
    slips = [_slip(entry, agreed=agreed) for entry in entries if entry["act"] == "slip"]
    closing = PaperSlip(
        kind="closing", count=len(lines), head=paper_form(bytes.fromhex(head)), agreed=agreed
    )
    return Audit(
        file=AUDIT_LOG,
        sha256=sha256,
        count=len(lines),
        head=head,
        genesis=head_of(lines[0]),
        checkpoints=sum(entry["act"] == "checkpoint" for entry in entries),
        chain_valid=read_log(content, key) is not None,
        slips=(*slips, closing),
    )


def _slip(entry: dict[str, Any], *, agreed: bool | None) -> PaperSlip:
    head = paper_form(bytes.fromhex(entry["prev"]))
    return PaperSlip(kind=entry["kind"], count=entry["seq"], head=head, agreed=agreed)
