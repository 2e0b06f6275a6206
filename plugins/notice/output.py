"""A folder of finished notices: either all files of a run are there, or none of them."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeAlias

from plugins.notice.messages import _
from venue_kiosk.api import NotNowError, RefusedError, erase_file

Remember: TypeAlias = Callable[[Mapping[Path, str]], None]
"""Told of every file by its SHA-256 before it gets its name: the erasure must find it."""

_UNFINISHED: Final = ".part"
_OWNER_ONLY: Final = 0o600


class NoticeFolder:
    """Where one run writes; files carry their names only when the run is complete."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._digests: dict[Path, str] = {}

    def write(self, name: str, content: bytes) -> None:
        """Write one file, readable by its owner only."""
        unfinished = self._folder / (name + _UNFINISHED)
        self._digests[(self._folder / name).absolute()] = hashlib.sha256(content).hexdigest()
        unfinished.touch(mode=_OWNER_ONLY)
        unfinished.write_bytes(content)

    def finish(self, remember: Remember) -> tuple[Path, ...]:
        """Erase the files of an earlier run and give every new one its name; return the files."""
        remember(self._digests)
        for path in _notices_in(self._folder):
            erase_file(path)
        for path in self._digests:
            path.with_name(path.name + _UNFINISHED).replace(path)
        return tuple(self._digests)


@contextmanager
def new_notices(folder: Path, *, replace: bool) -> Iterator[NoticeFolder]:
    """Give a place for the notices of one run; the caller calls ``finish`` inside the block.

    Raises:
        RefusedError: notices are there already and ``replace`` is not asked for.
        NotNowError: the folder or its disk does not take the files.
    """
    output = NoticeFolder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not replace and any(True for _path in _notices_in(folder)):
            raise RefusedError(
                _("There are already notices in this folder: {folder}", folder=folder.name),
                _("Choose another folder, or say that they are to be replaced."),
            )
        _remove_unfinished(folder)
        yield output
    except OSError as error:
        raise NotNowError(
            _(
                "The notices cannot be written to the folder {folder}: {reason}",
                folder=folder.name,
                reason=error.strerror or type(error).__name__,
            ),
            _("Check the free space and the permissions of the folder, then try again."),
        ) from None
    finally:
        _remove_unfinished(folder)


def _notices_in(folder: Path) -> Iterator[Path]:
    return iter([path for path in folder.iterdir() if path.suffix in {".pdf", ".eml"}])


def _remove_unfinished(folder: Path) -> None:
    for path in folder.glob("*" + _UNFINISHED):
        erase_file(path)
