"""A small event, made with the cheapest key derivation that the format allows."""

import datetime as dt

import pytest

from venue_kiosk.adapters.system import SystemTokens
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.migration import MigrationSet
from venue_kiosk.i18n import in_language
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.durable import create_private
from venue_kiosk.storage.migrations import migrate
from venue_kiosk.storage.slot_body import Argon2Parameters
from venue_kiosk.storage.vault import Vault

NINE = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def nine():
    return NINE


@pytest.fixture
def cheap():
    return Argon2Parameters(memory_kib=8_192, iterations=1, lanes=1)


@pytest.fixture
def tokens():
    return SystemTokens()


@pytest.fixture
def hanako():
    return Credential("H-01", "みどりの さくら 七つの 海")


@pytest.fixture
def make_event(tmp_path, tokens, cheap, hanako):
    def make(folder=None, prepare=None):
        return Vault.create(
            folder or tmp_path / "event",
            hanako,
            title="シンポジウム",
            sample=True,
            at=NINE,
            tokens=tokens,
            prepare=prepare,
            parameters=cheap,
        )

    return make


@pytest.fixture
def add_table():
    """Make a table ``seen_…`` as a plugin's would be made."""

    def add(database, sql):
        migrate(database, MigrationSet("seen", (("table", sql),)), at=NINE)

    return add


@pytest.fixture
def event(make_event):
    return make_event()


@pytest.fixture
def open_event(tokens, cheap, hanako):
    def open_(folder, credential=hanako):
        return Vault.open(folder, credential, tokens=tokens, parameters=cheap)

    return open_


@pytest.fixture
def bare(tmp_path):
    """An empty encrypted database and how to open it again."""
    path, key = tmp_path / "bare.db", bytes(range(32))
    create_private(path, b"")

    def open_(before_statement=None):
        return Database.open(path, key, before_statement=before_statement)

    open_.path, open_.key = path, key
    with open_():
        pass
    return open_


class PlantedError(Exception):
    """What a planted fault raises."""


class BreakAt:
    """Breaks a database at its ``number``-th statement, once; give it as ``before_statement``."""

    def __init__(self, number):
        self.left = number
        self.broke = False

    def __call__(self, sql):
        self.left -= 1
        if self.left == 0:
            self.broke = True
            raise PlantedError(sql)

    def disarm(self):
        """Let the statements that only look at the result run."""
        self.left = -1


@pytest.fixture
def faults():
    """Yield a fault at statement 1, 2, 3 … until a run is not broken any more."""

    def each():
        for number in range(1, 200):
            fault = BreakAt(number)
            yield fault
            if not fault.broke:
                return
        pytest.fail("the sweep never came to its end")

    each.kind = PlantedError
    return each
