"""The last head of the operation log, kept outside the database so that a rollback shows."""

import fcntl
import hashlib
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from venue_kiosk.storage.durable import create_private

HEAD_FILE: Final = "audit-head.bin"

_MAGIC: Final = b"VKHEAD/1"
_SECTOR: Final = 512
_COPIES: Final = 2
_BODY: Final = struct.Struct(">8sQQ32s32s")
_OPEN: Final = bytes(32)
"""In place of the database's hash while a kiosk may write to it."""
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRecord:
    """What was last known of the log, and of the whole database file if it was closed."""

    count: int
    head: bytes
    """SHA-256 of the last line; zeros for an empty log."""
    file_hash: bytes | None = None
    """SHA-256 of the database file, when the last connection to it was closed in order."""
    generation: int = 0


class HeadFile:
    """Two copies, written by turns in place: torn writes leave the older one.

    It is written after the commit that it speaks of, so that a crash in between leaves it behind
    the database and never ahead of it. It is no secret and no proof against somebody who puts
    back the whole folder: that is what paper slips are for.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def create(self) -> None:
        """Make the file for an empty log.

        Raises:
            OSError: it exists, or cannot be written.
        """
        first = _compose(HeadRecord(count=0, head=bytes(32)))
        create_private(self._path, first + bytes(_SECTOR))

    def read(self) -> HeadRecord | None:
        """Return the newest whole copy; nothing if the file is missing or neither is whole."""
        try:
            with self._path.open("rb") as file:
                return _newest(file.read(_SECTOR * _COPIES))
        except OSError:
            return None

    def keep(self, count: int, head: bytes) -> None:
        """Remember a head that was committed, unless another process knows a later one."""
        with suppress(OSError), self._locked() as descriptor:
            known = _read(descriptor)
            if known is not None and known.count <= count:
                _write(descriptor, replace(known, count=count, head=head, file_hash=None))

    def begin(self) -> None:
        """Note that the database may be written to from now on.

        Raises:
            OSError: the file cannot be written; a change after that would look like a rollback.
        """
        with self._locked() as descriptor:
            known = _read(descriptor)
            if known is not None and known.file_hash is not None:
                _write(descriptor, replace(known, file_hash=None))

    def end(self, database: Path) -> None:
        """Remember the database file as it lies there, if nobody has it open."""
        write_ahead_log = database.with_name(database.name + "-wal")
        with suppress(OSError), self._locked() as descriptor:
            known = _read(descriptor)
            if known is not None and known.file_hash is None and not write_ahead_log.exists():
                _write(descriptor, replace(known, file_hash=hash_of(database)))

    def restart(self, count: int, head: bytes) -> None:
        """Forget what was known: somebody answers for going on from this head.

        Raises:
            OSError: the file cannot be written.
        """
        if not self._path.exists():
            self.create()
        with self._locked() as descriptor:
            known = _read(descriptor)
            generation = 0 if known is None else known.generation
            _write(descriptor, HeadRecord(count=count, head=head, generation=generation))

    @contextmanager
    def _locked(self) -> Iterator[int]:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)


@dataclass(frozen=True, slots=True)
class HeadWatch:
    """What a connection to ``database`` tells of itself."""

    head_file: HeadFile
    database: Path

    def keep(self, count: int, head: bytes) -> None:
        """Remember a head that was committed."""
        self.head_file.keep(count, head)

    def closed(self) -> None:
        """Remember the file, if this was the last connection."""
        self.head_file.end(self.database)


def hash_of(database: Path) -> bytes:
    """Return the SHA-256 of a file that nobody has open.

    Reading a database that this process has open would make SQLite lose its locks.
    """
    digest = hashlib.sha256()
    with database.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.digest()


def _compose(record: HeadRecord) -> bytes:
    file_hash = _OPEN if record.file_hash is None else record.file_hash
    body = _BODY.pack(_MAGIC, record.generation, record.count, record.head, file_hash)
    return (body + hashlib.sha256(body).digest()).ljust(_SECTOR, b"\0")


def _parse(sector: bytes) -> HeadRecord | None:
    body, check = sector[: _BODY.size], sector[_BODY.size : _BODY.size + 32]
    if len(sector) < _SECTOR or hashlib.sha256(body).digest() != check:
        return None
    magic, generation, count, head, file_hash = _BODY.unpack(body)
    if magic != _MAGIC:
        return None
    return HeadRecord(
        count=count,
        head=head,
        file_hash=None if file_hash == _OPEN else file_hash,
        generation=generation,
    )


def _newest(content: bytes) -> HeadRecord | None:
    copies = [_parse(content[at : at + _SECTOR]) for at in (0, _SECTOR)]
    whole = [copy for copy in copies if copy is not None]
    return max(whole, key=lambda copy: copy.generation, default=None)


def _read(descriptor: int) -> HeadRecord | None:
    return _newest(os.pread(descriptor, _SECTOR * _COPIES, 0))


def _write(descriptor: int, record: HeadRecord) -> None:
    written = replace(record, generation=record.generation + 1)
    place = written.generation % _COPIES * _SECTOR
    os.pwrite(descriptor, _compose(written), place)
    os.fdatasync(descriptor)
