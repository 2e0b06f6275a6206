"""What stands on a notice: the values that the templates in ``config/texts`` fill in."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from plugins.notice.messages import _
from plugins.notice.qr_matrix import qr_rows
from venue_kiosk.api import (
    Addressee,
    Attendee,
    ConfigError,
    Decision,
    Programme,
    render_date,
    render_time,
)

Recipient: TypeAlias = tuple[Addressee, str]
"""Whom a notice goes to, and the 20 digits of their ticket."""

TOLD: Final = frozenset({Decision.ACCEPTED, Decision.WAITLISTED, Decision.NOT_SELECTED})
"""The decisions that a notice tells; the undecided and the withdrawn get none."""

_POSTCODE: Final = re.compile(r"(〒\s*\d{3}[-－ー‐−―]?\d{4})\s*(.*)")
_TURNS_WRITING: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Marks of Unicode's bidirectional algorithm: they would print a name in another order."""
_CONTROL: Final = "Cc"
_SURROGATE: Final = "Cs"


def compose_programme(programme: Programme) -> Mapping[str, Any]:
    """Return what is the same on every notice of the programme; an unset value is ``None``.

    Raises:
        ConfigError: the programme has no phone number to print.
    """
    contact, notices, venue = programme.contact, programme.notices, programme.venue
    if not contact.phone.strip():
        raise ConfigError(
            _("The programme has no phone number for notices (contact.phone)."),
            _("Add it to the programme's file."),
        )
    return {
        "title": programme.title,
        "client": contact.client,
        "section": contact.section,
        "contractor": contact.contractor,
        "phone": contact.phone,
        "hours": contact.hours or None,
        "ward_paper": contact.ward_paper or None,
        "venue": venue.name,
        "floor": venue.floor or None,
        "station": venue.station or None,
        "walk_minutes": venue.walk_minutes or None,
        "cancel_by": notices.cancel_by and render_date(notices.cancel_by),
        "contact_by": notices.contact_by and render_date(notices.contact_by),
        "childcare_opens": notices.childcare_opens and render_time(notices.childcare_opens),
        "draw": programme.selection == "draw",
        "session_total": len(programme.sessions),
    }


def compose_sheets(
    programme: Programme, people: Sequence[Mapping[str, Any]], *, sample: bool
) -> Mapping[str, Any]:
    """Return the values of one document: the programme and one page for each of ``people``."""
    return {"programme": compose_programme(programme), "sample": sample, "people": list(people)}


def compose_decision(programme: Programme, recipient: Recipient) -> Mapping[str, Any]:
    """Return one person's page without anything personal: it may be read by anyone.

    Only who may come gets a QR code.
    """
    attendee = recipient[0].attendee
    accepted = attendee.decision is Decision.ACCEPTED
    return {
        "kind": str(attendee.decision),
        "reception_no": attendee.reception_no,
        "waitlist_order": attendee.waitlist_order,
        "qr": qr_rows(recipient[1]) if accepted else None,
        **_compose_sessions(programme, attendee),
    }


def compose_front(recipient: Recipient) -> Mapping[str, Any]:
    """Return the address side of a postcard; without a stored address only the number."""
    addressee = recipient[0]
    address = as_printed(addressee.address or "")
    postcode = _POSTCODE.fullmatch(address)
    return {
        "reception_no": addressee.attendee.reception_no,
        "postcode": postcode and postcode[1],
        "address": (postcode[2] if postcode else address) or None,
        "name": as_printed(addressee.attendee.name) if address else None,
    }


def compose_fax(programme: Programme, recipient: Recipient) -> Mapping[str, Any]:
    """Return one FAX sheet: the decision, whom it is for and the number to dial."""
    addressee = recipient[0]
    return {
        **compose_decision(programme, recipient),
        "name": as_printed(addressee.attendee.name),
        "fax": as_printed(addressee.fax or "") or None,
    }


def as_printed(words: str) -> str:
    """Return somebody's words for paper: every visible character, nothing that moves others."""
    plain = "".join(" " if unicodedata.category(c) == _CONTROL else c for c in words)
    return "".join(
        c for c in plain if c not in _TURNS_WRITING and unicodedata.category(c) != _SURROGATE
    ).strip()


def _compose_sessions(programme: Programme, attendee: Attendee) -> Mapping[str, Any]:
    total = len(programme.sessions)
    wanted = set(attendee.preferred_sessions) or set(programme.session_numbers())
    numbers = [number for number in programme.session_numbers() if number in wanted]
    return {
        "sessions": [_compose_session(programme, number) for number in numbers],
        "all_sessions": total if 1 < total == len(numbers) else None,
        "chosen_sessions": len(numbers) if 1 < len(numbers) < total else None,
    }


def _compose_session(programme: Programme, number: int) -> Mapping[str, Any]:
    session = programme.session(number)
    return {
        "number": number,
        "date": render_date(session.date),
        "doors": render_time(session.doors_open),
        "starts": render_time(session.starts),
    }
