"""The parts of the vault that the desks read and write."""

from dataclasses import dataclass

from venue_kiosk.ports import (
    AttendeeStore,
    AuditTrail,
    CheckInStore,
    LifeCycleStore,
    Transactions,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStores:
    """One event's stores, on one connection."""

    transactions: Transactions
    attendees: AttendeeStore
    check_ins: CheckInStore
    audit: AuditTrail
    life_cycle: LifeCycleStore
