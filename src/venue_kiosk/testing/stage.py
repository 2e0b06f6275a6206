"""The installation at hand with settings of its own, for one test."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from venue_kiosk.bootstrap import Installation
from venue_kiosk.plugin.manifest import plugin_digest
from venue_kiosk.storage.slot_body import Argon2Parameters
from venue_kiosk.testing.stand_ins import FixedClock, SeededDice, SeededTokens

CHEAPEST: Final = Argon2Parameters(memory_kib=8_192, iterations=1, lanes=1)
"""The least that a key slot may cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Installation):
    """The installation at hand with settings of its own."""

    settings: Path

    @property
    def config_folder(self) -> Path:
        """Folder of the test's own settings."""
        return self.settings


def make_stage(
    folder: Path,
    clock: FixedClock,
    before_statement: Callable[[str], None],
    plugins: Sequence[str] | None,
) -> Stage:
    """Return an installation whose settings lie below ``folder``, with ``plugins`` enabled."""
    original = Installation.find()
    stage = Stage(
        root=original.root,
        settings=folder / "config",
        clock=clock,
        dice=SeededDice(),
        tokens=SeededTokens(),
        parameters=CHEAPEST,
        before_statement=before_statement,
    )
    names = [each.name for each in original.read_config().plugins]
    _write_settings(original, stage, names if plugins is None else plugins)
    return stage


def _write_settings(original: Installation, stage: Stage, plugins: Sequence[str]) -> None:
    """Copy settings and texts, and trust the plugins as they are now."""
    shutil.copytree(original.config_folder, stage.config_folder)
    lines = ['format = "venue-kiosk-config/1"', 'camera = { source = "off" }']
    lines.append("desk = { sound = false }")
    for name in plugins:
        sha256 = plugin_digest(stage.plugins_folder / name)
        lines.append(f'[[plugins]]\nname = "{name}"\nsha256 = "{sha256}"')
    stage.config_file.write_text("\n".join(lines), encoding="utf-8")
