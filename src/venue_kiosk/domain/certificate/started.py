"""The record that is on the medium before anything is destroyed: ``erasure-started.json``."""

from collections import Counter
from typing import Any, Final, Literal

import msgspec

from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.certificate.measures import FileKind, Item
from venue_kiosk.domain.certificate.media import Media
from venue_kiosk.domain.certificate.parts import (
    Authorisation,
    Database,
    Event,
    HandOver,
    People,
    Signing,
    Ward,
)
from venue_kiosk.domain.certificate.scalars import (
    Code,
    Count,
    Hex32,
    Hex64,
    Number,
    Part,
    Time,
    read_part,
    require_real,
)
from venue_kiosk.domain.certificate.strict_json import compose_object

STARTED_FORMAT: Final = "venue-erasure-started/1"


class ItemBefore(Part, frozen=True, kw_only=True):
    """A data item as it was counted before anything was destroyed."""

    plugin: Code
    item: Code
    table: str
    whose: Code
    count_before: Count
    count_handed_over: Count


class FilesBefore(Part, frozen=True, kw_only=True):
    """A kind of file as it was counted before anything was destroyed."""

    kind: Code
    plugin: Code
    files_before: Count


class KeyCopyBefore(Part, frozen=True, kw_only=True):
    """A copy of the key that must end."""

    kind: Literal["slots", "card", "approved_copy", "memory"]
    label: str
    document: str | None


class LogBefore(Part, frozen=True, kw_only=True):
    """The sealed log."""

    count: Number
    head: Hex64
    sha256: Hex64


class Started(Part, frozen=True, kw_only=True):
    """What was there, and who began to erase it; every later count is compared with this."""

    format: Literal["venue-erasure-started/1"]
    record_id: str
    started_at: Time
    event: Event
    people: People
    authorisation: Authorisation
    hand_over: HandOver
    ward: Ward
    media: Media
    databases: tuple[Database, ...]
    signing: Signing
    items: tuple[ItemBefore, ...]
    files: tuple[FilesBefore, ...]
    key_copies: tuple[KeyCopyBefore, ...]
    audit: LogBefore
    marker: Hex32
    kiosk_canaries: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a time that does not exist."""
        require_real((self.started_at,))


def read_started(tree: dict[str, Any]) -> Started:
    """Return the record of an object read by ``parse_object``.

    Raises:
        StrictJsonError: a member is missing, unknown or of another type.
    """
    return read_part(tree, Started)


def compose_started(started: Started) -> bytes:
    """Return the bytes that are signed and kept."""
    return compose_object(msgspec.to_builtins(started))


def counts_agree(started: Started, certificate: Certificate) -> bool:
    """Say whether the certificate's counts before erasure are those of the record."""
    return Counter(map(_item, started.items)) == Counter(map(_item, certificate.items)) and Counter(
        map(_files, started.files)
    ) == Counter(map(_files, certificate.files))


def _item(row: ItemBefore | Item) -> tuple[str, str, str, Count]:
    return (row.plugin, row.item, row.table, row.count_before)


def _files(row: FilesBefore | FileKind) -> tuple[str, str, Count]:
    return (row.plugin, row.kind, row.files_before)
