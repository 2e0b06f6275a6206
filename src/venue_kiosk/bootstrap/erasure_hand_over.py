"""What the vault says of the hand-over and its receipt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from venue_kiosk.domain.certificate.parts import HandOver
from venue_kiosk.domain.certificate.scalars import time_text
from venue_kiosk.domain.hand_over import RecordedPackage, RecordedReceipt
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.hand_over import HandOverRegister


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """The receipt, and how much of each item was in the package."""

    hand_over: HandOver
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By owner and item; an item that is not there was not part of the hand-over."""
    totals: bytes = b""
    """The numbers that were handed over without personal data."""


def recorded_hand_over(database: Database) -> HandedOver:
    """Return the recorded hand-over; without a receipt its members say so."""
    register = HandOverRegister(database)
    package = register.newest()
    return HandedOver(
        hand_over=_hand_over(package, register.receipt()),
        counts={} if package is None else package.counts,
        totals=b"" if package is None else package.totals,
    )


def _hand_over(package: RecordedPackage | None, receipt: RecordedReceipt | None) -> HandOver:
    """Compose the certificate's member; a receipt is only ever recorded when its code is right."""
    return HandOver(
        made_at=None if package is None else time_text(package.made_at),
        files=None if package is None else package.files,
        list_sha256=None if package is None else package.list_sha256,
        receipt_number=None if receipt is None else receipt.number,
        receipt_date=None if receipt is None else receipt.date.isoformat(),
        receipt_code=None if receipt is None else receipt.code,
        receipt_code_matched=None if receipt is None else True,
        recorded_at=None if receipt is None else time_text(receipt.recorded_at),
    )
