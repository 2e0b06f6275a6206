"""Where this kiosk lies on the laptop: its settings, plugins and texts."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from venue_kiosk.adapters.system import SystemClock, SystemDice, SystemTokens
from venue_kiosk.config import KioskConfig, read_kiosk_config
from venue_kiosk.plugin.discovery import find_plugins
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.plugin.manifest import folder_digest
from venue_kiosk.ports import Clock, Dice, TokenSource
from venue_kiosk.storage.database import BeforeStatement
from venue_kiosk.storage.slot_body import Argon2Parameters
from venue_kiosk.storage.slots import STANDARD

_ROOT_VARIABLE: Final = "VENUE_KIOSK_ROOT"
_SOURCES: Final = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """One kiosk on one laptop."""

    root: Path
    """Folder of ``config`` and ``plugins``."""
    clock: Clock = field(default_factory=SystemClock)
    dice: Dice = field(default_factory=SystemDice)
    tokens: TokenSource = field(default_factory=SystemTokens)
    parameters: Argon2Parameters = STANDARD
    """Cost of new key slots; tests take the least the format allows."""
    before_statement: BeforeStatement | None = None
    """Called with each statement on the vault; what it raises stands for a fault of the disk."""

    @classmethod
    def find(cls) -> Self:
        """Return the installation that this code belongs to."""
        root = os.environ.get(_ROOT_VARIABLE)
        return cls(root=Path(root) if root else _SOURCES.parents[1])

    @property
    def config_folder(self) -> Path:
        """Folder of ``kiosk.toml``, the programmes and the texts."""
        return self.root / "config"

    @property
    def config_file(self) -> Path:
        """The settings of this laptop."""
        return self.config_folder / "kiosk.toml"

    @property
    def plugins_folder(self) -> Path:
        """The package ``plugins``."""
        return self.root / "plugins"

    def read_config(self) -> KioskConfig:
        """Read ``kiosk.toml``.

        Raises:
            ConfigError: it is missing or wrong.
        """
        return read_kiosk_config(self.config_file)

    def load_plugins(self, config: KioskConfig) -> PluginHost:
        """Find the trusted plugins and let them declare.

        Raises:
            ConfigError: a plugin is missing, changed or cannot start.
        """
        if str(self.root) not in sys.path:
            sys.path.insert(0, str(self.root))
        return PluginHost(find_plugins(self.plugins_folder, config.plugins))

    def software_digest(self) -> str:
        """Return the SHA-256 over the program's own files."""
        return folder_digest(_SOURCES)
