"""The event key card: 256 bits on paper, in signs that are typed or read from its QR code.

Four rows of sixteen signs. The first four signs belong to the event, 52 carry the secret, and the
last two of each row check the row, so that a slip of the finger is told with its row.
"""

import hashlib
import unicodedata
from enum import StrEnum
from typing import Final

COPIES: Final = 2
"""How many numbered copies are printed: a lost card is a lost event."""
SECRET_BYTES: Final = 32
QR_PREFIX: Final = "VKCARD:"

_SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_ROWS: Final = 4
_ROW_SIGNS: Final = 16
_ROW_CONTENT: Final = 14
_EVENT_SIGNS: Final = 4
_GROUP: Final = 4
_BITS: Final = 5
_SECRET_SIGNS: Final = 52
_SPARE_BITS: Final = _SECRET_SIGNS * _BITS - 8 * SECRET_BYTES


class CardFault(StrEnum):
    """What keeps a typed or read card from being one."""

    LENGTH = "length"
    SIGN = "sign"
    ROW = "row"
    EVENT = "event"


class CardError(ValueError):
    """The text is no card of this event; says nothing of what was typed."""

    def __init__(self, fault: CardFault, row: int = 0) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.row = row
        """The first row that is wrong, from 1; 0 where no row can be named."""


def compose_card(secret: bytes, event_id: str) -> str:
    """Return the card's 64 signs for a secret of 32 bytes."""
    number = int.from_bytes(secret) << _SPARE_BITS
    places = range(_SECRET_SIGNS - 1, -1, -1)
    signs = [_SIGNS[(number >> place * _BITS) % len(_SIGNS)] for place in places]
    content = _of_event(event_id) + "".join(signs)
    rows = enumerate(_split(content, _ROW_CONTENT), 1)
    return "".join(row + _check(row_no, row) for row_no, row in rows)


def parse_card(text: str, event_id: str) -> bytes:
    """Return the secret of a typed or read card.

    Spaces, hyphens, small letters and full-width signs do not matter.

    Raises:
        CardError: it is no card, a row is mistyped, or it is the card of another event.
    """
    signs = _folded(text)
    if len(signs) != _ROWS * _ROW_SIGNS:
        raise CardError(CardFault.LENGTH)
    rows = _split(signs, _ROW_SIGNS)
    for number, row in enumerate(rows, 1):
        if not set(row) <= set(_SIGNS):
            raise CardError(CardFault.SIGN, number)
        if row[_ROW_CONTENT:] != _check(number, row[:_ROW_CONTENT]):
            raise CardError(CardFault.ROW, number)
    content = "".join(row[:_ROW_CONTENT] for row in rows)
    if content[:_EVENT_SIGNS] != _of_event(event_id):
        raise CardError(CardFault.EVENT)
    number = 0
    for sign in content[_EVENT_SIGNS:]:
        number = (number << _BITS) | _SIGNS.index(sign)
    return (number >> _SPARE_BITS).to_bytes(SECRET_BYTES)


def looks_like_card(text: str) -> bool:
    """Tell whether a code that was read is meant to be a key card."""
    return text.startswith(QR_PREFIX)


def card_rows(card: str) -> list[str]:
    """Return the four rows as people type them: four groups of four signs."""
    return [" ".join(_split(row, _GROUP)) for row in _split(card, _ROW_SIGNS)]


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).upper().removeprefix(QR_PREFIX)
    return "".join(sign for sign in folded if sign.isalnum())


def _split(text: str, length: int) -> list[str]:
    return [text[at : at + length] for at in range(0, len(text), length)]


def _of_event(event_id: str) -> str:
    return _signs_of(f"venue_kiosk card|{event_id}", _EVENT_SIGNS)


def _check(row_no: int, content: str) -> str:
    return _signs_of(f"venue_kiosk card row {row_no}|{content}", _ROW_SIGNS - _ROW_CONTENT)


def _signs_of(text: str, count: int) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "".join(_SIGNS[octet % len(_SIGNS)] for octet in digest[:count])
