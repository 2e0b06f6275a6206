"""From lists and papers to the files of the package, and back again to compare them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from venue_kiosk.domain.hand_over import (
    ARCHIVE_FILE,
    LIST_FILE,
    LIST_PAPER,
    FileKind,
    HandOverList,
    ItemKey,
    ListColumn,
    Material,
    PackedFile,
    compose_list,
    count_cells,
    digest,
)
from venue_kiosk.domain.japanese_date import render_date
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import RefusedError
from venue_kiosk.i18n import _
from venue_kiosk.ports import Typesetter
from venue_kiosk.ports.hand_over import Sealer

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many files are done; whatever it raises stops the making."""

_TEMPLATE: Final = "hand_over_list.typ"
_CONTENTS: Final = "contents.xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A package in memory."""

    files: tuple[PackedFile, ...]
    """What the hand-over list names."""
    contents: Mapping[str, bytes] = field(repr=False)
    """The files to write, by name."""
    counts: Mapping[ItemKey, int]
    list_sha256: str
    tables: Mapping[str, Sequence[tuple[str, ...]]] = field(repr=False)
    pages: Mapping[str, Sequence[bytes]] = field(repr=False)
    """What must come out of each workbook and PDF again."""
    is_archive: bool


class Packer:
    """Makes the files of one event's package."""

    def __init__(
        self,
        programme: Programme,
        sealer: Sealer,
        typesetter: Typesetter,
        *,
        texts: Path,
        event_id: str,
    ) -> None:
        self._programme = programme
        self._sealer = sealer
        self._typesetter = typesetter
        self._texts = texts
        self._event_id = event_id

    def pack(
        self,
        material: Sequence[tuple[str, Material]],
        *,
        password: str,
        code: str,
        made_at: str,
        as_archive: bool,
        progress: Progress,
    ) -> Packed:
        """Return the package of everybody's material, encrypted, with its list.

        Raises:
            RefusedError: a cell does not fit into a workbook.
        """
        box = _Box(self._sealer, password, progress, material)
        for owner, each in material:
            for sheet in each.lists:
                box.add_list(owner, sheet)
        for _owner, each in material:
            for paper in each.papers:
                box.add_paper(paper.title, paper.pdf)
        box.add_contents(code)
        archive = None
        contents = dict(box.contents)
        if as_archive:
            sealed = self._sealer.seal_archive(contents, password)
            archive = _packed(ARCHIVE_FILE, "contents", "", len(contents), sealed)
            contents = {ARCHIVE_FILE: sealed}
        for record in (each for _owner, given in material for each in given.records):
            contents[record.name] = record.content
            box.files.append(_packed(record.name, "record", record.title, 1, record.content))
        head = self._head(made_at)
        listed = compose_list(head, box.files, box.counts, archive=archive)
        contents[LIST_FILE] = listed
        contents[LIST_PAPER] = self._typesetter.pdf(
            self._texts / _TEMPLATE, self._paper(box.files, archive, digest(listed), made_at)
        )
        return Packed(
            files=tuple(box.files),
            contents=contents,
            counts=box.counts,
            list_sha256=digest(listed),
            tables=box.tables,
            pages=box.pages,
            is_archive=as_archive,
        )

    def compare(self, packed: Packed, written: Mapping[str, bytes], password: str) -> None:
        """Open every file that came back from the medium and hold it to what went in.

        Raises:
            RefusedError: one is not what it must be.
        """
        if written != packed.contents:
            raise _differs()
        if packed.is_archive:
            inside = self._sealer.open_archive(written[ARCHIVE_FILE], password)
            written = {**written, **inside}
        for each in packed.files:
            content = written.get(each.name, b"")
            if digest(content) != each.sha256:
                raise _differs()
            if each.kind == "record":
                continue
            if each.kind == "paper":
                same = self._sealer.open_paper(content, password) == packed.pages[each.name]
            else:
                same = self._sealer.open_list(content, password) == packed.tables[each.name]
            if not same:
                raise _differs()

    def _head(self, made_at: str) -> dict[str, Any]:
        programme = self._programme
        return {
            "event_id": self._event_id,
            "programme_number": programme.number3,
            "programme": programme.title,
            "contract_number": programme.contract.number,
            "made_at": made_at,
            "sample": programme.sample,
        }

    def _paper(
        self,
        files: Sequence[PackedFile],
        archive: PackedFile | None,
        list_sha256: str,
        made_at: str,
    ) -> dict[str, Any]:
        programme = self._programme
        return {
            "sample": programme.sample,
            "client": programme.contact.client,
            "section": programme.contact.section,
            "contractor": programme.contact.contractor,
            "contract_title": programme.contract.title,
            "contract_number": programme.contract.number,
            "programme": programme.title,
            "dates": [render_date(session.date) for session in programme.sessions],
            "made_on": render_date(dt.datetime.fromisoformat(made_at).date()),
            "event_id": self._event_id,
            "list_sha256": list_sha256,
            "archive": None if archive is None else archive.name,
            "files": [
                {
                    "name": each.name,
                    "kind": each.kind,
                    "title": each.title,
                    "n": each.n,
                    "sha256": each.sha256,
                }
                for each in files
            ],
        }


