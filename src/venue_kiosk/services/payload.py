"""Whose ticket code or reception number a scanned or typed text is."""

from typing import Final

from venue_kiosk.domain.attendee import Attendee
from venue_kiosk.domain.digit_text import fold_digits, is_digits
from venue_kiosk.domain.programme import Programme
from venue_kiosk.domain.reasons import PayloadReason, Reissued, UnknownCode, WrongProgramme
from venue_kiosk.domain.reception_no import compose_reception_no, parse_reception_no
from venue_kiosk.domain.ticket import TicketCode, parse_ticket
from venue_kiosk.ports import AttendeeStore

_LONGEST_NUMBER: Final = 7
_LONGEST_TYPED: Final = 40


def find_by_payload(
    text: str, programme: Programme, attendees: AttendeeStore
) -> Attendee | PayloadReason:
    """Return who a text belongs to, or why it belongs to nobody here.

    Up to seven digits are a reception number, anything else is taken as a ticket code.
    """
    if _is_reception_no(text):
        return _find_by_reception_no(text, attendees)
    code = parse_ticket(text, programme_number=programme.number)
    if isinstance(code, TicketCode):
        return _find_by_ticket(code, attendees)
    if isinstance(code, WrongProgramme):
        return WrongProgramme(number=code.number, title=programme.other_programmes.get(code.number))
    return code


def _is_reception_no(text: str) -> bool:
    digits = fold_digits(text) if len(text) <= _LONGEST_TYPED else ""
    return is_digits(digits) and len(digits) <= _LONGEST_NUMBER


def _find_by_reception_no(text: str, attendees: AttendeeStore) -> Attendee | PayloadReason:
    number = parse_reception_no(text)
    if not isinstance(number, int):
        return number
    return attendees.by_reception_no(compose_reception_no(number)) or UnknownCode()


def _find_by_ticket(code: TicketCode, attendees: AttendeeStore) -> Attendee | PayloadReason:
    holder = attendees.by_ticket(code.digits)
    if holder is None:
        return UnknownCode()
    return Reissued() if holder.superseded else attendees.get(holder.attendee_id)
