"""A file for people to carry away: all of it or nothing, readable by its owner only."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from venue_kiosk.errors import NotNowError, UsageError
from venue_kiosk.i18n import _

_OWNER_ONLY: Final = 0o600
_BLOCK: Final = 1 << 20


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` in the place of an older file, with the folders it needs.

    Raises:
        NotNowError: the place or its disk does not take the file; an older one is untouched.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)  # one left from before may be readable by others
        unfinished.touch(mode=_OWNER_ONLY)
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave the new name on an empty file
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise NotNowError(
            _("{file} cannot be written: {reason}", file=path.name, reason=error.strerror or ""),
            _("Check the folder and its free space."),
        ) from None


def erase_file(path: Path) -> None:
    """Overwrite a file where it lies, then remove it; raises OSError when the disk refuses."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        for start in range(0, size, _BLOCK):
            file.write(bytes(min(_BLOCK, size - start)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def require_folder_of(path: Path) -> None:
    """Let only a place in a folder that is there pass, before anybody works for it.

    Raises:
        UsageError: there is no such folder.
    """
    if not path.parent.is_dir():
        raise UsageError(
            _("There is no folder for {file}.", file=path.name), _("Choose another place for it.")
        )
