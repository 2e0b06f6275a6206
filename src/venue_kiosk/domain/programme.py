"""One programme: its sessions, places and rules, as the contractor's file states them."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec

from venue_kiosk.domain.erasure_settings import ErasureSettings

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Session(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One meeting of a programme (回)."""

    date: dt.date
    doors_open: dt.time
    starts: dt.time
    ends: dt.time
    title: str = ""
    admit_from: dt.time | None = None
    """From when the desk lets people in; ``doors_open`` when not given."""
    admit_until: dt.time | None = None
    """Until when the desk lets people in; ``ends`` when not given."""

    @property
    def first_admission(self) -> dt.time:
        """When the desk starts to let people in."""
        return self.admit_from or self.doors_open

    @property
    def last_admission(self) -> dt.time:
        """When the desk stops letting people in."""
        return self.admit_until or self.ends


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many people may come (定員)."""

    capacity: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    walk_ins: Annotated[int, msgspec.Meta(ge=0, le=100_000)] | None = None
    """Most walk-ins in one session; without it every free place may go to a walk-in."""
    organisations: Annotated[int, msgspec.Meta(ge=1, le=99)] | None = None
    """Most organisations; needs the approval for ``organisation_code``."""
    per_organisation: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """Most people of one organisation; needs the same approval."""


class Contact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who runs the programme and how to reach them, as printed on notices."""

    client: Text
    """The ward (甲)."""
    section: Text
    """The section in charge (担当課)."""
    contractor: Text
    """The contractor (乙)."""
    phone: Text
    hours: str = ""
    ward_paper: str = ""
    """Name of the ward's own newspaper, for the not-selected notice."""


class Contract(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The contract the data is handled under."""

    title: Text
    number: Text
    ends: dt.date
    legal_profile: Literal["r1_jorei", "r5_act"] = "r5_act"


class Approval(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The ward's document that allows a data item beyond its report (D1: the closed register)."""

    item: Literal["furigana", "organisation_code", "role", "companion", "apart", "table_card_names"]
    """Columns of the register, or what the exchange session may keep or print."""
    document: Text
    date: dt.date


class Venue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where it takes place."""

    name: Text
    floor: str = ""
    station: str = ""
    walk_minutes: int = 0


class DesignatedPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A place where the ward allows the data to be opened (指定場所), by its document."""

    name: Text
    document: Text
    date: dt.date
    opens: dt.time = dt.time.min
    closes: dt.time = dt.time.max
    """Between these times one person may unlock; outside them two together."""

    def holds_at(self, time: dt.time) -> bool:
        """Say whether one person may unlock at ``time``."""
        return self.opens <= time <= self.closes


class Notices(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Dates and lines that only notices need."""

    decision_date: dt.date | None = None
    cancel_by: dt.date | None = None
    contact_by: dt.date | None = None
    childcare_opens: dt.time | None = None
    sender: str = ""
    """The From address of mails; the kiosk itself sends none."""


class ReportedHandler(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A handler reported to the ward beforehand (取扱責任者等報告)."""

    id: Annotated[str, msgspec.Meta(pattern="^[A-Z][A-Za-z0-9-]{0,15}$")]
    role: Literal["security_officer", "handling_manager", "handler", "auditor", "witness"]
    duties: tuple[Literal["reception", "facilitator", "childcare", "survey"], ...] = ()
    trained: dt.date | None = None
    """Training date; without it the handler cannot sign in."""
    reported: dt.date | None = None
    """When the ward was told; without it the handler cannot sign in."""
    report_document: str = ""
    party: Literal["client", "contractor"] | None = None
    """For whom the person acts; the ward for auditor and witness, if not given."""
    opens: bool = True
    """Whether the person may open the kiosk; the others sign in on one that is open."""

    def is_reported_on(self, day: dt.date) -> bool:
        """Say whether the person was trained and reported with a document by ``day``.

        The ward need not be told of its own people.
        """
        if self.party == "client" or self.role in ("auditor", "witness"):
            return True
        dates = (self.trained, self.reported)
        return all(each and each <= day for each in dates) and bool(self.report_document.strip())


class Programme(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One programme (催し): a symposium or a course. One vault holds exactly one."""

    format: Literal["venue-programme/1"]
    number: Annotated[int, msgspec.Meta(ge=1, le=999)]
    """Programme number, digits 2-4 of its ticket codes."""
    kind: Literal["symposium", "course"]
    title: Text
    purpose: Text
    """The purpose shown to people when their data is collected (利用目的)."""
    sessions: Annotated[tuple[Session, ...], msgspec.Meta(min_length=1, max_length=50)]
    places: Places
    venue: Venue
    contact: Contact
    contract: Contract
    handlers: Annotated[tuple[ReportedHandler, ...], msgspec.Meta(min_length=1)]
    approvals: tuple[Approval, ...] = ()
    designated: tuple[DesignatedPlace, ...] = ()
    """Where the vault may be opened; nowhere else."""
    notices: Notices = Notices()
    other_programmes: dict[str, str] = {}
    """Titles of the ward's other programmes by three-digit number, for 「会がちがいます」."""
    store_address: Literal["full", "town", "none"] = "town"
    ward_prefixes: tuple[str, ...] = ()
    """Beginnings of addresses that say nothing here, such as 東京都 and the ward's name."""
    selection: Literal["draw", "first_come"] = "draw"
    sample: bool = False
    erasure: ErasureSettings = ErasureSettings()
    key_card: bool | None = None
    """Whether signing in needs the event key card; if not given, only real events do."""

    @property
    def uses_key_card(self) -> bool:
        """Whether signing in needs the event key card."""
        return not self.sample if self.key_card is None else self.key_card

    @property
    def number3(self) -> str:
        """The programme number as three digits."""
        return f"{self.number:03d}"

    def approval_for(self, item: str) -> Approval | None:
        """Return the ward's approval of a data item beyond its report, if there is one."""
        return next((a for a in self.approvals if a.item == item), None)

    def designated_place(self, name: str) -> DesignatedPlace | None:
        """Return the designated place called ``name``."""
        return next((each for each in self.designated if each.name == name), None)

    def session(self, number: int) -> Session:
        """Return session ``number``, counted from 1."""
        return self.sessions[number - 1]

    def session_on(self, day: dt.date) -> int | None:
        """Return the number of the session held on ``day``, from 1."""
        return next((n for n, s in enumerate(self.sessions, 1) if s.date == day), None)

    def nearest_session(self, day: dt.date) -> int:
        """Return the session on ``day``, else the next one, else the last, from 1."""
        coming = (n for n, session in enumerate(self.sessions, 1) if session.date >= day)
        return next(coming, len(self.sessions))

    def session_numbers(self) -> Sequence[int]:
        """Return the numbers of all sessions, from 1."""
        return range(1, len(self.sessions) + 1)
