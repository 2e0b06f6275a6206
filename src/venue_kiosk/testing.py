"""A whole kiosk in a temporary folder, made of the real parts, for tests of plugins."""

import datetime as dt
import hashlib
import itertools
import json
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from textual.pilot import Pilot

from venue_kiosk.adapters.system import SystemDice
from venue_kiosk.bootstrap import Installation, make_event, open_event, read_label
from venue_kiosk.domain.attendee import Application, Attendee, Category, Channel, Decision
from venue_kiosk.domain.credential import Credential
from venue_kiosk.plugin.manifest import folder_digest
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.storage.database import Row, Values
from venue_kiosk.storage.slot_body import Argon2Parameters
from venue_kiosk.storage.vault import Vault
from venue_kiosk.ui.app import KioskApp
from venue_kiosk.ui.long_work import LongWork
from venue_kiosk.ui.screen_text import settle

JST: Final = dt.timezone(dt.timedelta(hours=9))
EVENT_DAY: Final = dt.date(2026, 11, 24)
"""The first session of ``compose_programme``."""
DOORS_OPEN: Final = dt.datetime.combine(EVENT_DAY, dt.time(13), tzinfo=JST)
MANAGER: Final = "H-02"
HANDLERS: Final = {
    "H-01": 'role = "security_officer"',
    "H-02": 'role = "handling_manager"',
    "H-03": 'role = "handler"\nduties = ["reception"]',
    "H-05": 'role = "handler"\nduties = ["facilitator"]',
    "H-06": 'role = "handler"\nduties = ["childcare"]',
    "H-07": 'role = "handler"\nduties = ["survey"]',
    "H-08": 'role = "auditor"',
}

_CHEAPEST: Final = Argon2Parameters(memory_kib=8_192, iterations=1, lanes=1)
_WEEKS_APART: Final = 2


class FixedClock:
    """Time that passes only when a test says so."""

    def __init__(self, now: dt.datetime) -> None:
        self._now = now
        self._seconds = 0.0

    def now(self) -> dt.datetime:
        """Return the time that was set."""
        return self._now

    def monotonic(self) -> float:
        """Return how many seconds have passed."""
        return self._seconds

    def tick(self, seconds: float = 1.0) -> None:
        """Let seconds pass."""
        self._now += dt.timedelta(seconds=seconds)
        self._seconds += seconds

    def move_to(self, when: dt.datetime) -> None:
        """Let time pass until ``when``."""
        self.tick((when - self._now).total_seconds())


class SeededDice(SystemDice):
    """The real draws, with seeds 1, 2, 3 and so on."""

    def __init__(self) -> None:
        self._seeds = itertools.count(1)

    def new_seed(self) -> int:
        """Return the next seed."""
        return next(self._seeds)


class SeededTokens:
    """Secrets that are the same in every run of a test."""

    def __init__(self) -> None:
        self._count = itertools.count()

    def digits(self, count: int) -> str:
        """Return ``count`` decimal digits."""
        return f"{int.from_bytes(self.octets(count)) % 10**count:0{count}d}"

    def octets(self, count: int) -> bytes:
        """Return ``count`` bytes."""
        return hashlib.shake_256(f"venue_kiosk tests {next(self._count)}".encode()).digest(count)


def compose_programme(
    *,
    kind: str = "symposium",
    sessions: int = 1,
    places: str = "capacity = 200",
    approvals: Sequence[str] = ("furigana", "organisation_code", "role"),
    settings: str = 'store_address = "full"',
) -> bytes:
    """Return a programme file; ``places`` and ``settings`` are TOML."""
    lines = [
        'format = "venue-programme/1"',
        f'number = 1\nkind = "{kind}"\nsample = true',
        'title = "地域支え合いのまちづくり シンポジウム"\npurpose = "受付とご連絡のため"',
        f"{settings}\nplaces = {{ {places} }}",
        'venue = { name = "みほん地域ホール", floor = "3階" }',
        'contract = { title = "見本", number = "見本1", ends = 2030-03-31 }',
        '[contact]\nclient = "見本区"\nsection = "地域見本課"\ncontractor = "見本受託株式会社"',
        'phone = "03-0000-0000"\nward_paper = "広報みほん"',
        '[notices]\ncancel_by = 2026-11-17\ncontact_by = 2026-11-20\nsender = "sample@example.jp"',
    ]
    for number in range(sessions):
        day = EVENT_DAY + dt.timedelta(weeks=number * _WEEKS_APART)
        lines.append(f"[[sessions]]\ndate = {day}")
        lines.append("doors_open = 13:00:00\nstarts = 13:30:00\nends = 16:30:00")
    lines += [
        f'[[approvals]]\nitem = "{item}"\ndocument = "見本1"\ndate = 2024-08-20'
        for item in approvals
    ]
    for handler_id, role in HANDLERS.items():
        lines.append(f'[[handlers]]\nid = "{handler_id}"\n{role}')
        lines.append("trained = 2024-09-02\nreported = 2024-09-02")
    return "\n".join(lines).encode()


