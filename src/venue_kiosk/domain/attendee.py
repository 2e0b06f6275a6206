"""The people a programme knows: who applied, what was decided, who may come in."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """How an application arrived (申込方法)."""

    HAGAKI = "hagaki"
    FAX = "fax"
    WEB = "web"
    WALK_IN = "walk_in"
    """Filled in on paper at the desk on the day (当日参加); never in an application file."""


class Category(StrEnum):
    """Why the ward's events are open to the person (参加区分)."""

    ZAIJU = "zaiju"
    ZAIKIN = "zaikin"
    ZAIGAKU = "zaigaku"


class Decision(StrEnum):
    """What was decided about an application (参加結果, before the day)."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    NOT_SELECTED = "not_selected"
    WITHDRAWN = "withdrawn"


class Role(StrEnum):
    """Active member or listener (役割); stored only with the ward's approval."""

    ACTIVE_MEMBER = "active_member"
    LISTENER = "listener"


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One application as it arrived; the items of the closed register and nothing else.

    ``repr`` shows no personal data, so that an application may stand in an error report.
    """

    channel: Channel
    name: str
    """Exactly as written, never normalised: 髙, 﨑 and variation selectors are part of a name."""
    phone: str
    category: Category
    childcare_wanted: bool
    furigana: str | None = None
    address: str | None = None
    preferred_sessions: tuple[int, ...] = ()
    """Numbers of the sessions asked for, from 1; courses only, empty means all."""
    email: str | None = None
    fax: str | None = None
    decision: Decision = Decision.UNDECIDED
    waitlist_order: int | None = None
    organisation_code: str | None = None
    role: Role | None = None
    reception_no: str | None = None
    """``0123-4`` when the file gives one."""

    def __repr__(self) -> str:
        """Say what kind of application it is, not whose."""
        return f"Application({self.channel}, {self.decision})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A person in the attendee register, as the desk may see them.

    Address, mail and FAX stay in the register: no screen of the day needs them.
    """

    attendee_id: int
    reception_no: str
    """``0123-4``, with its Damm check digit."""
    name: str
    furigana: str | None
    town: str | None
    """The town part of the address (町丁目), or nothing."""
    phone_last4: str
    """The last four digits, or empty when no phone is known."""
    channel: Channel
    category: Category
    decision: Decision
    waitlist_order: int | None = None
    childcare_wanted: bool = False
    preferred_sessions: tuple[int, ...] = ()
    organisation_code: str | None = None
    role: Role | None = None
    sample: bool = False
    """True for synthetic people; a vault holds only one kind."""

    def __repr__(self) -> str:
        """Say which record it is, not whose."""
        return f"Attendee({self.attendee_id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """An attendee and where a notice reaches them; only the making of notices sees it."""

    attendee: Attendee
    address: str | None
    """The full address as written; nothing when the vault stores less than that."""
    email: str | None
    fax: str | None

    def __repr__(self) -> str:
        """Say which record it is, not whose."""
        return f"Addressee({self.attendee.attendee_id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One recorded arrival of one attendee at one session."""

    check_in_id: int
    """Running number of check-ins in this vault, from 1."""
    attendee_id: int
    session_no: int
    at: dt.datetime
    lane: str
    handler_id: str
    forced: bool = False
    """True when a manager let in somebody who would have been refused."""
    revoked_at: dt.datetime | None = None
