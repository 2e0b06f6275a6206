"""The laptop's devices and heavy libraries, each loaded when it is first needed."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from venue_kiosk.config import KioskConfig
from venue_kiosk.ports import (
    CodeReader,
    CodeReading,
    Frame,
    FrameSource,
    PictureTerminal,
    Typesetter,
)


def open_camera(config: KioskConfig, *, fine: bool = False) -> FrameSource:
    """Open the camera that the settings name, at their pace.

    Args:
        config: the settings.
        fine: ask for pictures in which a whole A4 page can be read.

    Raises:
        KioskError: it cannot be opened.
    """
    from venue_kiosk.adapters import camera  # noqa: PLC0415 - OpenCV costs 0.1 s

    wanted = config.camera
    return camera.open_camera(wanted.source, most_per_second=wanted.frames_per_second, fine=fine)


def ask_for_pictures() -> PictureTerminal | None:
    """Return how the terminal draws pictures dot by dot; ``None`` where it does not."""
    from venue_kiosk.adapters import picture_terminal  # noqa: PLC0415 - only before screens

    return picture_terminal.ask_for_pictures()


def open_code_reader() -> CodeReader:
    """Open the reader that the desk's camera and ``kiosk read-codes`` share; for one thread."""
    return LazyCodeReader()


def read_pictures(path: Path) -> Iterator[Frame]:
    """Yield the pictures of one file, one at a time.

    Raises:
        UsageError: it is missing, damaged, too large or not a picture.
    """
    from venue_kiosk.adapters import pictures  # noqa: PLC0415 - OpenCV costs 0.1 s

    return pictures.pictures(path)


def is_video(path: Path) -> bool:
    """Tell whether a file is a stream of frames rather than single pictures."""
    from venue_kiosk.adapters import pictures  # noqa: PLC0415 - OpenCV costs 0.1 s

    return pictures.is_video(path)


class LazyCodeReader:
    """A reader that loads its decoders with its first picture, in the thread that has one."""

    def __init__(self) -> None:
        self._reader: CodeReader | None = None

    def read(self, frame: Frame) -> Sequence[CodeReading]:
        """Return the codes in one frame of a stream."""
        return self._loaded().read(frame)

    def read_still(self, frame: Frame) -> Sequence[CodeReading]:
        """Return the codes in a single picture."""
        return self._loaded().read_still(frame)

    def _loaded(self) -> CodeReader:
        if self._reader is None:
            from venue_kiosk.adapters import code_readers  # noqa: PLC0415 - OpenCV costs 0.2 s

            self._reader = code_readers.open_code_reader()
        return self._reader


class LazyTypesetter:
    """A typesetter that loads typst at its first page."""

    def __init__(self) -> None:
        self._typesetter: Typesetter | None = None

    def pdf(self, template: Path, values: Mapping[str, Any]) -> bytes:
        """Return the PDF of ``template`` with ``values``."""
        return self._loaded().pdf(template, values)

    def png(self, template: Path, values: Mapping[str, Any], *, ppi: float) -> Sequence[bytes]:
        """Return one PNG for each page."""
        return self._loaded().png(template, values, ppi=ppi)

    def _loaded(self) -> Typesetter:
        if self._typesetter is None:
            from venue_kiosk.adapters.typesetter import TypstTypesetter  # noqa: PLC0415 - 80 MB

            self._typesetter = TypstTypesetter()
        return self._typesetter
