"""Everything a plugin may import, screens apart (those are in ``api_ui``)."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pluggy

from venue_kiosk.bytecode import begin_from_source
from venue_kiosk.config import KioskConfig
from venue_kiosk.domain import name_search, reasons
from venue_kiosk.domain.admission import (
    Admitted,
    AlreadyAdmitted,
    Counts,
    GreetingLine,
    Objection,
    Verdict,
    Withheld,
    places_for_walk_ins,
)
from venue_kiosk.domain.application import parse_applications
from venue_kiosk.domain.application_problem import RowProblem
from venue_kiosk.domain.attendee import (
    Addressee,
    Application,
    Attendee,
    Category,
    Channel,
    CheckIn,
    Decision,
    Role,
)
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.data_item import DataItem
from venue_kiosk.domain.hand_over import (
    FreeRecord,
    HandOverList,
    HandOverPaper,
    ListColumn,
    Material,
)
from venue_kiosk.domain.handler import Duty, Handler, HandlerRole, Task
from venue_kiosk.domain.japanese_date import render_date, render_time
from venue_kiosk.domain.life_cycle import Actor, Cycle, Missing, State
from venue_kiosk.domain.life_cycle_gates import check_document
from venue_kiosk.domain.migration import MigrationSet
from venue_kiosk.domain.paper import Paper, Papers
from venue_kiosk.domain.phone import fold_phone
from venue_kiosk.domain.programme import DesignatedPlace, Programme, Session
from venue_kiosk.errors import (
    ConfigError,
    KioskError,
    NotNowError,
    NotPermittedError,
    RefusedError,
    SignInError,
    UsageError,
    VaultError,
)
from venue_kiosk.i18n import N_, Catalogue, current_language, in_language
from venue_kiosk.ports import (
    Clock,
    CodeReader,
    CodeReading,
    Dice,
    Frame,
    FrameSource,
    NameHit,
    TokenSource,
    Typesetter,
)
from venue_kiosk.ports.command_line import Answer, Command, Commands, ScreenCommand, World
from venue_kiosk.ports.plugin_access import PluginTables, ReadSettings
from venue_kiosk.services.admission import AdmissionDesk
from venue_kiosk.services.applications import (
    ApplicationDesk,
    ImportResult,
    Progress,
    SelectionResult,
)
from venue_kiosk.services.audit_words import show_act
from venue_kiosk.services.authorisation import Authorisation, Consent, TwoPeople
from venue_kiosk.services.exports import Exports
from venue_kiosk.services.life_cycle import GateClosedError, LifeCycle
from venue_kiosk.services.life_cycle_facts import VenueEntry
from venue_kiosk.services.life_cycle_words import tell_actor, tell_missing, tell_state
from venue_kiosk.services.permission import require, require_listed, require_one_of
from venue_kiosk.services.plugin_log import LogMoment
from venue_kiosk.services.presence import Presence, PresentPerson
from venue_kiosk.services.register import Register, is_sure
from venue_kiosk.services.state_guard import StateGuard
from venue_kiosk.services.totals import ProgrammeTotals, SessionTotals, Totals
from venue_kiosk.services.whole_file import erase_file, require_folder_of, write_whole
from venue_kiosk.services.workspace import files_left

hookimpl = pluggy.HookimplMarker("venue_kiosk")
"""Marks a function or method that answers a hook."""


class PluginLog(Protocol):
    """The operation log, for what a plugin did."""

    def record(self, act: str, *, n: Mapping[str, int] | None = None, why: str = "") -> None:
        """Add one line in a transaction of its own: a code, counts, a reason code; no names."""
        ...

    def since(self, at: dt.datetime) -> Sequence[LogMoment]:
        """Return what the log says of the time from ``at`` on, oldest first.

        Raises:
            NotPermittedError: the handler may not see the log.
        """
        ...


class OpenCamera(Protocol):
    """Opens the camera that the settings name."""

    def __call__(self, *, fine: bool = False) -> FrameSource:
        """Return its pictures; with ``fine`` such in which a whole A4 page can be read."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kiosk:
    """The opened kiosk as one plugin sees it."""

    programme: Programme
    handler: Handler
    lane: str
    config: KioskConfig
    clock: Clock
    dice: Dice
    tokens: TokenSource
    register: Register
    """The attendee register, for reading."""
    applications: ApplicationDesk
    desk: AdmissionDesk
    life_cycle: LifeCycle
    """Where the event stands; the only door that changes it."""
    guard: StateGuard
    """Refuses what the event's state does not allow; ask inside the transaction that writes."""
    presence: Presence
    totals: Totals
    check_log: Callable[[], bool]
    """Say whether the operation log holds; NotPermittedError for who may not see it."""
    tables: PluginTables
    log: PluginLog
    read_settings: ReadSettings
    seal: Callable[[str], bytes]
    """Return HMAC-SHA256 of a text under a key of this plugin that dies with the vault."""
    texts: Path
    """Folder of the templates of forms and notices."""
    exports: Exports
    """Told of every file with personal data that goes outside the workspace."""
    workspace: Path
    """The only folder the plugin may keep files in; made on first use."""
    typesetter: Typesetter
    open_camera: OpenCamera
    open_code_reader: Callable[[], CodeReader]
    read_pictures: Callable[[Path], Iterator[Frame]]
    """Read the pictures of one file."""
    authorisation: Authorisation
    """Two different people, each by passphrase."""
    papers: Callable[[], Sequence[Paper]]
    """Return what all plugins have to print."""
    verify_handler: Callable[[str, str], Handler]
    """Prove another handler by id and passphrase; SignInError when it fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLine:
    """One line of counts for the home screen."""

    text: str
    at: dt.datetime | None = None


__all__ = [
    "N_",
    "Actor",
    "Addressee",
    "AdmissionDesk",
    "Admitted",
    "AlreadyAdmitted",
    "Answer",
    "Application",
    "Attendee",
    "Authorisation",
    "Catalogue",
    "Category",
    "Channel",
    "CheckIn",
    "Clock",
    "CodeReader",
    "CodeReading",
    "Command",
    "Commands",
    "ConfigError",
    "Consent",
    "Counts",
    "Credential",
    "Cycle",
    "DataItem",
    "Decision",
    "DesignatedPlace",
    "Dice",
    "Duty",
    "Frame",
    "FrameSource",
    "FreeRecord",
    "GateClosedError",
    "GreetingLine",
    "HandOverList",
    "HandOverPaper",
    "Handler",
    "HandlerRole",
    "ImportResult",
    "Kiosk",
    "KioskError",
    "LifeCycle",
    "ListColumn",
    "LogMoment",
    "Material",
    "MigrationSet",
    "Missing",
    "NameHit",
    "NotNowError",
    "NotPermittedError",
    "Objection",
    "Paper",
    "Papers",
    "PluginLog",
    "PluginTables",
    "Presence",
    "PresentPerson",
    "Programme",
    "ProgrammeTotals",
    "Progress",
    "ReadSettings",
    "RefusedError",
    "Role",
    "RowProblem",
    "ScreenCommand",
    "SelectionResult",
    "Session",
    "SessionTotals",
    "SignInError",
    "State",
    "StateGuard",
    "StatusLine",
    "Task",
    "TokenSource",
    "Totals",
    "TwoPeople",
    "Typesetter",
    "UsageError",
    "VaultError",
    "VenueEntry",
    "Verdict",
    "Withheld",
    "World",
    "begin_from_source",
    "check_document",
    "current_language",
    "erase_file",
    "files_left",
    "fold_phone",
    "hookimpl",
    "in_language",
    "is_sure",
    "name_search",
    "parse_applications",
    "places_for_walk_ins",
    "reasons",
    "render_date",
    "render_time",
    "require",
    "require_folder_of",
    "require_listed",
    "require_one_of",
    "show_act",
    "tell_actor",
    "tell_missing",
    "tell_state",
    "write_whole",
]
