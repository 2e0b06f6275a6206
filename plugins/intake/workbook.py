"""The first sheet of an XLSX workbook as rows of text, looked over before it is opened."""

import datetime as dt
import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, TypeAlias

from plugins.intake.messages import _
from venue_kiosk.api import UsageError

MOST_UNPACKED_BYTES: Final = 256 * 2**20
"""A hundred thousand rows unpack to about a third of this."""

HIGHEST_ROW: Final = 100_001

_ZIP: Final = b"PK\x03\x04"
_CHUNK: Final = 2**20
_OVERLAP: Final = 256
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_SHEET_TAG: Final = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION_TAG: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
# Only cells with something in them; an empty one closes itself, however far out it stands.
_FAR_CELL: Final = re.compile(
    rb"""\sr=["'](?:(?P<wide>[A-Z]{2,3}[0-9]+)|[A-Z]*(?P<row>[0-9]{6,}))["'][^>/]*>"""
)
_ERROR_CELL: Final = re.compile(rb"""<(?:\w+:)?c\s[^>]*\bt=["']e["']""")

_ZIP_FAULTS: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(KeyError, ValueError, EOFError, OSError, NotImplementedError),
)
"""Everything the standard library raises at ZIP files damaged on purpose; the last at a way of
packing that it does not know."""

_Cell: TypeAlias = "str | float | bool | dt.date | dt.time | dt.datetime | dt.timedelta"


def is_workbook(content: bytes) -> bool:
    """Tell whether the bytes are a ZIP file, as every XLSX workbook is."""
    return content.startswith(_ZIP)


def read_first_sheet(content: bytes) -> Iterator[tuple[str, ...]]:
    """Return the rows of the first sheet from row 1 and column A on.

    Raises:
        UsageError: not a workbook, damaged, locked, or it would unpack to far too much.
    """
    _look_over(content)
    from python_calamine import (  # noqa: PLC0415 - a native library, only for workbooks
        CalamineError,
        load_workbook,
    )

    try:
        sheet = load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        start = sheet.start
        rows = sheet.iter_rows()
    except (CalamineError, OSError, ValueError, IndexError):
        raise _damaged() from None
    before = ("",) * (start[1] if start else 0)
    return (before + tuple(_text_of(cell) for cell in row) for row in rows)


def _text_of(cell: _Cell) -> str:
    """Write a typed cell as a person would type it; a number cannot have kept its zeros."""
    match cell:
        case str():
            return cell
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case dt.datetime() if cell.time() == dt.time():
            return cell.date().isoformat()
        case dt.datetime() | dt.date() | dt.time():
            return cell.isoformat()
        case _:
            return str(cell)


def _look_over(content: bytes) -> None:
    """Refuse what would take the machine's memory or hide a fault, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
            if _WORKBOOK not in names:
                raise _not_a_workbook()
            _measure(parts)
            _look_over_sheet(parts, _first_sheet_name(parts))
    except _ZIP_FAULTS:
        raise _damaged() from None
    except RuntimeError:
        # The library's way of saying that a part is encrypted.
        raise _locked() from None


def _measure(parts: zipfile.ZipFile) -> None:
    total = 0
    for part in parts.infolist():
        if not part.filename.endswith((".xml", ".rels")):
            continue
        for chunk in _chunks(parts, part.filename):
            total += len(chunk)
            if total > MOST_UNPACKED_BYTES:
                raise UsageError(
                    _("The workbook unpacks to far more than its rows can need."),
                    _("Save the sheet as CSV UTF-8, then import that file."),
                )


def _first_sheet_name(parts: zipfile.ZipFile) -> str:
    sheet = _SHEET_TAG.search(parts.read(_WORKBOOK))
    wanted = _attribute(sheet[0], rb"\w+:id") if sheet else None
    for tag in _RELATION_TAG.findall(parts.read(_RELATIONS)):
        target = _attribute(tag, rb"Target")
        if target and wanted and _attribute(tag, rb"Id") == wanted:
            return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    raise _damaged()


def _attribute(tag: bytes, name: bytes) -> str | None:
    found = re.search(rb"\s" + name + rb"""\s*=\s*["']([^"']*)["']""", tag)
    return found[1].decode("utf-8", "replace") if found else None


def _look_over_sheet(parts: zipfile.ZipFile, name: str) -> None:
    """Find cells so far out that the sheet would become a table of billions, and errors."""
    tail = b""
    for chunk in _chunks(parts, name):
        text = tail + chunk
        for far in _FAR_CELL.finditer(text):
            if far["wide"]:
                raise UsageError(
                    _("The sheet has cells beyond column Z."),
                    _("Delete everything beside the table, then import the file again."),
                )
            if int(far["row"]) > HIGHEST_ROW:
                raise UsageError(
                    _("The sheet has cells below row {row}.", row=f"{HIGHEST_ROW:,}"),
                    _("Divide the table, or delete everything below it."),
                )
        if _ERROR_CELL.search(text):
            raise UsageError(
                _("A formula in the sheet shows an error."),
                _("Replace the formulas by their values, then import the file again."),
            )
        tail = text[-_OVERLAP:]


def _chunks(parts: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with parts.open(name) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


def _not_a_workbook() -> UsageError:
    return UsageError(
        _("The file is a ZIP file but not an XLSX workbook."),
        _("Save it as XLSX or CSV, then import that."),
    )


def _damaged() -> UsageError:
    return UsageError(
        _("The workbook is damaged and cannot be read."),
        _("Open it in the program that made it, save it again and import that file."),
    )


def _locked() -> UsageError:
    return UsageError(
        _("The workbook is locked with a password."),
        _("Save it as XLSX without a password, then import that file."),
    )
