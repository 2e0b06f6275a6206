"""The enabled plugins as witnesses of an erasure."""

from collections.abc import Mapping
from pathlib import Path

from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.ports.erasure import WitnessAnswer


class Witnesses:
    """Asks each plugin whether anything of its own is left of one event."""

    def __init__(self, host: PluginHost, event: Path) -> None:
        self._host = host
        self._event = event

    def ask(self) -> Mapping[str, WitnessAnswer]:
        """Return every enabled plugin's answer by its name."""
        return self._host.residue(self._event)
