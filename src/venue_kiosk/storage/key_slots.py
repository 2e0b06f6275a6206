"""The end of the key slots: overwritten where they lie, read back past the cache."""

import os
from pathlib import Path

from venue_kiosk.ports import TokenSource
from venue_kiosk.ports.erasure import SlotsDestroyed
from venue_kiosk.storage.durable import overwrite_in_place, told_as_vault_errors
from venue_kiosk.storage.slots import FILE_BYTES, SECTOR_BYTES
from venue_kiosk.storage.wiping import reading


class KeySlotFile:
    """Destroys one slot file; done again, it destroys what is there again."""

    def __init__(self, path: Path, *, marker: bytes, tokens: TokenSource) -> None:
        self._path = path
        self._marker = marker
        self._tokens = tokens

    def destroy(self) -> SlotsDestroyed:
        """Overwrite every sector with random bytes and compare what lies there afterwards."""
        noise = self._tokens.octets(FILE_BYTES)
        total = FILE_BYTES // SECTOR_BYTES
        with told_as_vault_errors():
            if not self._path.is_file() or self._path.stat().st_size != FILE_BYTES:
                return SlotsDestroyed(
                    total=total, overwritten=None, read_back=None, markers_left=None
                )
            overwrite_in_place(self._path, noise, at=0)
            after = self._read_direct()
        if after is None:
            return SlotsDestroyed(total=total, overwritten=total, read_back=None, markers_left=None)
        sectors = range(0, FILE_BYTES, SECTOR_BYTES)
        same = sum(after[at : at + SECTOR_BYTES] == noise[at : at + SECTOR_BYTES] for at in sectors)
        return SlotsDestroyed(
            total=total,
            overwritten=total,
            read_back=same,
            markers_left=after.count(self._marker),
        )

    def _read_direct(self) -> bytes | None:
        descriptor = os.open(self._path, os.O_RDONLY)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
        with reading(self._path) as reader:
            if not reader.direct:
                return None
            return b"".join(bytes(block) for block in reader.blocks())
