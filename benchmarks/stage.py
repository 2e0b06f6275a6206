"""A kiosk of its own in a temporary folder, whose command can be started on it."""

import dataclasses
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from benchmarks.people import applications, programme_of_today
from benchmarks.terminal import ROOT
from venue_kiosk.bootstrap import Installation, make_event
from venue_kiosk.cli.trust import record_digests
from venue_kiosk.config import KioskConfig
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.plugin.manifest import plugin_digest
from venue_kiosk.testing import HANDLERS, MANAGER, WITNESS, Venue, compose_programme, passphrase_of
from venue_kiosk.testing.stage import Stage as Installed

WHO: Final = (MANAGER, passphrase_of(MANAGER))


@dataclass(frozen=True)
class Stage:
    """``venue`` has key slots of least cost, ``real`` those of a real event."""

    venue: Venue
    real: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"VENUE_KIOSK_ROOT": str(self.venue.folder)}


class Trusting(Installed):
    """Opens events in this process although somebody edits plugins during a long run."""

    def load_plugins(self, config: KioskConfig) -> PluginHost:
        entries = tuple(
            replace(each, sha256=plugin_digest(self.plugins_folder / each.name))
            for each in config.plugins
        )
        return super().load_plugins(replace(config, plugins=entries))


@contextmanager
def stage(*, people: int = 0, camera: str | None = None) -> Iterator[Stage]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "kiosk"
        with Venue(root, programme=programme_of_today()) as venue:
            venue.installation = Trusting(**_fields(venue.installation))
            standard = Installation(root=root).parameters
            passphrases = {each: passphrase_of(each) for each in (*HANDLERS, WITNESS)}
            make_event(
                dataclasses.replace(venue.installation, parameters=standard),
                root / "real",
                compose_programme(),
                passphrases,
            )
            # A copy for the processes that are started.
            shutil.copytree(
                ROOT / "plugins", root / "plugins", ignore=shutil.ignore_patterns("__pycache__")
            )
            record_digests(Installation(root=root))
            if camera is not None:
                settings = venue.installation.config_file
                words = settings.read_text("utf-8")
                settings.write_text(words.replace('"off"', f'"{camera}"'), encoding="utf-8")
            with venue.open() as kiosk:
                kiosk.applications.import_applications(list(applications(people)))
            yield Stage(venue, root / "real")


def _fields(installation: Installed) -> dict[str, Any]:
    names = (field.name for field in dataclasses.fields(installation))
    return {name: getattr(installation, name) for name in names}
