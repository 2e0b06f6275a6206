"""``sign-ins.json``: wrong passphrases by id, beside the vault; nothing personal in it."""

import datetime as dt
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

import msgspec

from venue_kiosk.domain.tries import Tries
from venue_kiosk.storage.durable import told_as_vault_errors

TRY_FILE: Final = "sign-ins.json"
_MOST_BYTES: Final = 65_536


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    failures: int
    at: dt.datetime | None
    monotonic: float
    unlogged: int


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    format: Literal["venue-sign-ins/1"] = "venue-sign-ins/1"
    ids: dict[str, _Record] = {}


class TryFile:
    """The records of one event; every lane's process reads and writes them in turn."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / TRY_FILE

    @contextmanager
    def opened(self) -> Iterator[dict[str, Tries]]:
        """Yield the records for reading and changing, alone among all processes.

        What the block changed is kept even if it raises: a refusal is a record too. A damaged
        file counts as empty; whoever can write it could remove it as well.

        Raises:
            VaultError: the file cannot be read or written.
        """
        with told_as_vault_errors():
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
            descriptor = os.open(self._path, flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            before = _read(descriptor)
            records = dict(before)
            try:
                yield records
            finally:
                if records != before:
                    _write(descriptor, records)
                    # Pulling the plug must not give tries back; forgiving them may wait.
                    if _failures(records) > _failures(before):
                        os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _read(descriptor: int) -> dict[str, Tries]:
    content = os.pread(descriptor, _MOST_BYTES, 0)
    try:
        ids = msgspec.json.decode(content, type=_File).ids
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return {who: Tries(**msgspec.structs.asdict(record)) for who, record in ids.items()}


def _write(descriptor: int, records: dict[str, Tries]) -> None:
    ids = {
        who: _Record(
            failures=tries.failures,
            at=tries.at,
            monotonic=tries.monotonic,
            unlogged=tries.unlogged,
        )
        for who, tries in sorted(records.items())
        if tries != Tries()
    }
    content = msgspec.json.encode(_File(ids=ids)) + b"\n"
    with told_as_vault_errors():
        os.pwrite(descriptor, content, 0)
        os.ftruncate(descriptor, len(content))


def _failures(records: dict[str, Tries]) -> int:
    return sum(tries.failures for tries in records.values())
