"""Opening pictures, scans and PDFs page by page, within bounds that no file can move."""

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeVar

from plugins.survey.opencv import opencv
from plugins.survey.reading.decoders import (
    UnreadableError,
    absent_from_pdf,
    count_pdf,
    count_tiff,
    decode_heif,
    decode_pdf,
    decode_picture,
    decode_tiff,
)
from plugins.survey.reading.pixels import Grey

PICTURES: Final = frozenset(
    {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".heif", ".webp", ".bmp", ".pdf"}
)
"""Endings of files that are read in a folder."""
MOST_PAGES: Final = 2000
"""More are not read of one file; that there are more is told."""
_MOST_BYTES: Final = 512 * 2**20
_SIGNATURE: Final = 16
_BAD_BYTES: Final = (
    OSError, ValueError, RuntimeError, MemoryError, SyntaxError, EOFError, LookupError, TypeError,
    ArithmeticError, struct.error, zlib.error,
)  # fmt: skip
"""What decoders raise on damaged bytes, OpenCV's own error apart."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PictureFile:
    """One file, opened only as far as to count its pages."""

    path: Path
    sha256: str
    kind: Literal["pdf", "tiff", "heif", "picture"]
    pages: int

    def page(self, index: int) -> Grey:
        """Return one page as brightness.

        Raises:
            UnreadableError: it is damaged or too large.
        """
        readers: dict[str, Callable[[Path, int], Grey | None]] = {
            "pdf": decode_pdf, "tiff": decode_tiff, "heif": decode_heif, "picture": decode_picture,
        }  # fmt: skip
        return _bounded(lambda: readers[self.kind](self.path, index))

    def absent(self) -> Sequence[range]:
        """Return the runs of pages that the file claims to have but has not, or has too many of.

        Raises:
            UnreadableError: it is damaged.
        """
        found: Sequence[int] = ()
        if self.kind == "pdf":
            found = _bounded(lambda: absent_from_pdf(self.path, MOST_PAGES))
        runs = list(_runs(found))
        if self.pages > MOST_PAGES:
            first = runs.pop().start if runs and runs[-1].stop == MOST_PAGES else MOST_PAGES
            runs.append(range(first, self.pages))
        return runs


def open_picture_file(path: Path) -> PictureFile:
    """Return a file ready for its pages.

    Raises:
        UnreadableError: it cannot be opened, or is no picture.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableError
        with path.open("rb") as file:
            head = file.read(_SIGNATURE)
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise UnreadableError from None
    kind = _kind(head)
    count = {"pdf": count_pdf, "tiff": count_tiff}.get(kind, lambda _path: 1)
    pages = _bounded(lambda: count(path))
    if pages < 1:
        raise UnreadableError
    return PictureFile(path, sha256, kind, pages)


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file that is no picture; empty when even that cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _bounded(read: Callable[[], _T | None]) -> _T:
    """Turn whatever a decoder raises on bad bytes into one error."""
    try:
        result = read()
    except (*_BAD_BYTES, opencv().error):
        raise UnreadableError from None
    if result is None:
        raise UnreadableError
    return result


def _runs(numbers: Sequence[int]) -> Iterator[range]:
    """Join ascending numbers to runs without a gap."""
    begin = 0
    for place in range(1, len(numbers) + 1):
        if place == len(numbers) or numbers[place] != numbers[place - 1] + 1:
            yield range(numbers[begin], numbers[place - 1] + 1)
            begin = place


def _kind(head: bytes) -> Literal["pdf", "tiff", "heif", "picture"]:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head[:4] in {b"II*\x00", b"MM\x00*"}:
        return "tiff"
    return "heif" if head[4:8] == b"ftyp" else "picture"
