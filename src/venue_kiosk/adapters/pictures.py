"""The pictures in a file: photographs, scans, PDF pages, videos; nothing of them is kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from venue_kiosk.adapters.camera import open_camera
from venue_kiosk.adapters.opencv import MOST_PIXELS, opencv
from venue_kiosk.errors import KioskError, UsageError
from venue_kiosk.i18n import _
from venue_kiosk.ports import Frame

MOST_BYTES: Final = 64 * 2**20
MOST_PAGES: Final = 500
_VIDEOS: Final = frozenset({".avi", ".mp4", ".mov", ".mkv", ".mjpg", ".mjpeg", ".webm"})
_TIFF: Final = (b"II*\x00", b"MM\x00*")
_PDF: Final = b"%PDF-"
_PDF_SCALE: Final = 200 / 72
"""Pixels for a point: 200 dots an inch show a 25 mm code about 200 pixels wide."""


def is_video(path: Path) -> bool:
    """Tell whether a file is a stream of frames rather than single pictures."""
    return path.suffix.lower() in _VIDEOS


def pictures(path: Path) -> Iterator[Frame]:
    """Yield the pictures of one file, one at a time.

    Raises:
        UsageError: the file is missing, damaged, too large or holds no picture.
    """
    if is_video(path):
        yield from _video(path)
        return
    content = _read(path)
    if content.startswith(_PDF):
        yield from _pages(content, path.name)
    elif content.startswith(_TIFF):
        yield from _decode_all(content, path.name)
    else:
        yield _decode(content, path.name)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        raise UsageError(
            _("{file} cannot be opened.", file=path.name), _("Check the path of the file.")
        ) from None
    if len(content) > MOST_BYTES:
        raise UsageError(
            _("{file} is larger than {size} MiB.", file=path.name, size=MOST_BYTES // 2**20),
            _("Make the picture smaller."),
        )
    return content


def _video(path: Path) -> Iterator[Frame]:
    try:
        yield from open_camera(str(path)).frames()
    except KioskError:
        raise _no_picture(path.name) from None


def _decode(content: bytes, name: str) -> Frame:
    cv2 = opencv()
    try:
        picture = cv2.imdecode(_as_array(content), cv2.IMREAD_COLOR)
    except cv2.error:
        raise _no_picture(name) from None
    if picture is None:
        raise _no_picture(name)
    frame: Frame = picture
    return frame


def _decode_all(content: bytes, name: str) -> Iterator[Frame]:
    """Unpack one page at a time: a small file may hold many large ones."""
    cv2 = opencv()
    for number in range(MOST_PAGES):
        try:
            done, found = cv2.imdecodemulti(
                _as_array(content), cv2.IMREAD_COLOR, range=(number, number + 1)
            )
        except cv2.error:
            raise _no_picture(name) from None
        if not done or not found:
            if number == 0:
                raise _no_picture(name)
            return
        yield found[0]


def _as_array(content: bytes) -> Any:
    import numpy as np  # noqa: PLC0415 - loaded with the first picture

    return np.frombuffer(content or b"\x00", np.uint8)


def _pages(content: bytes, name: str) -> Iterator[Frame]:
    import pypdfium2  # noqa: PLC0415 - only papers need it

    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
    except pypdfium2.PdfiumError:
        raise _no_picture(name) from None
    if count > MOST_PAGES:
        raise UsageError(
            _("{file} has more than {n} pages.", file=name, n=MOST_PAGES), _("Divide it.")
        )
    for number in range(count):
        yield _render(document, number, name)


def _render(document: Any, number: int, name: str) -> Frame:
    try:
        page = document[number]
        width, height = page.get_size()
        pixels = max(width * height, 1.0) * _PDF_SCALE**2
        scale = _PDF_SCALE * min(1.0, (MOST_PIXELS / pixels) ** 0.5)
        picture: Frame = page.render(scale=scale).to_numpy()
    except (RuntimeError, MemoryError, ValueError):
        raise _no_picture(name) from None
    return picture[:, :, :3] if picture.ndim == 3 else picture


def _no_picture(name: str) -> UsageError:
    return UsageError(
        _("{file} is no picture that can be read.", file=name),
        _("Use a JPEG, PNG, TIFF or WebP picture, a PDF or a video."),
    )
