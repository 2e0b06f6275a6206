"""What a burst of fast keys was: a code from a hand scanner, two scanners at once, or a person."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from venue_kiosk.domain.digit_text import came_through_input_method, fold_digits, is_digits

TICKET_LENGTH: Final = 20
SHORTEST_IN_FIELD: Final = 8
"""Keys at scanner speed that make a burst while a field takes typing."""
SHORTEST_ELSEWHERE: Final = 4
"""The same where nothing takes typing: nobody types four keys in a tenth of a second at nothing,
but the letters of a short code would press the keys of the desk."""

_LONGEST_MIXED: Final = 2 * TICKET_LENGTH
_SYMBOLOGY: Final = re.compile(r"^(?:[\]\[」「][QqＱｑ][0-6０-６])?(?:[\\¥￥][0-9０-９]{6})?")
_KANA_LAYOUT: Final = str.maketrans("わぬふあうえおやゆよ", "0123456789")
"""The digit keys of the Japanese kana layout (JIS X 6002); no name consists of these kana alone."""
_NAME_LIKE: Final = re.compile(r"[A-Za-z '-]+")
_TRACES_OF_A_CODE: Final = tuple(map(re.compile, ("[ぁ-ゖァ-ヶ]", "[A-Za-zＡ-Ｚａ-ｚ]", "[:：]")))
"""Kana, a letter left over and a colon: an address that went through the input method."""

LooksLikeCode: TypeAlias = Callable[[str], bool]
Taker: TypeAlias = Literal["nothing", "field", "secret"]
"""What takes typing now: nothing, a text field, or a field for a passphrase."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A hand scanner sent this text."""

    text: str = field(repr=False)
    foreign: bool
    """Not one of our codes: what follows at once still belongs to it."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """Two scanners sent at once; nobody can tell the digits apart."""


@dataclass(frozen=True, slots=True)
class ThroughInputMethod:
    """Letters of a code became kana: the Japanese input method is on."""

    typed: bool
    """It may also be a person's text, which must reach its field."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A person or an input method typed this."""


BurstVerdict: TypeAlias = Scan | Mixed | ThroughInputMethod | Typed


def is_ticket_shaped(text: str) -> bool:
    """Tell whether ``text`` folds to 20 decimal digits."""
    digits = fold_digits(text)
    return len(digits) == TICKET_LENGTH and is_digits(digits)


def may_begin_ticket(character: str) -> bool:
    """Tell whether a ticket from a scanner may begin with ``character``."""
    return character.isdigit() or character in "]\\"


def decide_burst(
    text: str, *, taker: Taker, looks_like_code: LooksLikeCode = is_ticket_shaped
) -> BurstVerdict:
    """Decide what the characters of one burst are."""
    bare = strip_symbology(text)
    for reading in (bare, _from_kana_layout(bare)):
        if looks_like_code(reading):
            return Scan(reading, foreign=False)
    digits = fold_digits(bare)
    if is_digits(digits) and TICKET_LENGTH < len(digits) <= _LONGEST_MIXED:
        return Mixed()
    if taker == "secret" or _is_too_short(text, taker):
        return Typed()
    if text.isascii():
        named = taker == "field" and _NAME_LIKE.fullmatch(text)
        return Typed() if named else Scan(bare, foreign=True)
    return _decide_wide(bare, digits, taker=taker)


def strip_symbology(text: str) -> str:
    r"""Drop what a scanner may put before a QR code's text: ``]Q1`` and ``\000026``."""
    return _SYMBOLOGY.sub("", text, count=1)


def _from_kana_layout(text: str) -> str:
    digits = text.translate(_KANA_LAYOUT)
    return digits if is_digits(digits) and not any(map(str.isdigit, text)) else ""


def _is_too_short(text: str, taker: Taker) -> bool:
    shortest = SHORTEST_ELSEWHERE if taker == "nothing" else SHORTEST_IN_FIELD
    held_down = len(set(text)) <= 1
    return len(text) < shortest or held_down


def _decide_wide(text: str, digits: str, *, taker: Taker) -> BurstVerdict:
    if taker == "nothing":
        through = came_through_input_method(text) and not is_digits(digits)
        return ThroughInputMethod(typed=False) if through else Scan(text, foreign=True)
    if all(trace.search(text) for trace in _TRACES_OF_A_CODE):
        return ThroughInputMethod(typed=True)
    return Typed()
