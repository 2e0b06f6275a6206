"""Finding a person by what they say: which keys a query asks for, and how sure a hit is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, Literal, TypeAlias

from venue_kiosk.domain.digit_text import fold_digits, is_digits
from venue_kiosk.domain.name_keys import (
    SearchKeys,
    fold_name,
    is_reading,
    kana_devoiced,
    kana_loose,
    kana_strict,
    kanji_key,
    split_name,
)
from venue_kiosk.domain.reasons import Unreadable
from venue_kiosk.domain.reception_no import compose_reception_no, parse_reception_no
from venue_kiosk.domain.romaji import romaji_to_kana

MOST_ROWS: Final = 8
"""There is no list to leaf through: a query that finds more must be made longer."""

LONGEST_QUERY: Final = 100
FEWEST_KANA: Final = 2
"""Of a name in other characters one is enough."""

_PHONE_DIGITS: Final = 4
_WHOLE_PHONES: Final = (10, 11)
_RECEPTION_DIGITS: Final = range(5, 8)
_AFTER_EVERY_TEXT: Final = "\U0010ffff"
_LATIN: Final = re.compile("[A-Za-zĀ-ſ]")
_NO_LETTER: Final = re.compile(r"[\W_\d]*")


class Tier(IntEnum):
    """How a person was found, surest first; below ``KANA_STRICT`` a hit is confirmed aloud."""

    NUMBER = 1
    KANA_STRICT = 2
    KANA_LOOSE = 3
    KANA_DEVOICED = 4
    KANJI = 5
    PHONE = 6


KeyColumn: TypeAlias = Literal[
    "kana_strict", "kana_loose", "kana_devoiced", "kanji_key", "phone_last4"
]
GivenColumn: TypeAlias = Literal["given_strict", "given_loose", "given_devoiced", "given_kanji"]


@dataclass(frozen=True, slots=True)
class KeyRange:
    """One range of an index: ``column >= first AND column < last``, sorted by ``column``."""

    tier: Tier
    column: KeyColumn
    first: str = field(repr=False)
    given_column: GivenColumn | None = None
    given: str = field(default="", repr=False)
    """Beginning of the given name; where a person has no ``given_column`` key, it must stand
    anywhere behind ``first`` in ``column``. Empty asks for nothing."""

    @property
    def last(self) -> str:
        """The end of the range, exclusive."""
        return self.first + _AFTER_EVERY_TEXT

    def holds(self, keys: SearchKeys) -> bool:
        """Tell whether a person is in this range; the rule the storage's query follows."""
        whole: str = getattr(keys, self.column)
        if not whole.startswith(self.first):
            return False
        if not self.given or self.given_column is None:
            return True
        given: str = getattr(keys, self.given_column)
        return given.startswith(self.given) if given else self.given in whole[len(self.first) :]


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A search by name or by the last digits of a phone number; never printed."""

    kind: Literal["kana", "kanji", "phone"]
    ranges: tuple[KeyRange, ...]
    """Where to look, surest first."""

    def __repr__(self) -> str:
        """Say what kind of query it is, not whom it asks for."""
        return f"NameQuery({self.kind})"


@dataclass(frozen=True, slots=True)
class NumberQuery:
    """A search by reception number, whose check digit holds."""

    reception_no: str


@dataclass(frozen=True, slots=True)
class TooShort:
    """Not enough to search by; too many people would be listed."""

    kind: Literal["kana", "digits"]


@dataclass(frozen=True, slots=True)
class TooLong:
    """More than any name."""


@dataclass(frozen=True, slots=True)
class NotSearchable:
    """Neither a name nor a number: signs only, or digits of an unknown kind."""


QueryRefusal: TypeAlias = TooShort | TooLong | NotSearchable | Unreadable


@dataclass(frozen=True, slots=True)
class Hit:
    """One person found."""

    attendee_id: int
    tier: Tier


def parse_query(text: str) -> NameQuery | NumberQuery | QueryRefusal:
    """Return what a text at the search field asks for.

    ``たか か`` asks for a family name from たか with a given name from か. Latin letters are read
    as kana. Five to seven digits are a reception number, four the end of a phone number.
    """
    if len(text) > LONGEST_QUERY:
        return TooLong()
    digits = fold_digits(text)
    if is_digits(digits):
        return _query_by_digits(digits)
    if _NO_LETTER.fullmatch(fold_name(text)):
        return NotSearchable() if text.strip() else TooShort("kana")
    reading = romaji_to_kana(text)[0] if _LATIN.search(fold_name(text)) else text
    return _query_by_name(text, reading)


def rank(query: NameQuery, people: Iterable[tuple[int, SearchKeys]]) -> list[Hit]:
    """Return the people meant, surest first, then in the order of their keys; not cut off."""
    hits: list[tuple[Tier, str, int]] = []
    for attendee_id, keys in people:
        found = next((each for each in query.ranges if each.holds(keys)), None)
        if found is not None:
            hits.append((found.tier, getattr(keys, found.column), attendee_id))
    return [Hit(attendee_id, tier) for tier, _, attendee_id in sorted(hits)]


def _query_by_digits(digits: str) -> NameQuery | NumberQuery | QueryRefusal:
    if len(digits) < _PHONE_DIGITS:
        return TooShort("digits")
    if len(digits) in _RECEPTION_DIGITS:
        number = parse_reception_no(digits)
        if isinstance(number, Unreadable):
            return number
        return NumberQuery(compose_reception_no(number))
    if len(digits) == _PHONE_DIGITS or len(digits) in _WHOLE_PHONES:
        last4 = KeyRange(Tier.PHONE, "phone_last4", digits[-_PHONE_DIGITS:])
        return NameQuery("phone", (last4,))
    return NotSearchable()


def _query_by_name(written: str, reading: str) -> NameQuery | QueryRefusal:
    family, given = split_name(written)
    by_kanji = KeyRange(Tier.KANJI, "kanji_key", kanji_key(family), "given_kanji", kanji_key(given))
    if not is_reading(reading) and reading.strip():
        return NameQuery("kanji", (by_kanji,)) if by_kanji.first else NotSearchable()
    family, given = split_name(reading)
    if len(kana_strict(reading)) < FEWEST_KANA or not kana_strict(family):
        return TooShort("kana")
    return NameQuery("kana", (*_kana_ranges(family, given), by_kanji))


def _kana_ranges(family: str, given: str) -> tuple[KeyRange, ...]:
    return (
        KeyRange(
            Tier.KANA_STRICT, "kana_strict", kana_strict(family), "given_strict", kana_strict(given)
        ),
        KeyRange(
            Tier.KANA_LOOSE, "kana_loose", kana_loose(family), "given_loose", kana_loose(given)
        ),
        KeyRange(
            Tier.KANA_DEVOICED,
            "kana_devoiced",
            kana_devoiced(family),
            "given_devoiced",
            kana_devoiced(given),
        ),
    )
