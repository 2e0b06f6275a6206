"""The reception number people say, write and type: ``0123-4``, with a Damm check digit."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from venue_kiosk.domain.digit_text import fold_digits, is_digits

HIGHEST: Final = 9999
"""Four digits in order of application."""

# Damm, "Total anti-symmetrische Quasigruppen" (2004), order 10: row = interim digit, column = next.
_QUASIGROUP: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_LENGTH: Final = 5
_LONGEST_TEXT: Final = 100


@dataclass(frozen=True, slots=True)
class NotFiveDigits:
    """Not four digits and a check digit; too short most often means the last one is missing."""

    digits: int
    """How many digits were given, 0 when something else than digits was."""


@dataclass(frozen=True, slots=True)
class WrongCheckDigit:
    """Five digits, and the last one says that one of them is wrong or two changed places."""


ReceptionNoRefusal: TypeAlias = NotFiveDigits | WrongCheckDigit


def compose_reception_no(n: int) -> str:
    """Return the reception number of the ``n``-th application, 0-9999, as ``0123-4``.

    Raises:
        ValueError: ``n`` is out of range.
    """
    if not 0 <= n <= HIGHEST:
        raise ValueError("a reception number has four digits")
    return f"{n:04d}-{_interim(f'{n:04d}')}"


def parse_reception_no(text: str) -> int | ReceptionNoRefusal:
    """Return the number in ``0123-4``, ``01234``, ``０１２３－４`` and the like."""
    digits = fold_digits(text) if len(text) <= _LONGEST_TEXT else ""
    if not is_digits(digits):
        return NotFiveDigits(0)
    if len(digits) != _LENGTH:
        return NotFiveDigits(len(digits))
    if _interim(digits) != "0":
        return WrongCheckDigit()
    return int(digits[:-1])


def _interim(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _QUASIGROUP[int(interim)][int(digit)]
    return interim
