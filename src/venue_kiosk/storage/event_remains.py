"""The event folder seen as files that must go."""

import os
from collections.abc import Sequence
from pathlib import Path

from venue_kiosk.domain.needles import Search
from venue_kiosk.ports import TokenSource
from venue_kiosk.ports.erasure import ReadThrough
from venue_kiosk.storage.durable import told_as_vault_errors
from venue_kiosk.storage.wiping import (
    entries,
    overwrite,
    reading,
    remove,
    remove_folders,
    remove_neutral,
)


class EventFolder:
    """Overwrites, reads and removes by paths relative to the folder; follows no link.

    An absolute path is a file that was written outside.
    """

    def __init__(self, folder: Path, tokens: TokenSource) -> None:
        self._folder = folder
        self._tokens = tokens

    def entries(self) -> Sequence[str]:
        """Return everything that is no plain folder; nothing if the folder is gone."""
        if not self._folder.is_dir():
            return []
        with told_as_vault_errors():
            found = entries(self._folder)
        return [path.relative_to(self._folder).as_posix() for path in found]

    def overwrite(self, path: str) -> bool:
        """Overwrite one file where it lies; False when it is not there any more."""
        with told_as_vault_errors():
            try:
                overwrite(self._folder / path, self._tokens)
            except FileNotFoundError:
                return False
        return True

    def read_through(self, path: str, search: Search) -> ReadThrough | None:
        """Search through one file; ``None`` when it cannot be read."""
        before = search.bytes_read
        try:
            with reading(self._folder / path) as reader:
                for block in reader.blocks():
                    search.feed(block)
                read = search.bytes_read - before
                return ReadThrough(direct=reader.direct, size=reader.size, bytes_read=read)
        except OSError:
            return None

    def remove(self, path: str) -> None:
        """Take one file away so that no name of it stays."""
        with told_as_vault_errors():
            remove(self._folder / path)

    def is_left(self, path: str) -> bool:
        """Say whether anything lies at a path, a link that leads nowhere included."""
        return os.path.lexists(self._folder / path)

    def remove_rest(self) -> None:
        """Take away what an interrupted removal left, and the empty folders."""
        if self._folder.is_dir():
            with told_as_vault_errors():
                remove_neutral(self._folder)
                remove_folders(self._folder)
