"""Which files a path on the command line, or a folder a person chose, means."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from plugins.survey.messages import _
from plugins.survey.reading.picture_files import PICTURES
from venue_kiosk.api import UsageError


@dataclass(slots=True)
class Inputs:
    """The files to read, and what else lay in the folders."""

    files: list[tuple[Path, str]] = field(default_factory=list)
    """Each with the path that its lines name."""
    others: list[str] = field(default_factory=list)
    """Files of other kinds, by path."""


def find_inputs(paths: Iterable[Path]) -> Inputs:
    """Return all files, folders searched in depth, names in order.

    Raises:
        UsageError: a named path is not there.
    """
    found = Inputs()
    for path in paths:
        if path.is_dir():
            _search(path, found)
        elif path.exists():
            found.files.append((path, str(path)))
        else:
            raise UsageError(
                _("There is nothing at {path}.", path=path), _("Check the path and try again.")
            )
    return found


def _search(folder: Path, found: Inputs) -> None:
    for each in sorted(path for path in folder.rglob("*") if path.is_file()):
        if each.suffix.lower() in PICTURES:
            found.files.append((each, str(each)))
        else:
            found.others.append(str(each))
