"""Asking a terminal whether it draws pictures dot by dot, and how large its cells are."""

import fcntl
import os
import re
import select
import struct
import sys
import termios
import time
import tty
from typing import Final

from venue_kiosk.ports import PictureTerminal

_KITTY: Final = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
_CELL: Final = "\x1b[16t"
_ATTRIBUTES: Final = "\x1b[c"
"""Primary device attributes (DA1): every terminal answers; so nothing after it is waited for."""
_ANSWERED: Final = re.compile(rb"\x1b\[\?([\d;]*)c")
_CELL_IS: Final = re.compile(rb"\x1b\[6;(\d+);(\d+)t")
_KITTY_SAYS: Final = re.compile(rb"\x1b_Gi=31;OK\x1b\\")
_SIXEL: Final = b"4"
_PATIENCE_S: Final = 0.1
"""Terminals answer within milliseconds; one that says nothing must not hold the first screen up."""
_CELLS: Final = range(4, 100)
"""Dots across or down that a cell may have; anything else is no answer."""


def ask_for_pictures(patience_s: float = _PATIENCE_S) -> PictureTerminal | None:
    """Return how the terminal draws pictures; ``None`` where it does not, or does not say."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        sys.stdout.write(_KITTY + _CELL + _ATTRIBUTES)
        sys.stdout.flush()
        return judge_answers(_answers(patience_s), _window_cell())
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def judge_answers(said: bytes, window_cell: tuple[int, int] = (0, 0)) -> PictureTerminal | None:
    """Return what a terminal's answers mean.

    ``window_cell`` is a cell's height and width by the window's size: xterm does not answer the
    question for it unless its settings allow that.
    """
    attributes, cell = _ANSWERED.search(said), _CELL_IS.search(said)
    if attributes is None:
        return None
    height, width = (int(cell[1]), int(cell[2])) if cell else window_cell
    if height not in _CELLS or width not in _CELLS:
        return None
    if _KITTY_SAYS.search(said):
        return PictureTerminal("kitty", width, height)
    if _SIXEL in attributes[1].split(b";")[1:]:
        return PictureTerminal("sixel", width, height)
    return None


def _window_cell() -> tuple[int, int]:
    """Return a cell's height and width in dots by the window's size; 0 where it has none."""
    try:
        size = fcntl.ioctl(sys.stdout.fileno(), termios.TIOCGWINSZ, bytes(8))
    except OSError:
        return 0, 0
    rows, columns, across, down = struct.unpack("HHHH", size)
    return (down // rows, across // columns) if rows and columns else (0, 0)


def _answers(patience_s: float) -> bytes:
    received, until = b"", time.monotonic() + patience_s
    while not _ANSWERED.search(received) and (left := until - time.monotonic()) > 0:
        if not select.select([sys.stdin], [], [], left)[0]:
            break
        received += os.read(sys.stdin.fileno(), 256)
    return received
