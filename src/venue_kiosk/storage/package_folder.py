"""The package's folder on the removable medium: all of it, flushed and read back, or nothing."""

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from venue_kiosk.errors import NotNowError, RefusedError, UsageError
from venue_kiosk.i18n import _
from venue_kiosk.storage.durable import create_private, flush_folder

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PROTECTED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class PackageFolder:
    """Answers ``ports.hand_over.PackagePlace``; names of files say nothing of anybody."""

    def __init__(self, medium: Path, event: Path, number: str, event_id: str) -> None:
        """Take a folder on the medium, the event folder, the programme's number, the event's id."""
        self._medium = medium
        self._event = event
        self.path = medium / f"hand-over-{number}"
        """Where the package lies when it is written."""
        # The id says whose it is: what another event or somebody else left is never touched.
        self._part = medium / f"hand-over-{number}-{event_id}.part"
        self._written: Path | None = None

    def require_free(self) -> None:
        """Refuse a place that cannot take the package."""
        medium, event = self._medium.resolve(), self._event.resolve()
        if not medium.is_dir():
            raise UsageError(
                _("The folder for the package is not there."),
                _("Insert the medium, and name a folder on it with --out."),
            )
        if medium == event or event in medium.parents:
            raise UsageError(
                _("The package must not lie in the event folder, which will be erased."),
                _("Name a folder on the removable medium with --out."),
            )
        if os.path.lexists(self.path):
            raise _taken(self.path)

    def write(self, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """Write all files or none; return them as they were read back from the medium."""
        try:
            with _told():
                self._write(files)
                return {name: (self.path / name).read_bytes() for name in files}
        except BaseException:
            self.take_back()
            raise

    def take_back(self) -> None:
        """Take away what this package has written, as far as the medium lets it."""
        if self._written is not None:
            with suppress(OSError):
                shutil.rmtree(self._written)

    def _write(self, files: Mapping[str, bytes]) -> None:
        if self._part.exists():
            shutil.rmtree(self._part)
        self._part.mkdir(mode=0o700)
        self._written = self._part
        for name, content in files.items():
            create_private(self._part / name, content)
            _forget(self._part / name)
        flush_folder(self._part)
        if os.path.lexists(self.path):
            raise _taken(self.path)
        self._part.rename(self.path)
        self._written = self.path
        flush_folder(self._medium)


def _taken(folder: Path) -> RefusedError:
    return RefusedError(
        _("A package lies there already: {folder}", folder=folder.name),
        _("Name another folder. Remove the old package only if its password is lost."),
    )


def _forget(path: Path) -> None:
    """Let the cache forget a file, so that reading it back asks the medium."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _medium_error(error) from None


def _medium_error(error: OSError) -> NotNowError:
    if error.errno in _FULL:
        words = _("The medium is full. Nothing was handed over.")
        hint = _("Make room on the medium or take another one, then begin again.")
    elif error.errno in _PROTECTED:
        words = _("The medium is write-protected. Nothing was handed over.")
        hint = _("Remove the write protection or take another medium, then begin again.")
    else:
        words = _("The medium is not there any more. Nothing was handed over.")
        hint = _("Insert the medium again, or another one, and begin again.")
    return NotNowError(words, hint)
