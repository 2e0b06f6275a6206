"""Paper slips: the same words on the screen, at the terminal and on paper."""

from collections.abc import Sequence
from typing import Any, Final

from venue_kiosk.domain.audit import paper_form
from venue_kiosk.domain.paper_slip import LogIdentity, PrintedSlip, SlipKind
from venue_kiosk.domain.programme import Programme
from venue_kiosk.i18n import N_, _

TEMPLATE: Final = "audit_slip.typ"
TITLES: Final[dict[SlipKind, str]] = {
    "opening": N_("Opening slip"),
    "midday": N_("Midday slip"),
    "closing": N_("Closing slip"),
}


def slip_file_name(event: str, kind: SlipKind, count: int = 0) -> str:
    """Return the one name under which a slip's sheet lies beside the folder ``event``.

    An event has one opening slip; each other bears its count of lines.
    """
    number = "" if kind == "opening" else f"-{count}"
    return f"{event}-{kind}-slip{number}.pdf"


def paper(digest: str) -> str:
    """Return the paper form of 64 digits."""
    return paper_form(bytes.fromhex(digest))


def slip_rows(slip: PrintedSlip) -> Sequence[tuple[str, str]]:
    """Return what the slip says, each with its name, in the order in which people compare."""
    rows = [
        (_("Lines of the log"), str(slip.count)),
        (_("Head of the log"), paper(slip.head)),
    ]
    if slip.identity is not None:
        rows += [
            (_("Fingerprint of the event key"), slip.identity.event_key),
            (_("Fingerprint of the witness key"), slip.identity.witness_key or _("none")),
        ]
    if slip.log_sha256 is not None:
        rows.append((_("SHA-256 of audit-log.jsonl"), slip.log_sha256))
    rows += [
        (_("Kiosk's clock"), f"{slip.at:%Y-%m-%d %H:%M:%S}"),
        (_("Event"), slip.event_id),
    ]
    return rows if slip.identity is None else [*rows, *_software_rows(slip.identity)]


def _software_rows(identity: LogIdentity) -> list[tuple[str, str]]:
    return [
        (_("First line of the log"), paper(identity.genesis)),
        (_("Software"), paper(identity.software_sha256)),
        *((_("Plugin {name}", name=name), paper(sha256)) for name, sha256 in identity.plugins),
    ]


def slip_values(slip: PrintedSlip, programme: Programme | None) -> dict[str, Any]:
    """Return the values of the template; its own words are the template's.

    Of a log outside its event nobody knows the ``programme``: its line stays empty.
    """
    identity = slip.identity
    contact = None if programme is None else programme.contact
    return {
        "kind": slip.kind,
        "sample": slip.sample,
        "title": "" if programme is None else programme.title,
        "client": "" if contact is None else contact.client,
        "section": "" if contact is None else contact.section,
        "contractor": "" if contact is None else contact.contractor,
        "event_id": slip.event_id,
        "at": f"{slip.at:%Y-%m-%d %H:%M:%S}",
        "count": slip.count,
        "head": paper(slip.head),
        "event_key": None if identity is None else identity.event_key,
        "witness_key": None if identity is None else identity.witness_key,
        "genesis": None if identity is None else paper(identity.genesis),
        "software": None if identity is None else paper(identity.software_sha256),
        "plugins": []
        if identity is None
        else [{"name": name, "sha256": paper(sha256)} for name, sha256 in identity.plugins],
        "log_sha256": slip.log_sha256,
    }
