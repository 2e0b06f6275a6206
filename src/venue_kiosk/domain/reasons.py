"""Why a scan ended as it did: one type a reason, each with a stable machine code."""

import datetime as dt
from typing import TypeAlias

import msgspec

from venue_kiosk.domain.life_cycle import State


class _Reason(msgspec.Struct, frozen=True, tag_field="code", kw_only=True):
    """Base of every reason; its tag is the code that stands in logs and answers.

    Reasons hold no personal data and no scanned text: they are stored beside each scan.
    """

    @property
    def code(self) -> str:
        """The stable machine word of this reason."""
        return str(self.__struct_config__.tag)


class Ok(_Reason, frozen=True, tag="ok"):
    """Checked in."""


class OkForced(_Reason, frozen=True, tag="ok_forced"):
    """Checked in by a manager's override; without it ``instead_of`` would have been the answer."""

    instead_of: str
    why: str
    """The manager's reason, a code of ``OVERRIDE_REASONS``."""


class RepeatSameDesk(_Reason, frozen=True, tag="repeat_same_desk"):
    """The same person at the same lane a moment later: nothing to worry about."""


class AlreadyIn(_Reason, frozen=True, tag="already_in"):
    """Checked in before; the verdict says when and at which lane."""


class Cancelled(_Reason, frozen=True, tag="cancelled"):
    """The applicant withdrew (辞退)."""


class Waitlisted(_Reason, frozen=True, tag="waitlisted"):
    """No place yet (補欠)."""

    order: int | None = None


class NotConfirmed(_Reason, frozen=True, tag="not_confirmed"):
    """Nothing was decided about the application."""


class NotSelected(_Reason, frozen=True, tag="not_selected"):
    """The draw went against them (落選)."""


class WrongProgramme(_Reason, frozen=True, tag="wrong_programme"):
    """The ticket belongs to another programme; ``title`` where the config knows it."""

    number: str
    title: str | None = None


class WrongSession(_Reason, frozen=True, tag="wrong_session"):
    """Not today: the person's sessions are on ``dates``."""

    dates: tuple[dt.date, ...]


class NotYet(_Reason, frozen=True, tag="not_yet"):
    """Before the desk opens."""

    opens: dt.time


class Closed(_Reason, frozen=True, tag="closed"):
    """After the desk closed."""

    closed: dt.time


class NotOpened(_Reason, frozen=True, tag="not_opened"):
    """The event is not open, or not any more; ``state`` is where it stands."""

    state: State


class Full(_Reason, frozen=True, tag="full"):
    """Every place is taken."""

    present: int
    capacity: int


class Reissued(_Reason, frozen=True, tag="reissued"):
    """An older notice; a newer one was sent."""


class UnknownCode(_Reason, frozen=True, tag="unknown_code"):
    """Well formed, but nobody here has it."""


class NotATicket(_Reason, frozen=True, tag="not_a_ticket"):
    """Some other QR code; its text is neither shown nor followed nor kept."""


class OtherFormat(_Reason, frozen=True, tag="other_format"):
    """A ticket of another format version."""


class Unreadable(_Reason, frozen=True, tag="unreadable"):
    """Damaged digits: too few, too many, or the check digits disagree."""

    input_method_on: bool = False
    """True when it looks as if the scanner typed into a Japanese input method."""
    reception_no: bool = False
    """True when it was meant as a reception number, not as a ticket code."""


class AmbiguousName(_Reason, frozen=True, tag="ambiguous_name"):
    """Several people fit; somebody has to ask."""

    count: int


class Proxy(_Reason, frozen=True, tag="proxy"):
    """Somebody came in the place of the applicant."""


class Objected(_Reason, frozen=True, tag="objected"):
    """A plugin objects; ``why`` is its own code."""

    plugin: str
    why: str


class DatabaseBusy(_Reason, frozen=True, tag="db_busy"):
    """The vault was held too long by another lane; nothing was stored."""


class Internal(_Reason, frozen=True, tag="internal"):
    """The check-in could not be stored; nothing was stored."""


PayloadReason: TypeAlias = (
    UnknownCode | NotATicket | OtherFormat | Unreadable | WrongProgramme | Reissued
)
"""What a payload alone can be refused for."""

DecisionReason: TypeAlias = Cancelled | Waitlisted | NotConfirmed | NotSelected
"""What the decision about an application can stand in the way with."""

DeskReason: TypeAlias = (
    WrongSession
    | NotYet
    | Closed
    | NotOpened
    | Full
    | AmbiguousName
    | Proxy
    | Objected
    | DatabaseBusy
    | Internal
)
"""What can stand in the way at the desk itself."""

WithheldReason: TypeAlias = PayloadReason | DecisionReason | DeskReason
"""Why somebody is asked to wait."""

AdmittedReason: TypeAlias = Ok | OkForced | RepeatSameDesk

ScanReason: TypeAlias = AdmittedReason | AlreadyIn | WithheldReason
"""Everything a recorded scan can end with."""

OVERRIDE_REASONS = ("place_free", "session_changed", "notice_problem", "ward_instruction", "other")
"""Why a manager may let somebody in all the same; a closed list, because free text is not kept."""

REVOKE_REASONS = ("wrong_person", "left_again", "test_scan", "other")
"""Why a check-in may be revoked; a closed list, because free text is not kept."""


def encode_reason(reason: ScanReason) -> str:
    """Return a reason as one line of JSON, for the scan's record."""
    return msgspec.json.encode(reason).decode()


def parse_reason(text: str) -> ScanReason:
    """Read what ``encode_reason`` wrote.

    Raises:
        msgspec.ValidationError: the text is not a known reason.
    """
    reason: ScanReason = msgspec.json.decode(text, type=ScanReason)
    return reason
