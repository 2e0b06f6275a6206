"""The reception number people say, write and type: ``0123-4``, with a Damm check digit."""

from typing import Final

from venue_kiosk.domain.digit_text import fold_digits, is_digits
from venue_kiosk.domain.reasons import Unreadable

HIGHEST: Final = 999_999
"""Four digits in order of application; events beyond 9,999 people go on with five and six."""

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
_LENGTHS: Final = range(5, 8)
_LONGEST_TEXT: Final = 100


def compose_reception_no(n: int) -> str:
    """Return the reception number of the ``n``-th application as ``0123-4``.

    Raises:
        ValueError: ``n`` is out of range.
    """
    if not 0 <= n <= HIGHEST:
        raise ValueError("a reception number has four to six digits")
    return f"{n:04d}-{_interim(f'{n:04d}')}"


def parse_reception_no(text: str) -> int | Unreadable:
    """Return the number in ``0123-4``, ``01234``, ``０１２３－４`` and the like."""
    digits = fold_digits(text) if len(text) <= _LONGEST_TEXT else ""
    if not is_digits(digits) or len(digits) not in _LENGTHS or _interim(digits) != "0":
        return Unreadable(reception_no=True)
    number = int(digits[:-1])
    return number if f"{number:04d}" == digits[:-1] else Unreadable(reception_no=True)


def _interim(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _QUASIGROUP[int(interim)][int(digit)]
    return interim
