"""One carry-out slip (持ち出し確認票): who carries what where, and its four times."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Final

import msgspec

from venue_kiosk.api import check_document

LONGEST_LINE: Final = 100
MOST_SHEETS: Final = 1_000_000
Line = Annotated[str, msgspec.Meta(max_length=LONGEST_LINE)]
Count = Annotated[int, msgspec.Meta(ge=0, le=MOST_SHEETS)]


class Stage(StrEnum):
    """The four times of a slip, in their order."""

    DEPARTED = "departed"
    ARRIVED = "arrived"
    LEFT = "left"
    RETURNED = "returned"


STAGES: Final = tuple(Stage)


class SlipForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is written on a slip before departure; people by their pseudonymous ids."""

    slip_no: str
    carrier: str
    second: str
    """Who confirmed the departure checks with the carrier."""
    place: str
    """The designated place it goes to."""
    laptop: Line
    """Model and serial number."""
    purpose: Line = ""
    route: Line = ""
    document: Line = ""
    """The ward's consent, where it has a number of its own."""
    sheets: Count = 0
    """Sheets of paper that are taken along."""
    copies: Count = 0
    """Second encrypted copies and printed rosters (複写); only on the ward's document."""
    copy_document: Line = ""
    ticks: tuple[str, ...] = ()
    """Codes of the departure checks that two people confirmed."""

    def problems(self, ticks_needed: tuple[str, ...]) -> tuple[str, ...]:
        """Return codes of what keeps the slip from being recorded."""
        found = {
            "slip_no": not check_document(self.slip_no),
            "carrier": not self.carrier,
            "second": not self.second or self.second == self.carrier,
            "place": not _is_line(self.place, needed=True),
            "laptop": not _is_line(self.laptop, needed=True),
            "purpose": not _is_line(self.purpose),
            "route": not _is_line(self.route),
            "document": bool(self.document) and not check_document(self.document),
            "sheets": not 0 <= self.sheets <= MOST_SHEETS,
            "copies": not 0 <= self.copies <= MOST_SHEETS,
            "copy_document": bool(self.copies) and not check_document(self.copy_document),
            "ticks": set(self.ticks) != set(ticks_needed),
        }
        return tuple(code for code, wrong in found.items() if wrong)


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded slip with the times so far, in the order of ``Stage``."""

    form: SlipForm
    approver: str
    """The handling manager who recorded it."""
    times: tuple[dt.datetime, ...] = ()

    @property
    def stage(self) -> Stage | None:
        """Where it stands; nothing before departure."""
        return STAGES[len(self.times) - 1] if self.times else None

    @property
    def next_stage(self) -> Stage | None:
        """What is entered next; nothing once it is back."""
        return STAGES[len(self.times)] if len(self.times) < len(STAGES) else None

    def at(self, stage: Stage) -> dt.datetime | None:
        """Return when ``stage`` was, if it was."""
        number = STAGES.index(stage)
        return self.times[number] if number < len(self.times) else None

    def is_at_venue_on(self, day: dt.date) -> bool:
        """Say whether the laptop arrived on ``day`` and has not left."""
        arrived = self.at(Stage.ARRIVED)
        return self.stage is Stage.ARRIVED and arrived is not None and arrived.date() == day


def _is_line(text: str, *, needed: bool = False) -> bool:
    """Say whether a text fits a line of the form."""
    length = len(text.strip())
    return int(needed) <= length <= LONGEST_LINE and text.isprintable()
