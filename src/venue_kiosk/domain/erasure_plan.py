"""The plan of an erasure: every file and table claimed exactly once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Final

from venue_kiosk.domain.data_item import HOST_FILES, DataItem, undeclared_tables

LABEL_FILE: Final = "event.json"
SLOT_FILE: Final = "slots.bin"
EXPORTS: Final = "exports"
"""The kind of files that a plugin wrote outside the event folder."""
_NO_CODE: Final = re.compile(r"[^a-z0-9]+")
_KINDS: Final = {
    "event.json": "label",
    "vault.db": "database",
    "vault.db-wal": "database",
    "vault.db-shm": "database",
    "audit-head.bin": "audit_head",
    "lane-?.lock": "lane_locks",
    "sign-ins.json": "sign_in_tries",
    "faults/*": "crash_files",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFiles:
    """The files of one kind; paths are relative to the event folder, of exports absolute."""

    plugin: str
    kind: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePlan:
    """What will be erased, file by file; the key slots are not among them."""

    files: tuple[PlannedFiles, ...]
    stray: tuple[str, ...]
    """Tables and files claimed by nobody, or by two: with any of them nothing is erased."""

    @property
    def paths(self) -> Sequence[str]:
        """All files in order."""
        return [path for kind in self.files for path in kind.paths]


def plan_erasure(
    items: Sequence[DataItem], *, tables: Sequence[str], files: Sequence[str]
) -> ErasurePlan:
    """Return the plan for what lies in the event.

    ``files`` are all entries that are no plain folders, links and foreign folders included.
    """
    kinds = _claims(items)
    stray = list(undeclared_tables(items, tables))
    planned: dict[tuple[str, str], list[str]] = {}
    for path in files:
        claims = {owner for pattern, owner in kinds if fnmatchcase(path, pattern)}
        if path == SLOT_FILE:
            continue
        if len(claims) == 1:
            planned.setdefault(claims.pop(), []).append(path)
        else:
            stray.append(path)
    return ErasurePlan(
        files=tuple(
            PlannedFiles(plugin=plugin, kind=kind, paths=tuple(sorted(paths)))
            for (plugin, kind), paths in sorted(planned.items())
        ),
        stray=tuple(stray),
    )


def with_exports(plan: ErasurePlan, exports: Sequence[tuple[str, str]]) -> ErasurePlan:
    """Return the plan with files outside the event folder, each as owner and absolute path."""
    by_owner: dict[str, list[str]] = {}
    for owner, path in exports:
        by_owner.setdefault(owner, []).append(path)
    outside = [
        PlannedFiles(plugin=owner, kind=EXPORTS, paths=tuple(sorted(paths)))
        for owner, paths in sorted(by_owner.items())
    ]
    return replace(plan, files=(*plan.files, *outside))


def _claims(items: Iterable[DataItem]) -> list[tuple[str, tuple[str, str]]]:
    """Return patterns with the plugin and the kind of file that each stands for."""
    host = [(pattern, ("core", _KINDS.get(pattern, _code(pattern)))) for pattern in HOST_FILES]
    plugins = [
        (f"files/{item.owner}/{item.files}", (item.owner, _code(item.files)))
        for item in items
        if item.files is not None
    ]
    return [*host, *plugins]


def _code(pattern: str) -> str:
    """Return a word for the files of a pattern: ``sheets/*.pdf`` becomes ``sheets_pdf``."""
    word = _NO_CODE.sub("_", pattern.lower()).strip("_")
    return word if word[:1].isalpha() else f"files_{word}".rstrip("_")
