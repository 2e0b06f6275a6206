"""Reads the kiosk's own tickets where general decoders give up: stamped, blurred, glaring, dark."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from venue_kiosk.adapters.code_readers.aligning import aligned
from venue_kiosk.adapters.code_readers.decoders import Corners
from venue_kiosk.adapters.code_readers.finders import Finder, dark_spots, dark_squares, enlarged
from venue_kiosk.adapters.code_readers.modules import light_of_modules
from venue_kiosk.adapters.code_readers.placing import Matrix, guesses, outline
from venue_kiosk.adapters.code_readers.ticket_symbol import SIZE, digits
from venue_kiosk.adapters.opencv import opencv
from venue_kiosk.ports import CodeReading, Frame

NAME: Final = "ticket"
FINE_MODULE: Final = 7.0
"""Modules with more pixels are read in a picture half the size, which has less noise."""
WINDOW: Final = 51
HALF_WINDOW: Final = 71
SPOT_MODULE: Final = 4.5
HALF_SPOT_MODULES: Final = (3.25, 4.75, 7.0)


@dataclass(frozen=True, slots=True)
class Effort:
    """How far to go for one picture."""

    finders: int = 4
    """Finder patterns whose surroundings are looked at."""
    likeness: float = 0.5
    """Least correlation of such a pattern with the ideal one."""
    guesses: int = 3
    """Places tried."""
    partners: float = 0.9
    """Least sum of the two other patterns' correlations."""
    hopeless: float = 0.5
    """Least correlation of the grid when it is first placed."""
    placed: float = 0.6
    """Least correlation of the placed grid."""


STREAM: Final = Effort()
STILL: Final = Effort(finders=8, likeness=0.5, guesses=10, partners=0.6, hopeless=0.2, placed=0.4)


class View:
    """One picture as it is or half the size, with its smoothed copy."""

    def __init__(self, grey: Frame) -> None:
        self.grey = grey
        self.smooth: Frame = opencv().GaussianBlur(grey, (3, 3), 0)


Look: TypeAlias = Callable[[View, View], list[Finder]]
"""A way to find finder patterns in a view as it is and half the size; in pixels of the first."""


def small_squares(full: View, _half: View) -> list[Finder]:
    """Find finder patterns with modules of about 2 to 12 pixels."""
    return dark_squares(full.smooth, WINDOW)


def large_squares(_full: View, half: View) -> list[Finder]:
    """Find finder patterns with modules of about 5 to 30 pixels."""
    return [enlarged(finder, 2) for finder in dark_squares(half.smooth, HALF_WINDOW)]


def blurred_spots(full: View, half: View) -> list[Finder]:
    """Find finder patterns with modules of about 3 to 17 pixels and no clear edges."""
    found = dark_spots(full.smooth, SPOT_MODULE)
    for module in HALF_SPOT_MODULES:
        found += [enlarged(finder, 2) for finder in dark_spots(half.smooth, module)]
    return found


def read_ticket(grey: Frame, look: Look, effort: Effort = STREAM) -> CodeReading | None:
    """Return the ticket in ``grey``, or ``None``.

    It knows version 1 at level Q with 20 digits and nothing else; whatever does not prove
    itself by its check digits is not returned.
    """
    cv2 = opencv()
    full = View(grey)
    half = View(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    alike = [finder for finder in look(full, half) if finder.likeness >= effort.likeness]
    found = sorted(alike, key=lambda finder: -finder.likeness)[: effort.finders]
    for guess in guesses(full.smooth, found, each=3)[: effort.guesses]:
        if guess.likeness >= effort.partners:
            reading = _read_near(full, half, guess.onto, effort)
            if reading is not None:
                return reading
    return None


def read_ticket_at(grey: Frame, corners: Corners, effort: Effort = STREAM) -> CodeReading | None:
    """Return the ticket whose symbol has about these ``corners``, or ``None``."""
    cv2 = opencv()
    square = np.array([(0, 0), (SIZE, 0), (SIZE, SIZE), (0, SIZE)], np.float32)
    onto = cv2.getPerspectiveTransform(square, np.array(corners, np.float32))
    half = View(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    return _read_near(View(grey), half, onto, effort)


_HALVE: Final = np.array([[0.5, 0, -0.25], [0, 0.5, -0.25], [0, 0, 1]])


def _read_near(full: View, half: View, onto: Matrix, effort: Effort) -> CodeReading | None:
    coarse = np.linalg.norm(np.diff(outline(onto), axis=0), axis=1).max() > FINE_MODULE * SIZE
    view, lens = (half, _HALVE) if coarse else (full, np.eye(3))
    placed = aligned(view.smooth, lens @ onto, hopeless=effort.hopeless)
    if placed.likeness < effort.placed:
        return None
    for light in light_of_modules(view.grey, placed.onto):
        text = digits(light)
        if text is not None:
            return CodeReading(text, NAME, _corners(np.linalg.inv(lens) @ placed.onto))
    return None


def _corners(onto: Matrix) -> Corners:
    return tuple((float(x), float(y)) for x, y in outline(onto))
