"""What the vault says of the hand-over and its receipt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from venue_kiosk.domain.certificate.parts import HandOver
from venue_kiosk.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """The receipt, and how much of each item was in the package."""

    hand_over: HandOver
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By owner and item; an item that is not there was not part of the hand-over."""


def recorded_hand_over(_database: Database) -> HandedOver:
    """Return the recorded hand-over; without a receipt its members say so."""
    return HandedOver(
        hand_over=HandOver(
            made_at=None,
            files=None,
            list_sha256=None,
            receipt_number=None,
            receipt_date=None,
            receipt_code=None,
            receipt_code_matched=None,
            recorded_at=None,
        )
    )
