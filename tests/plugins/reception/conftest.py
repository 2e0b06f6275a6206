"""A hall with one desk, and guests with their notices."""

import itertools
from dataclasses import dataclass, field

import pytest

from venue_kiosk.api import Attendee
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import Venue, sample_application
from venue_kiosk.ui.screen_text import press, scan, screen_text, settle, type_text

PLUGINS = ("reception",)


@dataclass
class Hall:
    """One event for the tests of a module; every test brings guests of its own."""

    venue: Venue
    _numbers: itertools.count = field(default_factory=lambda: itertools.count(1))

    def guest(self, **changes) -> Attendee:
        """Register somebody who has a place, unless ``changes`` say otherwise."""
        return self.guests(changes)[0]

    def guests(self, *changes) -> list[Attendee]:
        """Register several people."""
        people = (sample_application(next(self._numbers), **each) for each in changes)
        return list(self.venue.register(*people))

    def ticket(self, guest: Attendee) -> str:
        """Return what the guest's notice holds as QR code."""
        return self.venue.ticket_of(guest.attendee_id)

    def is_in(self, guest: Attendee) -> bool:
        """Say whether the guest has an open check-in."""
        rows = self.venue.query(
            "SELECT 1 FROM core_check_ins WHERE attendee_id = ? AND revoked_at IS NULL",
            (guest.attendee_id,),
        )
        return bool(rows)

    @staticmethod
    def desk_of(pilot, hall: "Hall") -> "Desk":
        """Return the desk that a test opened itself."""
        return Desk(pilot, hall)

    def scans(self) -> int:
        """Return how many scans are recorded."""
        [(count,)] = self.venue.query("SELECT COUNT(*) FROM core_scans")
        return count


@dataclass
class Desk:
    """The desk on the screen, worked as hands do."""

    pilot: object
    hall: Hall

    @property
    def words(self) -> str:
        """What is on the screen now."""
        return screen_text(self.pilot.app)

    @property
    def unbroken(self) -> str:
        """The same without spaces and line ends: Japanese may be broken anywhere."""
        return "".join(self.words.split())

    @property
    def screen(self):
        """The screen in front."""
        return self.pilot.app.screen

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each when what the one before did stands there."""
        for key in keys:
            await press(self.pilot, key)
            await settle(self.pilot)

    async def type(self, text: str) -> None:
        await type_text(self.pilot, text)

    async def scan(self, text: str, **options) -> None:
        await scan(self.pilot, text, **options)

    async def until(self, condition) -> None:
        """Wait for what another thread does."""
        for _ in range(300):
            if condition():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"it never happened:\n{self.words}")


@pytest.fixture(autouse=True)
def _japanese():
    with in_language("ja"):
        yield


@pytest.fixture(scope="session")
def make_hall():
    """Make a hall of a venue that a module set up its own way."""
    return Hall


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    with Venue(tmp_path_factory.mktemp("hall"), plugins=PLUGINS) as venue:
        yield Hall(venue)


@pytest.fixture
async def desk(hall):
    async with hall.venue.run_app("H-03", start_at="reception") as pilot:
        yield Desk(pilot, hall)
