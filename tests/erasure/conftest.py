"""An event ready to be erased."""

import pytest

from tests.erasure.closing import Closing


@pytest.fixture
def closing(make_venue, monkeypatch):
    return Closing(make_venue(), monkeypatch)
