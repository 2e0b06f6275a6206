"""Making passphrases, and judging those that people choose."""

from collections.abc import Sequence
from enum import StrEnum
from typing import assert_never

from venue_kiosk.domain.passphrase import (
    WITH_CARD,
    WITHOUT_CARD,
    WORDS,
    Weakness,
    is_rude,
    symbols_of,
    weakness_of,
    word_range,
    words_of,
)
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _
from venue_kiosk.ports import TokenSource


class Style(StrEnum):
    """What a generated passphrase looks like."""

    WORDS = "words"
    """Four made-up words, 68 bits: easy to type and to remember."""
    SYMBOLS = "symbols"
    """Twenty letters and digits, 100 bits."""


def make_passphrase(tokens: TokenSource, style: Style = Style.WORDS) -> str:
    """Return a new passphrase."""
    if style is Style.SYMBOLS:
        return symbols_of(tokens.octets(20))
    numbers: list[int] = []
    while len(numbers) < WORDS:
        # 64 bits over 17: the first words are likelier by one part in 10^14.
        number = int.from_bytes(tokens.octets(8)) % word_range()
        if not is_rude(number):
            numbers.append(number)
    return words_of(numbers)


def event_words(programme: Programme) -> Sequence[str]:
    """Return what somebody would try first who knows the event."""
    contact = programme.contact
    words = [programme.title, programme.venue.name, contact.client, contact.section]
    words += [contact.contractor, contact.ward_paper, *(each.id for each in programme.handlers)]
    return [part for word in words for part in (word, *word.split())]


def require_strong(passphrase: str, *, with_card: bool, near: Sequence[str]) -> None:
    """Let only a passphrase pass that is worth its name.

    Raises:
        UsageError: it is short, plain or easily guessed.
    """
    weakness = weakness_of(passphrase, with_card=with_card, near=near)
    match weakness:
        case None:
            return
        case Weakness.TOO_SHORT:
            raise UsageError(
                _("The passphrase is too short."),
                _("Use at least {n} characters.", n=WITH_CARD if with_card else WITHOUT_CARD),
            )
        case Weakness.TOO_PLAIN:
            raise UsageError(
                _("The passphrase repeats the same few characters."),
                _("Join four words that have nothing to do with each other."),
            )
        case Weakness.GUESSABLE:
            raise UsageError(
                _("The passphrase is made of words that are tried first."),
                _("Join four words that have nothing to do with each other or with this event."),
            )
        case _:
            assert_never(weakness)
