"""What of a folder is worth showing to somebody who looks for scans."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plugins.survey.reading.picture_files import PICTURES

_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the list."""

    path: Path
    pictures: int = 0
    """Of the folder itself: how many files would be read."""
    is_folder: bool = False


def places_in(folder: Path) -> Sequence[Place]:
    """Return the folder itself if it holds scans, then its folders, then its files by name."""
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return ()
    files = [path for path in paths if path.suffix.lower() in PICTURES and path.is_file()]
    folders = [Place(path, is_folder=True) for path in paths if _is_folder(path)]
    whole = [Place(folder, pictures=len(files))] if files else []
    return [*whole, *folders, *map(Place, files)][:_MOST]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
