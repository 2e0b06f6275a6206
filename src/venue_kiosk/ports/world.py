"""Time, chance, secrets, cameras and paper, as protocols."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

if TYPE_CHECKING:  # the desk paints before anything needs numpy
    import numpy as np
    import numpy.typing as npt

Frame: TypeAlias = "npt.NDArray[np.uint8]"
"""A picture as OpenCV gives it: (height, width, 3) in BGR, or (height, width) in grey."""


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> dt.datetime:
        """Return the time now, with its offset, to the microsecond."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go back, for measuring spans within one process."""
        ...


class Dice(Protocol):
    """Chance that can be repeated: the same seed gives the same draws on every Python."""

    def new_seed(self) -> int:
        """Return a fresh seed of 63 bits, to be stored beside whatever it decides."""
        ...

    def shuffled(self, items: Sequence[int], *, seed: int) -> list[int]:
        """Return ``items`` in the order that ``seed`` decides."""
        ...


class TokenSource(Protocol):
    """Secrets that nobody can foretell."""

    def digits(self, count: int) -> str:
        """Return ``count`` random decimal digits."""
        ...

    def octets(self, count: int) -> bytes:
        """Return ``count`` random bytes."""
        ...


@dataclass(frozen=True, slots=True)
class PictureTerminal:
    """How a terminal draws pictures dot by dot."""

    kind: Literal["sixel", "kitty"]
    cell_width: int
    """Dots across one cell."""
    cell_height: int


class FrameSource(Protocol):
    """A camera, a video file, a folder of pictures or a local stream."""

    def frames(self) -> Iterator[Frame]:
        """Yield frames until the source ends or ``close`` is called.

        Raises:
            KioskError: the source cannot be opened, or gave no picture for its time-out.
        """
        ...

    def close(self) -> None:
        """Stop; ``frames`` ends. May be called from another thread, and twice."""
        ...


@dataclass(frozen=True, slots=True)
class CodeReading:
    """One QR code found in a picture."""

    text: str
    reader: str
    """Which decoder read it, for example ``zxing-cpp`` or ``zxing-cpp+crop``."""
    corners: tuple[tuple[float, float], ...] = ()
    """The symbol's corners in pixels of the frame, clockwise; empty when unknown."""


class CodeReader(Protocol):
    """Reads QR codes in pictures; keeps no picture."""

    def read(self, frame: Frame) -> Sequence[CodeReading]:
        """Return what is readable in one frame of a stream, within a stream's time budget."""
        ...

    def read_still(self, frame: Frame) -> Sequence[CodeReading]:
        """Return what is readable in a single picture, trying everything, however long."""
        ...


class Typesetter(Protocol):
    """Turns a template and values into paper."""

    def pdf(self, template: Path, values: Mapping[str, Any]) -> bytes:
        """Return the PDF of a typst ``template`` with ``values`` given to it as JSON.

        Raises:
            KioskError: the template is missing or wrong; the message names file and line.
        """
        ...

    def png(self, template: Path, values: Mapping[str, Any], *, ppi: float) -> Sequence[bytes]:
        """Return one PNG for each page."""
        ...
