"""What is handed over to the ward: lists, papers, the list of them, the receipt."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

LIST_FORMAT: Final = "venue-hand-over-list/1"
LIST_FILE: Final = "hand-over-list.json"
LIST_PAPER: Final = "hand-over-list.pdf"
ARCHIVE_FILE: Final = "package.7z"

_SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs that are not mistaken for each other when read from paper: five bits each."""
_GROUP: Final = 4
PASSWORD_SIGNS: Final = 20
CODE_SIGNS: Final = 8

ItemKey: TypeAlias = tuple[str, str]
"""Owner and item of a declared data item."""
FileKind: TypeAlias = Literal["contents", "list", "paper", "record"]


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list and the declared data item that it holds."""

    title: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverList:
    """One list for the ward, a workbook of its own; every cell is text."""

    title: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse rows that no workbook gives back: of another width, or with nothing in them."""
        if any(len(row) != len(self.columns) or not any(row) for row in self.rows):
            raise ValueError("a row of another width, or an empty one")

    @property
    def table(self) -> Sequence[tuple[str, ...]]:
        """The titles of the columns, then the rows."""
        return [tuple(column.title for column in self.columns), *self.rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverPaper:
    """One paper for the ward, as PDF."""

    title: str
    pdf: bytes = field(repr=False)


TOTALS_FILE: Final = "totals.json"
"""The one free record that an erased event's folder keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeRecord:
    """A file without personal data, which stays readable without a password."""

    name: str
    """Lower-case letters and one ``.json``."""
    title: str
    content: bytes

    def __post_init__(self) -> None:
        """Refuse a name that could say something of somebody."""
        if re.fullmatch(r"[a-z]{1,20}\.json", self.name) is None:
            raise ValueError("not a neutral file name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What one owner hands over."""

    lists: tuple[HandOverList, ...] = ()
    papers: tuple[HandOverPaper, ...] = ()
    records: tuple[FreeRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """One file of the package, as the hand-over list names it."""

    name: str
    kind: FileKind
    title: str
    n: int
    """Rows of a list, pages of a paper."""
    sha256: str
    size: int


def count_cells(sheet: HandOverList, table: Sequence[Sequence[str]]) -> Mapping[str, int]:
    """Return for each item of a list how many rows of ``table``, header included, have it.

    An item over several columns is counted by the first, as the inventory does.
    """
    counts: dict[str, int] = {}
    for place, column in enumerate(sheet.columns):
        if column.item not in counts:
            counts[column.item] = sum(row[place] != "" for row in table[1:])
    return counts


def compose_list(
    head: Mapping[str, Any],
    files: Sequence[PackedFile],
    counts: Mapping[ItemKey, int],
    *,
    archive: PackedFile | None = None,
) -> bytes:
    """Return the bytes of the hand-over list: every file with its hash, every item's count."""
    members = {
        "format": LIST_FORMAT,
        **head,
        "archive": None if archive is None else _members(archive),
        "files": [_members(each) for each in files],
        "items": [
            {"plugin": owner, "item": item, "count": n}
            for (owner, item), n in sorted(counts.items())
        ],
    }
    return (json.dumps(members, ensure_ascii=False, indent=1) + "\n").encode()


def digest(content: bytes) -> str:
    """Return the SHA-256 as 64 lower-case hex digits."""
    return hashlib.sha256(content).hexdigest()


def compose_signs(octets: bytes) -> str:
    """Return five bits of each octet as signs in groups of four."""
    signs = [_SIGNS[octet % len(_SIGNS)] for octet in octets]
    return "-".join("".join(signs[n : n + _GROUP]) for n in range(0, len(signs), _GROUP))


def read_code(typed: str) -> str:
    """Return a typed receipt code in the form ``XXXX-XXXX``, or as it was typed."""
    signs = "".join(typed.split()).replace("-", "").upper()
    if len(signs) != CODE_SIGNS:
        return typed.strip()
    return f"{signs[:_GROUP]}-{signs[_GROUP:]}"


def prove_code(code: str, list_sha256: str) -> str:
    """Return what the vault keeps of a receipt code: it tells right from wrong, and not the code.

    Whoever hands over must not be able to look the code up.
    """
    return digest(f"venue-receipt-code/1\n{list_sha256}\n{code}\n".encode("utf-8", "replace"))


def step_counts(counts: Mapping[ItemKey, int]) -> Mapping[str, int]:
    """Return the counts under the names that steps of the life cycle keep."""
    return {f"{owner}_{item}": n for (owner, item), n in sorted(counts.items())}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPackage:
    """What the vault keeps of a package that was made."""

    made_at: dt.datetime
    files: int
    list_sha256: str
    code_proof: str
    counts: Mapping[ItemKey, int]
    lists: Mapping[str, int]
    """Rows of each list by its file's name."""
    who: str
    second: str
    totals: bytes = b""
    """The numbers without personal data, which outlive the erasure; empty where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedReceipt:
    """What the vault keeps of the ward's receipt."""

    number: str
    date: dt.date
    code: str
    recorded_at: dt.datetime
    who: str


def _members(packed: PackedFile) -> dict[str, Any]:
    return {
        "name": packed.name,
        "kind": packed.kind,
        "title": packed.title,
        "n": packed.n,
        "sha256": packed.sha256,
        "bytes": packed.size,
    }
