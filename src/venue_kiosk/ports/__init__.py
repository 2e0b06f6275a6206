"""What the services need from the world, as protocols; ``bootstrap`` chooses who answers."""

from venue_kiosk.ports.life_cycle import HeadCountStore, LifeCycleStore, Objectors
from venue_kiosk.ports.stores import (
    ApplicantRow,
    AttendeeStore,
    AuditTrail,
    CheckInStore,
    LogStore,
    NameHit,
    NewAttendee,
    Scan,
    TicketHolder,
    Transactions,
)
from venue_kiosk.ports.world import (
    Clock,
    CodeReader,
    CodeReading,
    Dice,
    Frame,
    FrameSource,
    PictureTerminal,
    TokenSource,
    Typesetter,
)

__all__ = [
    "ApplicantRow",
    "AttendeeStore",
    "AuditTrail",
    "CheckInStore",
    "Clock",
    "CodeReader",
    "CodeReading",
    "Dice",
    "Frame",
    "FrameSource",
    "HeadCountStore",
    "LifeCycleStore",
    "LogStore",
    "NameHit",
    "NewAttendee",
    "Objectors",
    "PictureTerminal",
    "Scan",
    "TicketHolder",
    "TokenSource",
    "Transactions",
    "Typesetter",
]
