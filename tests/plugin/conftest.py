"""Plugins of a test's own, in the place of the delivered ones."""

import itertools
import sys

import pytest

from tests.plugin.workshop import Workshop
from venue_kiosk.i18n import in_language


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    """Stand in for the delivered plugins, and put them back."""
    root = tmp_path / f"root{next(_COUNT)}"
    for name in _plugin_modules():
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(str(root))
    monkeypatch.setenv("VENUE_KIOSK_ROOT", str(root))
    made = Workshop(root)
    yield made
    for venue in made.venues:
        venue.close()
    for name in _plugin_modules():
        del sys.modules[name]


_COUNT = itertools.count()


def _plugin_modules():
    return [name for name in sys.modules if name == "plugins" or name.startswith("plugins.")]
