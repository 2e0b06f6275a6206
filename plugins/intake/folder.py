"""What of a folder is worth showing to somebody who looks for an application file."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_KINDS: Final = frozenset((".csv", ".tsv", ".txt", ".xlsx"))
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the list: a file to take in, or a folder to look into."""

    path: Path
    size: int | None = None
    """Bytes; nothing for a folder."""
    changed: dt.datetime | None = None


def places_in(folder: Path) -> Sequence[Place]:
    """Return the files that may hold applications, newest first, then the folders by name.

    A folder that cannot be read has none.
    """
    try:
        paths = [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError:
        return ()
    files = [place for path in paths if (place := _file(path)) is not None]
    files.sort(key=lambda place: (place.changed, place.path), reverse=True)
    folders = [Place(path) for path in sorted(paths) if is_folder(path)]
    return [*files, *folders][:_MOST]


def parse_place(text: str, folder: Path) -> Path:
    """Return the path that somebody typed or pasted, relative ones seen from ``folder``."""
    path = Path(text.strip().strip("\"'").strip())
    try:
        return folder / path.expanduser()
    except RuntimeError:  # ~nobody
        return folder / path


def is_folder(path: Path) -> bool:
    """Say whether ``path`` is a folder; what cannot be asked is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _file(path: Path) -> Place | None:
    if path.suffix.lower() not in _KINDS:
        return None
    try:
        facts = path.stat()
    except OSError:
        return None
    if not path.is_file():
        return None
    changed = dt.datetime.fromtimestamp(facts.st_mtime).astimezone()
    return Place(path, facts.st_size, changed)
