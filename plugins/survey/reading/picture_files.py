"""Opening pictures, scans and PDFs page by page, within bounds that no file can move."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeVar

from plugins.survey.opencv import opencv
from plugins.survey.reading.pixels import Grey

PICTURES: Final = frozenset(
    {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".heif", ".webp", ".bmp", ".pdf"}
)
"""Endings of files that are read in a folder."""
MOST_PAGES: Final = 2000
_MOST_BYTES: Final = 512 * 2**20
_MOST_PIXELS: Final = 60_000_000
"""Larger pictures are refused, unless they can be unpacked at a fraction of their size."""
_LARGEST_SIDE: Final = 5200
"""A JPEG is unpacked at half, quarter or eighth size while it is longer than this."""
_PDF_DPI: Final = 200
_PDF_MOST_PIXELS: Final = 16_000_000
_REDUCTIONS: Final = (1, 2, 4, 8)
_SIGNATURE: Final = 16

_T = TypeVar("_T")


class UnreadableError(Exception):
    """The file holds no picture that can be unpacked within bounds."""


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
            "pdf": _pdf_page, "tiff": _tiff_page, "heif": _heif, "picture": _picture,
        }  # fmt: skip
        return _bounded(lambda: readers[self.kind](self.path, index))


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
    count = {"pdf": _pdf_count, "tiff": _tiff_count}.get(kind, lambda _path: 1)
    pages = _bounded(lambda: count(path))
    return PictureFile(path, sha256, kind, min(pages, MOST_PAGES))


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
    except UnreadableError:
        raise
    except Exception:  # noqa: BLE001 - decoders raise anything; the file is named in its line
        raise UnreadableError from None
    if result is None:
        raise UnreadableError
    return result


def _kind(head: bytes) -> Literal["pdf", "tiff", "heif", "picture"]:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head[:4] in {b"II*\x00", b"MM\x00*"}:
        return "tiff"
    return "heif" if head[4:8] == b"ftyp" else "picture"


def _picture(path: Path, _index: int) -> "Grey | None":
    import numpy as np  # noqa: PLC0415 - only reading needs it
    from PIL import Image  # noqa: PLC0415 - as above

    cv2 = opencv()
    Image.MAX_IMAGE_PIXELS = None  # bounds are checked here, by the header alone
    content = path.read_bytes()
    with Image.open(io.BytesIO(content)) as header:
        longest, pixels = max(header.size), header.size[0] * header.size[1]
        is_jpeg = header.format == "JPEG" and not header.info.get("progressive")
    if pixels > _MOST_PIXELS and not is_jpeg:
        raise UnreadableError
    factor = next((f for f in _REDUCTIONS if longest / f <= _LARGEST_SIDE), _REDUCTIONS[-1])
    if not is_jpeg:
        factor = 1
    flags = {1: cv2.IMREAD_GRAYSCALE, 2: cv2.IMREAD_REDUCED_GRAYSCALE_2,
             4: cv2.IMREAD_REDUCED_GRAYSCALE_4, 8: cv2.IMREAD_REDUCED_GRAYSCALE_8}  # fmt: skip
    if pixels / factor**2 > _MOST_PIXELS or not _is_whole(content, is_jpeg=header.format == "JPEG"):
        raise UnreadableError
    data = np.frombuffer(content, np.uint8)
    picture: Grey | None = cv2.imdecode(data, flags[factor] | cv2.IMREAD_IGNORE_ORIENTATION)
    return picture


def _is_whole(content: bytes, *, is_jpeg: bool) -> bool:
    """Tell whether a JPEG has its end: decoders fill what is missing with grey, silently."""
    return not is_jpeg or b"\xff\xd9" in content[-4096:]


def _tiff_count(path: Path) -> int:
    return int(opencv().imcount(str(path)))


def _tiff_page(path: Path, index: int) -> "Grey | None":
    from PIL import Image  # noqa: PLC0415 - only reading needs it

    cv2 = opencv()
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(path) as file:
        file.seek(index)
        if file.size[0] * file.size[1] > _MOST_PIXELS:
            raise UnreadableError
    done, pages = cv2.imreadmulti(str(path), index, 1, flags=cv2.IMREAD_GRAYSCALE)
    page: Grey | None = pages[0] if done and pages else None
    return page


def _heif(path: Path, _index: int) -> Grey:
    import numpy as np  # noqa: PLC0415 - as above
    import pi_heif  # noqa: PLC0415 - as above

    file = pi_heif.open_heif(path, convert_hdr_to_8bit=True)
    width, height = file.size
    if width * height > _MOST_PIXELS:
        raise UnreadableError
    return np.asarray(file.to_pillow().convert("L"))


def _pdf_count(path: Path) -> int:
    import pypdfium2  # noqa: PLC0415 - as above

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def _pdf_page(path: Path, index: int) -> Grey:
    import pypdfium2  # noqa: PLC0415 - as above

    with pypdfium2.PdfDocument(path) as document:
        page = document[index]
        width, height = page.get_size()
        scale = _PDF_DPI / 72
        pixels = max(1.0, width * height) * scale**2
        scale *= min(1.0, (_PDF_MOST_PIXELS / pixels) ** 0.5)
        picture = page.render(scale=scale, grayscale=True).to_numpy().copy()
    grey: Grey = picture[:, :, 0] if picture.ndim > 2 else picture
    return grey
