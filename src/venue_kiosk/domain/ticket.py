"""The digits in a notice's QR code, and why a scanned text is not one of this programme's."""

import re
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from venue_kiosk.domain.digit_text import came_through_input_method, fold_digits, is_digits
from venue_kiosk.domain.reasons import NotATicket, OtherFormat, Unreadable, WrongProgramme

LONGEST_TEXT: Final = 10_000
"""Longer texts are refused unread; a QR code holds at most 7,089 digits."""

_FORMAT: Final = "1"
_LENGTH: Final = 20
_RANDOM_DIGITS: Final = 14
_MOST_STRAY_LETTERS: Final = 2
_SYMBOLOGY_PREFIX: Final = re.compile(r"^\s*[\]」][Qq][0-6](?:[\\¥][0-9]{6})?")
_LETTER: Final = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class TicketCode:
    """The number of one confirmation notice; says nothing about the person or the decision."""

    digits: str = field(repr=False)
    """All 20 decimal digits, check digits included."""


TicketRefusal: TypeAlias = NotATicket | Unreadable | OtherFormat | WrongProgramme


def compose_ticket(programme_number: int, random14: str) -> TicketCode:
    """Return the ticket of a programme (1-999) with 14 random digits from a secret source.

    Raises:
        ValueError: the number or the digits are out of range.
    """
    if not 1 <= programme_number <= 999:
        raise ValueError("programme number is not 1-999")
    if len(random14) != _RANDOM_DIGITS or not is_digits(random14):
        raise ValueError("a ticket needs 14 random decimal digits")
    body = f"{_FORMAT}{programme_number:03d}{random14}"
    return TicketCode(body + _check_digits(body))


def encode_ticket(code: TicketCode) -> str:
    """Return the payload to print as a QR code: 20 decimal digits."""
    return code.digits


def parse_ticket(text: str, *, programme_number: int) -> TicketCode | TicketRefusal:
    """Return the ticket in a scanned or typed text, or the first reason why there is none."""
    digits = _fold(text)
    if len(digits) != _LENGTH or not is_digits(digits) or int(digits) % 97 != 1:
        return _not_readable(text, digits)
    if digits[0] != _FORMAT:
        return OtherFormat()
    if int(digits[1:4]) != programme_number:
        return WrongProgramme(number=digits[1:4])
    return TicketCode(digits)


def _check_digits(body: str) -> str:
    """ISO/IEC 7064 MOD 97-10: the whole number modulo 97 is 1."""
    return f"{98 - int(body) * 100 % 97:02d}"


def _fold(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        return ""
    return _SYMBOLOGY_PREFIX.sub("", fold_digits(text), count=1)


def _not_readable(text: str, folded: str) -> NotATicket | Unreadable:
    """Tell a damaged ticket from another text.

    An input method turns the letters of a foreign code into kana, and may eat digits: as long as
    it is on, nobody can say what was scanned, so it is never called a foreign code.
    """
    if len(text) > LONGEST_TEXT:
        return Unreadable() if is_digits(text[:LONGEST_TEXT]) else NotATicket()
    if came_through_input_method(text) and not _LETTER.search(text):
        return Unreadable(input_method_on=True)
    letters = len(_LETTER.findall(folded))
    digits = sum(map(is_digits, folded))
    if letters > _MOST_STRAY_LETTERS or digits * 2 < len(folded):
        return NotATicket()
    return Unreadable(input_method_on=came_through_input_method(text))