def passphrase_of(handler_id: str) -> str:
    """Return what the handler signs in with."""
    return f"さくら 七つの 海辺の みどり {handler_id}"


def sample_application(number: int, **changes: Any) -> Application:
    """Return an accepted application; those of different numbers are different people."""
    usual: dict[str, Any] = {
        "channel": Channel.HAGAKI,
        "name": "見本　花子",
        "furigana": "みほん　はなこ",
        "address": "〒160-0023 東京都見本区西見本二丁目99番0号",
        "phone": f"0355{number:06d}",
        "category": Category.ZAIJU,
        "childcare_wanted": False,
        "decision": Decision.ACCEPTED,
    }
    return Application(**(usual | changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stage(Installation):
    """The installation at hand with settings of its own."""

    settings: Path

    @property
    def config_folder(self) -> Path:
        return self.settings


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
    ) -> None:
        """Make the event below ``folder``.

        Args:
            folder: an empty or new folder of the test's.
            plugins: those to enable, in order; all that ``kiosk.toml`` lists when not given.
            programme: a programme file; ``compose_programme()`` when not given.
            now: the clock's time; ``DOORS_OPEN`` when not given.
        """
        self.clock = FixedClock(now or DOORS_OPEN)
        self.folder = folder
        self.event = folder / "event"
        self.before_statement: Callable[[str], None] = lambda _sql: None
        """Called with each statement of kiosks opened here; let it raise to plant a fault."""
        original = Installation.find()
        self.installation = _Stage(
            root=original.root,
            settings=folder / "config",
            clock=self.clock,
            dice=SeededDice(),
            tokens=SeededTokens(),
            parameters=_CHEAPEST,
            before_statement=self._before_statement,
        )
        names = [each.name for each in original.read_config().plugins]
        folder.mkdir(parents=True, exist_ok=True)
        _write_settings(original, self.installation, names if plugins is None else plugins)
        content = programme or compose_programme()
        passphrases = {each: passphrase_of(each) for each in HANDLERS}
        make_event(self.installation, self.event, content, passphrases)
        self._vault: Vault | None = None
        self._opened = ExitStack()

    def open(self, handler_id: str = MANAGER, *, lane: str | None = None) -> OpenKiosk:
        """Open the event for somebody; ``close`` closes it too."""
        credential = Credential(handler_id, passphrase_of(handler_id))
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
            lambda _credential: self.open(handler_id),
            desk=self.installation.read_config().desk,
            opened=self.open(handler_id),
            start_at=start_at,
        )
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            yield pilot

    def register(self, *applications: Application) -> Sequence[Attendee]:
        """Record people as an import does; return those who are new."""
        [(before,)] = self.query("SELECT coalesce(max(attendee_id), 0) FROM core_attendees")
        with self.open() as opened:
            opened.applications.import_applications(applications)
            rows = self.query(
                "SELECT attendee_id FROM core_attendees WHERE attendee_id > ? ORDER BY 1", (before,)
            )
            return [opened.register.get(attendee_id) for (attendee_id,) in rows]

    def ticket_of(self, attendee_id: int) -> str:
        """Return the 20 digits of somebody's newest notice."""
        [(digits,)] = self.query(
            "SELECT digits FROM core_tickets WHERE attendee_id = ? AND superseded_at IS NULL",
            (attendee_id,),
        )
        return str(digits)

    def _before_statement(self, sql: str) -> None:
        self.before_statement(sql)

    def query(self, sql: str, values: Values = ()) -> list[Row]:
        """Ask the vault itself."""
        if self._vault is None:
            credential = Credential(MANAGER, passphrase_of(MANAGER))
            tokens = self.installation.tokens
            self._vault = Vault.open(self.event, credential, tokens=tokens, parameters=_CHEAPEST)
        with self._vault.database() as database:
            return database.query(sql, values)

    def deeds(self, act: str) -> Sequence[dict[str, Any]]:
        """Return what the operation log says of one kind of act, oldest first."""
        lines = [json.loads(line) for (line,) in self.query("SELECT line FROM core_audit")]
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


async def wait_for_work(pilot: Pilot[Any]) -> None:
    """Wait until no long work is in front and every message is handled."""
    await settle(pilot)
    while isinstance(pilot.app.screen, LongWork):
        await pilot.pause(0.01)
        await settle(pilot)


def _write_settings(original: Installation, stage: Installation, plugins: Sequence[str]) -> None:
    """Copy settings and texts, and trust the plugins as they are now."""
    shutil.copytree(original.config_folder, stage.config_folder)
    lines = ['format = "venue-kiosk-config/1"', 'camera = { source = "off" }']
    lines.append("desk = { sound = false }")
    for name in plugins:
        sha256 = folder_digest(stage.plugins_folder / name)
        lines.append(f'[[plugins]]\nname = "{name}"\nsha256 = "{sha256}"')
    stage.config_file.write_text("\n".join(lines), encoding="utf-8")
