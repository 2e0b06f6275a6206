"""An event with its laptop, in a temporary folder."""

import datetime as dt
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Self

from textual.pilot import Pilot

from venue_kiosk.bootstrap import make_event, open_event, read_label
from venue_kiosk.bootstrap.life_cycle import compose_life_cycle
from venue_kiosk.config import parse_programme
from venue_kiosk.domain.attendee import Application, Attendee, Decision
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Handler, HandlerRole
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.life_cycle_facts import VenueEntry
from venue_kiosk.storage.attendees import AttendeeRegister
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.database import Database, Row, Values
from venue_kiosk.storage.event_settings import read_programme
from venue_kiosk.storage.vault import Vault
from venue_kiosk.testing.samples import (
    DOORS_OPEN,
    HANDLERS,
    MANAGER,
    WITNESS,
    compose_programme,
    passphrase_of,
)
from venue_kiosk.testing.stage import CHEAPEST, make_stage
from venue_kiosk.testing.stand_ins import FixedClock
from venue_kiosk.ui.app import KioskApp
from venue_kiosk.ui.screen_text import settle


class Venue:
    """An event with its laptop: open it as anybody, show its screens, look into its vault.

    Close it in the thread that opened kiosks on it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        plugins: Sequence[str] | None = None,
        programme: bytes | None = None,
        now: dt.datetime | None = None,
        unlocked: bool = True,
    ) -> None:
        """Make the event below ``folder``.

        Args:
            folder: an empty or new folder of the test's.
            plugins: those to enable, in order; all that ``kiosk.toml`` lists when not given.
            programme: a programme file; ``compose_programme()`` when not given.
            now: the clock's time; ``DOORS_OPEN`` when not given.
            unlocked: let sample answers open the event at its venue; else it is only prepared.
        """
        self.clock = FixedClock(now or DOORS_OPEN)
        self.folder = folder
        self.event = folder / "event"
        self.before_statement: Callable[[str], None] = lambda _sql: None
        """Called with each statement of kiosks opened here; let it raise to plant a fault."""
        folder.mkdir(parents=True, exist_ok=True)
        self.installation = make_stage(folder, self.clock, self._before_statement, plugins)
        content = programme or compose_programme()
        passphrases = {each: passphrase_of(each) for each in (*HANDLERS, WITNESS)}
        made = make_event(self.installation, self.event, content, passphrases)
        self.key_card = made.key_card or ""
        """The 64 signs of the event's card; empty where the programme uses none."""
        self._vault: Vault | None = None
        self._opened = ExitStack()
        if unlocked:
            self._open_at_venue()

    def open(self, handler_id: str = MANAGER, *, lane: str | None = None) -> OpenKiosk:
        """Open the event for somebody; ``close`` closes it too."""
        return self._unlock(self._credential(handler_id), lane=lane)

    def _credential(self, handler_id: str) -> Credential:
        return Credential(handler_id, passphrase_of(handler_id), card=self.key_card)

    def _unlock(self, credential: Credential, *, lane: str | None = None) -> OpenKiosk:
        opened = open_event(self.installation, self.event, credential, lane=lane)
        return self._opened.enter_context(opened)

    @asynccontextmanager
    async def run_app(
        self,
        handler_id: str = MANAGER,
        *,
        start_at: str | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> AsyncIterator[Pilot[Any]]:
        """Show the screens to somebody signed in; ``start_at`` names the plugin to begin with."""
        app = KioskApp(
            read_label(self.event),
            self._unlock,
            desk=self.installation.read_config().desk,
            opened=self.open(handler_id),
            start_at=start_at,
            fault_folder=self.event / "faults",
        )
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            yield pilot

    def _open_at_venue(self) -> None:
        """Bring the event to the state ``open`` by the service itself, with a sample slip."""
        with self.look() as database:
            programme = parse_programme(read_programme(database), name="programme")
            services = compose_life_cycle(
                database,
                programme,
                PluginHost([]),
                handler=Handler(handler_id=MANAGER, role=HandlerRole.HANDLING_MANAGER),
                clock=self.clock,
                folder=self.event,
                lane="A",
            )
            services.life_cycle.advance(
                VenueEntry(
                    slip_no="見本1",
                    arrived_at=self.clock.now(),
                    place=programme.venue.name,
                    unanswered=0,
                )
            )

    def register(self, *applications: Application) -> Sequence[Attendee]:
        """Record people as an import does; return those who are new."""
        with self.open() as opened, self.look() as database:
            register = AttendeeRegister(database)
            before = {row.attendee_id for row in register.applicants()}
            opened.applications.import_applications(applications)
            after = [row.attendee_id for row in register.applicants()]
            return [register.get(each) for each in after if each not in before]

    def ticket_of(self, attendee_id: int) -> str:
        """Return the 20 digits of somebody's newest notice."""
        with self.look() as database:
            people = AttendeeRegister(database).addressees(tuple(Decision), None)
        return next(digits for who, digits in people if who.attendee.attendee_id == attendee_id)

    def _before_statement(self, sql: str) -> None:
        self.before_statement(sql)

    def query(self, sql: str, values: Values = ()) -> list[Row]:
        """Ask the vault itself."""
        with self.look() as database:
            return database.query(sql, values)

    def look(self) -> Database:
        """Open a connection of its own on the vault; the caller closes it."""
        if self._vault is None:
            credential = self._credential(MANAGER)
            tokens = self.installation.tokens
            self._vault = Vault.open(self.event, credential, tokens=tokens, parameters=CHEAPEST)
        return self._vault.database()

    def deeds(self, act: str) -> Sequence[dict[str, Any]]:
        """Return what the operation log says of one kind of act, oldest first."""
        with self.look() as database:
            lines = [json.loads(line) for line in AuditLog(database).lines()]
        return [line for line in lines if line["act"] == act]

    def close(self) -> None:
        """Close every kiosk that is still open."""
        self._opened.close()

    def __enter__(self) -> Self:
        """Return the venue itself."""
        return self

    def __exit__(self, *_exception: object) -> None:
        """Close it."""
        self.close()