class _Box:
    """The files made so far."""

    def __init__(
        self,
        sealer: Sealer,
        password: str,
        progress: Progress,
        material: Sequence[tuple[str, Material]],
    ) -> None:
        self._sealer = sealer
        self._password = password
        self._progress = progress
        self._total = 1 + sum(len(each.lists) + len(each.papers) for _owner, each in material)
        self.files: list[PackedFile] = []
        self.contents: dict[str, bytes] = {}
        self.counts: dict[ItemKey, int] = {}
        self.tables: dict[str, Sequence[tuple[str, ...]]] = {}
        self.pages: dict[str, Sequence[bytes]] = {}

    def add_list(self, owner: str, sheet: HandOverList) -> None:
        """Add a list; what it holds of each item is counted in the workbook opened again."""
        name = f"list-{len(self.tables) + 1:02d}.xlsx"
        table = self._seal("list", name, sheet, n=len(sheet.rows))
        for item, n in count_cells(sheet, table).items():
            if (owner, item) in self.counts:
                raise ValueError(f"{owner}.{item} is in two lists")
            self.counts[owner, item] = n

    def add_paper(self, title: str, pdf: bytes) -> None:
        """Add a paper."""
        name = f"paper-{len(self.pages) + 1:02d}.pdf"
        content = self._sealer.seal_paper(pdf, self._password)
        self.pages[name] = self._sealer.pages(pdf)
        self._add(_packed(name, "paper", title, len(self.pages[name]), content), content)

    def add_contents(self, code: str) -> None:
        """Add the workbook to be opened first: the receipt code, then what lies where."""
        rows = [("受領の確認番号", code, "")]
        rows += [(each.name, each.title, str(each.n)) for each in self.files]
        columns = tuple(ListColumn(title, "") for title in ("ファイル", "内容", "件数"))
        sheet = HandOverList(title="はじめに", columns=columns, rows=tuple(rows))
        self._seal("contents", _CONTENTS, sheet, n=len(self.files))

    def _seal(
        self, kind: FileKind, name: str, sheet: HandOverList, *, n: int
    ) -> Sequence[tuple[str, ...]]:
        content = self._sealer.seal_list(sheet, self._password)
        table = self._sealer.open_list(content, self._password)
        if table != sheet.table:
            raise _differs()
        self.tables[name] = sheet.table
        self._add(_packed(name, kind, sheet.title, n, content), content)
        return table

    def _add(self, packed: PackedFile, content: bytes) -> None:
        self.files.append(packed)
        self.contents[packed.name] = content
        self._progress(len(self.files), self._total)


def _packed(name: str, kind: FileKind, title: str, n: int, content: bytes) -> PackedFile:
    return PackedFile(
        name=name, kind=kind, title=title, n=n, sha256=digest(content), size=len(content)
    )


def _differs() -> RefusedError:
    return RefusedError(
        _("What came back from the package is not what was put in."),
        _("Take another medium and make the package again."),
    )
