"""The programme's folder on the removable medium: written, flushed, read back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from venue_kiosk.errors import UsageError, VaultError
from venue_kiosk.i18n import _
from venue_kiosk.ports import TokenSource
from venue_kiosk.storage.durable import flush_folder
from venue_kiosk.storage.wiping import overwrite

_PART: Final = ".part"


class MediumFolder:
    """Files with fixed names; a new one appears whole or not at all."""

    def __init__(self, folder: Path, tokens: TokenSource) -> None:
        self._folder = folder
        self._tokens = tokens

    def require(self, event: Path) -> None:
        """Refuse a place that cannot be the medium.

        Raises:
            UsageError: it is no folder, or lies inside the event.
        """
        folder, event = self._folder.resolve(), event.resolve()
        if not folder.is_dir():
            raise UsageError(
                _("The folder of the medium is not there."),
                _("Insert the medium, and name a folder on it with --medium."),
            )
        if folder == event or event in folder.parents:
            raise UsageError(
                _("The medium lies inside the event folder, which will be erased."),
                _("Name a folder on the removable medium with --medium."),
            )

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, or nothing."""
        with _told():
            try:
                return (self._folder / name).read_bytes()
            except FileNotFoundError:
                return None

    def write(self, name: str, content: bytes) -> None:
        """Write a file, flush it and read it back; an existing one is replaced at once."""
        part = self._folder / (name + _PART)
        with _told():
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            part.replace(self._folder / name)
            flush_folder(self._folder)
            if (self._folder / name).read_bytes() != content:
                raise _unreliable()

    def append(self, name: str, line: bytes) -> None:
        """Add a line to a file and flush it."""
        with _told():
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
            descriptor = os.open(self._folder / name, flags, 0o600)
            with os.fdopen(descriptor, "ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
            flush_folder(self._folder)

    def take_away(self, name: str) -> None:
        """Unlink a file in one step; one that is gone is no fault."""
        with _told():
            (self._folder / name).unlink(missing_ok=True)
            flush_folder(self._folder)

    def destroy(self, name: str) -> None:
        """Overwrite a file where it lies and take it away; one that is gone is no fault."""
        path = self._folder / name
        with _told():
            try:
                overwrite(path, self._tokens)
                path.unlink()
            except FileNotFoundError:
                return
            flush_folder(self._folder)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError:
        raise VaultError(
            _("The medium is full, write-protected or not there any more."),
            _("Insert the same medium with free space, then run “kiosk erase” again."),
        ) from None


def _unreliable() -> VaultError:
    return VaultError(
        _("The medium gave back other bytes than were written."),
        _("Take another medium."),
    )
