"""An event ready to be erased."""

import dataclasses

import pytest

from tests.erasure.closing import CleanMachine, Closing
from venue_kiosk.bootstrap.erasing import erase_event


@pytest.fixture
def closing(make_venue, monkeypatch):
    return Closing(make_venue(), monkeypatch)


@pytest.fixture
def clean(monkeypatch):
    """Let the erasure from a screen find a machine on which nothing lies around."""

    def erase(installation, order):
        return erase_event(
            installation, dataclasses.replace(order, surroundings=lambda _folder: CleanMachine())
        )

    monkeypatch.setattr("venue_kiosk.bootstrap.erasing.erase_event", erase)
