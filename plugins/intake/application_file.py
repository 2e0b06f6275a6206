"""The bytes of an application file become a header and rows of text, or one clear refusal."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from plugins.intake.messages import _
from plugins.intake.workbook import is_workbook, read_first_sheet
from venue_kiosk.api import UsageError

MOST_BYTES: Final = 64 * 2**20
MOST_ROWS: Final = 100_000
LONGEST_CELL: Final = 1_000
"""Characters."""

NumberedRow: TypeAlias = tuple[int, tuple[str, ...]]
"""The row's number as a spreadsheet counts, the header being row 1, and its cells."""

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART: Final = "EncryptedPackage".encode("utf-16-le")
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_NEVER_IN_TEXT: Final = (b"\x00", b"\x1b")
"""NUL, and the escape that begins ISO-2022-JP."""

_JAPANESE: Final = re.compile("[\u3000-\u9fff]")


@dataclass(frozen=True, slots=True)
class ApplicationFile:
    """An opened application file; nothing of it is stored yet."""

    header: tuple[str, ...] = field(repr=False)
    rows: Iterator[NumberedRow]
    """Rows with anything in them. Reading on raises UsageError where the file breaks a limit or
    cannot be read further."""
    sha256: str
    """Of the whole file, for recording which file was taken in."""


def read_application_file(path: Path) -> ApplicationFile:
    """Open an application file from a disk.

    Raises:
        UsageError: the file is missing, too large, or cannot be read as a table.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        raise UsageError(
            _("The application file cannot be opened."),
            _("Check the place of the file and whether it may be read."),
        ) from None
    return parse_application_file(content)


def parse_application_file(content: bytes) -> ApplicationFile:
    """Read the bytes of a CSV file (UTF-8 or CP932, comma or tab) or of an XLSX workbook.

    Raises:
        UsageError: the bytes are no table, or larger than ``MOST_BYTES``.
    """
    if len(content) > MOST_BYTES:
        raise UsageError(
            _("The application file is larger than {size} MiB.", size=MOST_BYTES // 2**20),
            _("Divide it into several files."),
        )
    if not content.strip():
        raise UsageError(_("The application file is empty."), _("Choose another file."))
    rows = _within_limits(_numbered_rows(content))
    first = next(rows, None)
    if first is None or first[0] != 1:
        raise UsageError(
            _("The first row of the application file is empty."),
            _("Put the column names into the first row."),
        )
    header = _without_empty_end(first[1])
    return ApplicationFile(
        header, _shaped_rows(rows, len(header)), hashlib.sha256(content).hexdigest()
    )


def _numbered_rows(content: bytes) -> Iterable[NumberedRow]:
    if is_workbook(content):
        return enumerate(read_first_sheet(content), 1)
    if content.startswith(_OLD_OFFICE):
        raise _old_office_refusal(content)
    return _csv_rows(_decode(content))


def _old_office_refusal(content: bytes) -> UsageError:
    if _ENCRYPTED_PART in content:
        return UsageError(
            _("The workbook is locked with a password."),
            _("Save it as XLSX without a password, then import that file."),
        )
    return UsageError(
        _("The file is in an old Office format."), _("Save it as XLSX or CSV, then import that.")
    )


def _decode(content: bytes) -> str:
    """Decode strictly: UTF-8 if it is, else CP932 if it is; a wrong guess would spoil names."""
    if content.startswith(_UTF16_MARKS) or any(sign in content for sign in _NEVER_IN_TEXT):
        raise _encoding_refusal()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        _refuse_damaged_utf8(content[: fault.start])
    try:
        return content.decode("cp932")
    except UnicodeDecodeError:
        raise _encoding_refusal() from None


def _refuse_damaged_utf8(before_fault: bytes) -> None:
    """Refuse what began as UTF-8; CP932 would read it too, but as other characters."""
    if _JAPANESE.search(before_fault.decode("utf-8-sig")):
        line = before_fault.count(b"\n") + 1
        raise UsageError(
            _("Line {line} of the file holds bytes that are not UTF-8 like the rest.", line=line),
            _("Export the file again, or save it as XLSX."),
        )


def _encoding_refusal() -> UsageError:
    return UsageError(
        _("The file is neither UTF-8 nor Shift_JIS text, nor an XLSX workbook."),
        _("Save it as CSV UTF-8 or as XLSX, then import that file."),
    )


def _csv_rows(text: str) -> Iterator[NumberedRow]:
    first_line = io.StringIO(text, newline="").readline()
    delimiter = "\t" if first_line.count("\t") > first_line.count(",") else ","
    # newline="" leaves line ends inside quotes as they are and accepts every kind between rows.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        began = reader.line_num + 1
        try:
            yield number, tuple(next(reader))
        except StopIteration:
            return
        except csv.Error:
            raise UsageError(
                _("The row that begins at line {line} cannot be read to its end.", line=began),
                _("Check its quotation marks, or save the file again as XLSX."),
            ) from None


def _within_limits(rows: Iterable[NumberedRow]) -> Iterator[NumberedRow]:
    """Pass on rows with anything in them, up to the most there may be beside the header."""
    count = 0
    for number, cells in rows:
        for place, cell in enumerate(cells, 1):
            if len(cell) > LONGEST_CELL:
                raise UsageError(
                    _(
                        "Row {row}, column {column}: the cell has more than {most} characters.",
                        row=number,
                        column=place,
                        most=f"{LONGEST_CELL:,}",
                    ),
                    _("Shorten the cell, or check the quotation marks in the file."),
                )
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MOST_ROWS + 1:
            raise too_many_rows()
        yield number, cells


def too_many_rows() -> UsageError:
    """Return the refusal of a file with more than ``MOST_ROWS`` rows."""
    return UsageError(
        _("The application file has more than {most} rows.", most=f"{MOST_ROWS:,}"),
        _("Divide it into several files."),
    )


def _shaped_rows(rows: Iterator[NumberedRow], width: int) -> Iterator[NumberedRow]:
    """Drop empty cells beyond the header; a row of another width stays so, for the report."""
    empty = True
    for number, cells in rows:
        empty = False
        yield number, cells[:width] + _without_empty_end(cells[width:])
    if empty:
        raise UsageError(
            _("The application file has column names but no applications."),
            _("Choose another file."),
        )


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
