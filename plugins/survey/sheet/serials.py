"""Sheet codes: random, on no list of persons, only where the ward agreed to them."""

from collections.abc import Sequence
from typing import Final

from venue_kiosk.api import TokenSource

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH: Final = 6


def draw_serials(count: int, tokens: TokenSource) -> Sequence[str]:
    """Return ``count`` sheet codes that differ and follow no order."""
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        octets = tokens.octets(LENGTH)
        drawn["".join(ALPHABET[octet % len(ALPHABET)] for octet in octets)] = None
    return list(drawn)
