"""The closed register of data items: whose, what, why, on which basis, where it lies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final, Literal

HOST_FILES: Final = (
    *("event.json", "slots.bin", "vault.db", "vault.db-wal", "vault.db-shm"),
    "audit-head.bin",
    *("lane-?.lock", "sign-ins.json", "faults/*"),
)
"""Files of the host in an event folder, as patterns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataItem:
    """One kind of data that the kiosk or a plugin keeps, and where."""

    owner: str
    """``core`` or the plugin's name; filled in by the host for plugins."""
    item: str
    """Machine word, unique for its owner, such as ``phone``."""
    whose: Literal["applicant", "handler", "nobody"]
    """``nobody`` for working numbers and counts that describe no person."""
    what: str
    """Japanese name of the item as the ward's report has it."""
    purpose: str
    basis: str
    """``report`` for the items of the ward's report, ``working`` for working numbers."""
    table: str | None = None
    columns: tuple[str, ...] = ()
    """Those of ``table`` that hold it, none for all of them; a plugin reaches no others."""
    files: str | None = None
    """Pattern of the plugin's files below its workspace, such as ``sheets/*.pdf``."""


def undeclared_tables(items: Iterable[DataItem], tables: Iterable[str]) -> Sequence[str]:
    """Return the tables that no declaration claims."""
    claimed = {each.table for each in items}
    return sorted(table for table in tables if table not in claimed)


def undeclared_files(items: Iterable[DataItem], files: Iterable[str]) -> Sequence[str]:
    """Return the files, by path in the event folder, that no declaration claims."""
    patterns = [
        *HOST_FILES,
        *(f"files/{each.owner}/{each.files}" for each in items if each.files is not None),
    ]
    return sorted(
        path for path in files if not any(fnmatchcase(path, pattern) for pattern in patterns)
    )
