"""A workshop where a test makes plugins of its own and starts a kiosk with them."""

from pathlib import Path
from textwrap import dedent, indent

from venue_kiosk.config import PluginEntry
from venue_kiosk.plugin.discovery import find_plugins
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.plugin.manifest import plugin_digest
from venue_kiosk.testing import Venue

OPEN = """
@hookimpl
def kiosk_open(kiosk):
    return Living(kiosk)
"""
TABLE = """
@hookimpl
def kiosk_register_migrations():
    return MigrationSet("{owner}", (("one", "CREATE TABLE {table} (n INTEGER) STRICT;"),))
"""
ITEM = """
@hookimpl
def kiosk_register_data_items():
    return [DataItem(owner="", item="n", whose="nobody", what="数", purpose="受付",
                     basis="working", table="{table}")]
"""


class Workshop:
    """A root folder of ``config`` and ``plugins``; every plugin in it is a few lines of a test."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.plugins = root / "plugins"
        self.plugins.mkdir(parents=True)
        (self.plugins / "__init__.py").touch()
        (root / "config").mkdir()
        settings = 'format = "venue-kiosk-config/1"'
        (root / "config" / "kiosk.toml").write_text(settings, encoding="utf-8")
        self.venues: list[Venue] = []

    def write(self, name, *, declares=OPEN, living="", manifest="", hooks=None, ui=""):
        """Write plugin ``name``: module functions and the methods of its living object."""
        folder = self.plugins / name
        folder.mkdir()
        (folder / "__init__.py").touch()
        manifest = manifest or (
            f'name = "{name}"\nversion = "1"\napi = 1\n'
            f'title_ja = "見本 {name}"\ntitle_en = "Sample {name}"'
        )
        (folder / "plugin.toml").write_text(manifest, encoding="utf-8")
        body = indent(dedent(living), "    ")
        lines = [
            "import os",
            "from venue_kiosk.api import *",
            "from venue_kiosk.api import hookimpl",
            "class Living:",
            "    def __init__(self, kiosk):",
            "        self.kiosk, self.heard = kiosk, []",
            body,
            dedent(declares),
        ]
        (folder / "hooks.py").write_text(hooks or "\n".join(lines), encoding="utf-8")
        if ui:
            (folder / "ui.py").write_text(dedent(ui), encoding="utf-8")
        return folder

    def entries(self, *names):
        """Trust plugins as they are now."""
        return [PluginEntry(name=name, sha256=plugin_digest(self.plugins / name)) for name in names]

    def find(self, *names, entries=None):
        """Find plugins; ``entries`` when they were trusted before."""
        return find_plugins(self.plugins, entries or self.entries(*names))

    def host(self, *names):
        """Return the host of plugins that have declared and do not live yet."""
        return PluginHost(self.find(*names))

    def venue(self, *names, **options):
        """Make an event of a laptop with these plugins."""
        venue = Venue(self.root / f"venue{len(self.venues)}", plugins=names, **options)
        self.venues.append(venue)
        return venue
