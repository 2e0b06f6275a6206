"""The closed register of data items: whose, what, why, on which basis, where it lies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from venue_kiosk.domain.programme import Programme

NEEDS_APPROVAL: Final = frozenset({"furigana", "organisation_code", "role"})
"""Items beyond the ward's own report: stored only under a document of the ward."""


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
    files: str | None = None
    """Kind of file outside the database, by the folder name in the workspace."""


def decide_unapproved(items: Iterable[DataItem], programme: Programme) -> Sequence[DataItem]:
    """Return the items that need the ward's approval and have none in this programme."""
    return [
        each
        for each in items
        if each.item in NEEDS_APPROVAL and programme.approval_for(each.item) is None
    ]


def undeclared_tables(items: Iterable[DataItem], tables: Iterable[str]) -> Sequence[str]:
    """Return the tables that no declaration claims."""
    claimed = {each.table for each in items}
    return sorted(table for table in tables if table not in claimed)
