"""What every test may ask for: the language of the assertions, and a whole kiosk."""

import shutil
import threading
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from venue_kiosk.bytecode import run_from_source
from venue_kiosk.testing import Venue
from venue_kiosk.ui.screen_text import press

# Tests import plugins before any kiosk does, and a Python without the kiosk may have before.
run_from_source("plugins")
for _cache in (Path(__file__).resolve().parent.parent / "plugins").rglob("__pycache__"):
    shutil.rmtree(_cache, ignore_errors=True)

_MOST_GLANCES = 3_000


@pytest.fixture
def make_venue(tmp_path):
    """Make an event as ``Venue`` does, in a folder of the test's."""
    made = []

    def make(**options):
        venue = Venue(tmp_path / f"venue-{len(made) + 1}", **options)
        made.append(venue)
        return venue

    yield make
    for venue in made:
        venue.close()


@pytest.fixture
def venue(make_venue):
    """An event with every plugin that the settings list."""
    return make_venue()


@pytest.fixture
def until():
    """Wait for something that a thread does, and fail if it never comes."""

    async def wait(pilot, condition):
        for _glance in range(_MOST_GLANCES):
            if condition():
                return
            await pilot.pause(0.01)
        pytest.fail("it never came")

    return wait


@pytest.fixture
def hold_at(until):
    """Hold long work before a statement until somebody has pressed stop."""

    @asynccontextmanager
    async def hold(venue, pilot, words):
        held, go_on = threading.Event(), threading.Event()

        def before_statement(sql):
            if words in sql:
                held.set()
                go_on.wait(20)

        venue.before_statement = before_statement
        yield
        await until(pilot, held.is_set)
        await press(pilot, "escape")
        venue.before_statement = lambda _sql: None
        go_on.set()

    return hold
