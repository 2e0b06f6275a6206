"""The desk's answers that are no: each with what stands on the screen for the parent."""

from typing import ClassVar, Literal

from plugins.childcare.messages import _
from venue_kiosk.api import RefusedError

Refusal = Literal["full", "staff", "stub", "other"]


class ChildcareRefusedError(RefusedError):
    """Nothing was stored; the message says why."""

    kind: ClassVar[Refusal] = "other"


class RoomFullError(ChildcareRefusedError):
    """Every place is taken or kept; not even the manager goes beyond the places."""

    kind: ClassVar[Refusal] = "full"


class CarersMissingError(ChildcareRefusedError):
    """One more child would need more carers than are on duty."""

    kind: ClassVar[Refusal] = "staff"

    def __init__(self, band: str, missing: int) -> None:
        super().__init__(
            _("One more of {band}: carers missing: {n}.", band=band, n=missing),
            _("Add a carer, or ask the manager."),
        )
        self.missing = missing


class StubMismatchError(ChildcareRefusedError):
    """Stub and tag do not belong together."""

    kind: ClassVar[Refusal] = "stub"


def wrong_stub() -> StubMismatchError:
    """Compose the refusal of a stub whose digits are not the tag's."""
    return StubMismatchError(
        _("The stub and the tag do not match."),
        _("Do not hand the child over. Call the person in charge."),
    )


def revoked_stub() -> StubMismatchError:
    """Compose the refusal of a stub that was replaced."""
    return StubMismatchError(
        _("This stub was replaced by a new one and is void."),
        _("Do not hand the child over. Call the person in charge."),
    )


def foreign_stub() -> StubMismatchError:
    """Compose the refusal of a stub of another day."""
    return StubMismatchError(
        _("This stub is of another day."),
        _("Do not hand the child over. Call the person in charge."),
    )


def not_open(tag_no: int) -> ChildcareRefusedError:
    """Compose the refusal of a tag under which no child is here."""
    return ChildcareRefusedError(
        _("No child is here under tag {n}.", n=tag_no),
        _("Look at the number on the child's half once more."),
    )


def room_full(places: int) -> RoomFullError:
    """Compose the refusal of a child for whom there is no place."""
    return RoomFullError(
        _("Childcare is full: {n} places.", n=places), _("Give a slip of the waiting list.")
    )
