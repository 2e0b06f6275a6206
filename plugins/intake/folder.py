"""What of a folder is worth showing to somebody who looks for an application file."""

import datetime as dt
from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path
from typing import Final

from plugins.intake.messages import _
from venue_kiosk.api_ui import OpenKiosk, Place, PlaceScreen, is_folder, visible_in

_KINDS: Final = frozenset((".csv", ".tsv", ".txt", ".xlsx"))
_MOST: Final = 200
_KIB: Final = 1024


def ask_for_file(kiosk: OpenKiosk, folder: Path) -> PlaceScreen:
    """Return the screen on which somebody chooses an application file."""
    return PlaceScreen(
        kiosk,
        folder,
        title=lambda: _("Take in a file"),
        question=lambda found: (
            _("Which file do you take in?") if found else _("There is no CSV or XLSX file here.")
        ),
        find=places_in,
    )


def places_in(folder: Path) -> Sequence[Place]:
    """Return the files that may hold applications, newest first, then the folders by name."""
    paths = visible_in(folder)
    files = [file for path in paths if (file := _file(path)) is not None]
    files.sort(key=itemgetter(0), reverse=True)
    folders = [_folder(path) for path in paths if is_folder(path)]
    return [*(place for _changed, place in files), *folders][:_MOST]


def _file(path: Path) -> tuple[tuple[float, Path], Place] | None:
    """Return a file's line with what it is sorted by, or nothing for another kind of file."""
    if path.suffix.lower() not in _KINDS:
        return None
    try:
        facts = path.stat()
    except OSError:
        return None
    if not path.is_file():
        return None
    changed = dt.datetime.fromtimestamp(facts.st_mtime).astimezone()
    words = f"{path.name}    {changed:%m/%d %H:%M}    {-(-facts.st_size // _KIB):,} KiB"
    return (facts.st_mtime, path), Place(path, lambda: words)


def _folder(path: Path) -> Place:
    return Place(path, lambda: f"{path.name}/", opens=True)
