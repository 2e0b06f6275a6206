"""What of a folder is worth showing to somebody who looks for scans."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from plugins.survey.messages import _
from plugins.survey.reading.picture_files import PICTURES
from venue_kiosk.api_ui import OpenKiosk, Place, PlaceScreen, is_folder, visible_in

_MOST: Final = 200


def ask_for_scans(kiosk: OpenKiosk, folder: Path) -> PlaceScreen:
    """Return the screen on which somebody chooses a file or a whole folder."""
    return PlaceScreen(
        kiosk,
        folder,
        title=lambda: _("Read sheets"),
        question=lambda _found: _("Where are the scans or photographs?"),
        find=places_in,
        takes_folders=True,
    )


def places_in(folder: Path) -> Sequence[Place]:
    """Return the folder itself if it holds scans, then its folders, then its files by name."""
    paths = visible_in(folder)
    files = [path for path in paths if path.suffix.lower() in PICTURES and path.is_file()]
    folders = [_named(path, "/", opens=True) for path in paths if is_folder(path)]
    n = len(files)
    whole = [Place(folder, lambda: _("▶ all {n} files of this folder", n=n))] if files else []
    return [*whole, *folders, *(_named(path) for path in files)][:_MOST]


def _named(path: Path, after: str = "", *, opens: bool = False) -> Place:
    return Place(path, lambda: path.name + after, opens=opens)
