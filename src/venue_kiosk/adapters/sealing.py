"""Workbooks, PDFs and archives under one password, made and opened in memory only."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from venue_kiosk.domain.hand_over import HandOverList
from venue_kiosk.errors import RefusedError
from venue_kiosk.i18n import _

if TYPE_CHECKING:
    from pikepdf import Pdf

_T = TypeVar("_T")
_AS_TEXT: Final = {
    "in_memory": True,  # else plain text passes through temporary files
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_WIDEST: Final = 40
_NARROWEST: Final = 8
_SAMPLED: Final = 200


class MemorySealer:
    """Answers ``ports.hand_over.Sealer``.

    Workbooks: agile encryption of ECMA-376, AES-256-CBC, SHA-512 × 100,000, which Excel and
    LibreOffice open by themselves. PDF: AES-256, revision 6. Archives: 7z with its header
    encrypted, AES-256, SHA-256 × 2^19.
    """

    def seal_list(self, sheet: HandOverList, password: str) -> bytes:
        """Return the list as an encrypted workbook; every cell is text, none a formula."""
        from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - only the hand-over

        sealed = io.BytesIO()
        OOXMLFile(io.BytesIO(_workbook(sheet))).encrypt(password, sealed)
        return sealed.getvalue()

    def open_list(self, content: bytes, password: str) -> Sequence[tuple[str, ...]]:
        """Return all cells of an encrypted workbook, its integrity verified."""
        return _opened(_read_workbook, content, password)

    def seal_paper(self, pdf: bytes, password: str) -> bytes:
        """Return the paper as an encrypted PDF."""
        import pikepdf  # noqa: PLC0415 - only the hand-over

        sealed = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            both = pikepdf.Encryption(owner=password, user=password, R=6)
            opened.save(sealed, encryption=both)
        return sealed.getvalue()

    def open_paper(self, content: bytes, password: str) -> Sequence[bytes]:
        """Return what is drawn on each page of an encrypted PDF."""
        return _opened(_read_pages, content, password)

    def pages(self, pdf: bytes) -> Sequence[bytes]:
        """Return what is drawn on each page of a PDF that is not encrypted."""
        return _opened(_read_pages, pdf, "")

    def seal_archive(self, files: Mapping[str, bytes], password: str) -> bytes:
        """Return one 7z file that hides the names of its files too."""
        import py7zr  # noqa: PLC0415 - only the hand-over

        sealed = io.BytesIO()
        archive = py7zr.SevenZipFile(sealed, "w", password=password, header_encryption=True)
        with archive:
            for name, content in files.items():
                archive.writef(io.BytesIO(content), name)
        return sealed.getvalue()

    def open_archive(self, content: bytes, password: str) -> Mapping[str, bytes]:
        """Return the files of a 7z file by name."""
        return _opened(_read_archive, content, password)


def _workbook(sheet: HandOverList) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - only the hand-over

    plain = io.BytesIO()
    book = xlsxwriter.Workbook(plain, dict(_AS_TEXT))
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"num_format": "@", "bold": True})
    page = book.add_worksheet("一覧")
    for number, row in enumerate(sheet.table):
        for place, cell in enumerate(row):
            if cell and page.write_string(number, place, cell, text if number else bold):
                raise _does_not_fit(number + 1)
    for place, width in enumerate(_widths(sheet)):
        page.set_column(place, place, width)
    page.freeze_panes(1, 0)
    page.set_paper(9)
    page.set_landscape()
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)
    book.close()
    return plain.getvalue()


def _widths(sheet: HandOverList) -> Sequence[int]:
    """Return widths in half-width characters; a Japanese character takes two."""
    shown = sheet.table[:_SAMPLED]
    longest = (
        max(len(cell.encode("cp932", "replace")) for cell in column)
        for column in zip(*shown, strict=True)
    )
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in longest]


def _read_workbook(content: bytes, password: str) -> Sequence[tuple[str, ...]]:
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - only the hand-over
    from python_calamine import load_workbook  # noqa: PLC0415 - only the hand-over

    sealed = OOXMLFile(io.BytesIO(content))
    sealed.load_key(password=password, verify_password=True)
    plain = io.BytesIO()
    sealed.decrypt(plain, verify_integrity=True)
    plain.seek(0)
    sheet = load_workbook(plain).get_sheet_by_index(0)
    return [tuple(map(str, row)) for row in sheet.to_python(skip_empty_area=False)]


def _read_pages(content: bytes, password: str) -> Sequence[bytes]:
    import pikepdf  # noqa: PLC0415 - only the hand-over

    with pikepdf.open(io.BytesIO(content), password=password) as opened:
        return [_drawn(opened, number) for number in range(len(opened.pages))]


def _drawn(pdf: "Pdf", number: int) -> bytes:
    parts: Any = pdf.pages[number].obj.Contents
    streams = [parts] if hasattr(parts, "read_bytes") else list(parts)
    return b"\n".join(each.read_bytes() for each in streams)


def _read_archive(content: bytes, password: str) -> Mapping[str, bytes]:
    import py7zr  # noqa: PLC0415 - only the hand-over
    from py7zr.io import BytesIOFactory  # noqa: PLC0415 - only the hand-over

    factory = BytesIOFactory(len(content) * 100)
    with py7zr.SevenZipFile(io.BytesIO(content), "r", password=password) as archive:
        names = archive.getnames()
        archive.extractall(factory=factory)
    products: Any = factory
    return {name: products.get(name).read() for name in names}


def _opened(read: Callable[[bytes, str], _T], content: bytes, password: str) -> _T:
    """Read; whatever a library raises at a wrong password or damaged bytes is one refusal."""
    import struct  # noqa: PLC0415 - only the hand-over
    from lzma import LZMAError  # noqa: PLC0415 - only the hand-over
    from xml.parsers.expat import ExpatError  # noqa: PLC0415 - only the hand-over
    from zipfile import BadZipFile  # noqa: PLC0415 - only the hand-over

    import msoffcrypto.exceptions as office  # noqa: PLC0415 - only the hand-over
    import pikepdf  # noqa: PLC0415 - only the hand-over
    import py7zr.exceptions as seven  # noqa: PLC0415 - only the hand-over
    from python_calamine import CalamineError  # noqa: PLC0415 - only the hand-over

    faults = (
        *(office.FileFormatError, office.DecryptionError, office.InvalidKeyError),
        *(pikepdf.PdfError, pikepdf.PasswordError, seven.ArchiveError, CalamineError),
        *(BadZipFile, LZMAError, OSError, ValueError, LookupError, EOFError),
        # Headers made of noise reach far into the libraries before anything is noticed.
        *(TypeError, AttributeError, ArithmeticError, MemoryError, ExpatError, struct.error),
    )
    try:
        return read(content, password)
    except faults:
        raise RefusedError(
            _("A file of the package cannot be opened again."),
            _("Make the package again, on another medium if it happens twice."),
        ) from None


def _does_not_fit(row: int) -> RefusedError:
    return RefusedError(
        _("Row {row} of a list does not fit into a workbook.", row=row),
        _("Call the handling manager: the entry is too long."),
    )
