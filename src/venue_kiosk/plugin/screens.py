"""The screens that plugins add to the home screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from venue_kiosk.domain.handler import Task
from venue_kiosk.i18n import Catalogue
from venue_kiosk.plugin.discovery import load_module
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.plugin.open_kiosk import OpenKiosk


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenEntry:
    """One line of the home screen."""

    plugin: str
    title: str
    """Message id of the plugin's catalogue."""
    catalogue: Catalogue
    task: Task
    """Who may see it; the services ask again."""
    make: Callable[[OpenKiosk], Any]
    """Returns a new Textual screen."""
    name: str
    """What a command that opens it calls it."""
    listed: bool
    """Whether it stands on the home screen."""


class ScreenList:
    """Where plugins add their screens."""

    def __init__(self) -> None:
        self.entries: list[ScreenEntry] = []

    def add(
        self,
        plugin: str,
        make: Callable[[OpenKiosk], Any],
        *,
        title: str,
        catalogue: Catalogue,
        task: Task,
        name: str | None = None,
        listed: bool = True,
    ) -> None:
        """Add one screen; ``make`` is called each time it is opened.

        Args:
            plugin: the plugin's name.
            make: returns a new screen.
            title: message id of its line on the home screen.
            catalogue: the plugin's.
            task: who may see it.
            name: what a command that opens it calls it; the plugin's name when not given.
            listed: whether it stands on the home screen, not only behind its command.
        """
        self.entries.append(
            ScreenEntry(
                plugin=plugin,
                title=title,
                catalogue=catalogue,
                task=task,
                make=make,
                name=name or plugin,
                listed=listed,
            )
        )


def find_screens(host: PluginHost) -> Sequence[ScreenEntry]:
    """Return the screens of all plugins that have any, in the order of the settings.

    Raises:
        ConfigError: a plugin's screens cannot be loaded.
    """
    screens = ScreenList()
    host.register_screens(
        screens,
        [
            (plugin.name, load_module(plugin.folder, "ui"))
            for plugin in host.found
            if (plugin.folder / "ui.py").is_file()
        ],
    )
    return screens.entries
