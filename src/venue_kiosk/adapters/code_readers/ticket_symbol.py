"""The one QR symbol the kiosk prints: version 1, level Q, 20 decimal digits (ISO/IEC 18004)."""

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from venue_kiosk.adapters.code_readers.reed_solomon import CorrectionError, corrected

Grid = npt.NDArray[np.float32]
"""Values for each module, rows downwards; above 0 is light, below 0 is dark."""

SIZE: Final = 21
QUIET: Final = 1
DATA_CODEWORDS: Final = 13
CHECK_CODEWORDS: Final = 13
CODEWORDS: Final = DATA_CODEWORDS + CHECK_CODEWORDS
MAX_ERASED: Final = 10
"""Codewords given up at most; three check words, the filling and the check digits remain."""

_FORMAT_XOR: Final = 0b101010000010010
_FORMAT_POLY: Final = 0b10100110111
_LEVEL_Q: Final = 0b11
_PADDED_TAIL: Final = "0000000" + "11101100" + "00010001"
"""What follows 20 digits: terminator and filling to the byte, then the two pad words."""


@cache
def known_modules() -> npt.NDArray[np.int8]:
    """Return the modules every such symbol has, with ``QUIET`` light modules around.

    1 is light, -1 dark, 0 differs from symbol to symbol.
    """
    known = np.zeros((SIZE, SIZE), np.int8)
    for top, left in ((0, 0), (0, SIZE - 7), (SIZE - 7, 0)):
        known[max(top - 1, 0) : top + 8, max(left - 1, 0) : left + 8] = 1
        known[top : top + 7, left : left + 7] = -1
        known[top + 1 : top + 6, left + 1 : left + 6] = 1
        known[top + 2 : top + 5, left + 2 : left + 5] = -1
    between = np.arange(8, SIZE - 8)
    known[6, between] = known[between, 6] = np.where(between % 2, 1, -1)
    known[SIZE - 8, 8] = -1
    return np.pad(known, QUIET, constant_values=1)


def digits(grid: Grid) -> str | None:
    """Return the ticket in the (21, 21) ``grid``, or ``None`` if it does not prove itself.

    The farther a value is from 0, the surer the module. Codewords with unsure modules are given
    up first. A text is returned only when mode, length, filling and the check digits of
    ISO/IEC 7064 MOD 97-10 all agree.
    """
    for mask in _likely_masks(grid):
        bits = np.where(_mask(mask), -grid, grid)[_data_places()].reshape(CODEWORDS, 8)
        words = np.packbits(bits < 0, axis=1)[:, 0].tolist()
        doubt = np.argsort(np.sort(np.abs(bits), axis=1)[:, :2].sum(axis=1)).tolist()
        for given_up in range(0, MAX_ERASED + 1, 2):
            found = _read(words, doubt[:given_up])
            if found is not None:
                return found
    return None


def _read(words: list[int], erased: list[int]) -> str | None:
    try:
        right = corrected(words, CHECK_CODEWORDS, erased)
    except CorrectionError:
        return None
    stream = "".join(f"{word:08b}" for word in right[:DATA_CODEWORDS])
    if stream[:14] != "0001" + f"{20:010b}" or stream[81:] != _PADDED_TAIL:
        return None
    groups = [int(stream[at : at + 10], 2) for at in range(14, 74, 10)]
    last = int(stream[74:81], 2)
    if max(groups) > 999 or last > 99:
        return None
    text = "".join(f"{group:03d}" for group in groups) + f"{last:02d}"
    return text if int(text) % 97 == 1 else None


def _likely_masks(grid: Grid) -> list[int]:
    """Return the two masks whose format bits fit best, best first."""
    first, second = _format_places()
    steps = np.clip(grid, -1, 1)
    fits = [
        float((np.where(bits, -1, 1) * (steps[first] + steps[second])).sum())
        for bits in _format_bits()
    ]
    return sorted(range(8), key=lambda mask: -fits[mask])[:2]


@cache
def _format_bits() -> list[npt.NDArray[np.bool_]]:
    return [np.array([bit == "1" for bit in f"{_format_word(mask):015b}"]) for mask in range(8)]


def _format_word(mask: int) -> int:
    head = (_LEVEL_Q << 3 | mask) << 10
    rest = head
    for shift in range(4, -1, -1):
        if rest >> (shift + 10) & 1:
            rest ^= _FORMAT_POLY << shift
    return (head | rest) ^ _FORMAT_XOR


Places = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]
"""Rows and columns, for indexing a grid."""


@cache
def _format_places() -> tuple[Places, Places]:
    """Return where the 15 format bits stand, highest first: around one finder, at two others."""
    around = [(8, column) for column in (0, 1, 2, 3, 4, 5, 7, 8)]
    around += [(row, 8) for row in (7, 5, 4, 3, 2, 1, 0)]
    apart = [(row, 8) for row in range(SIZE - 1, SIZE - 8, -1)]
    apart += [(8, column) for column in range(SIZE - 8, SIZE)]
    return _places(around), _places(apart)


@cache
def _data_places() -> Places:
    """Return where the 208 data bits stand: two columns wide, right to left, up and down."""
    taken = known_modules()[QUIET:-QUIET, QUIET:-QUIET] != 0
    for places in _format_places():
        taken[places] = True
    order = []
    for turn, right in enumerate((20, 18, 16, 14, 12, 10, 8, 5, 3, 1)):
        rows = range(SIZE) if turn % 2 else range(SIZE - 1, -1, -1)
        order += [(row, column) for row in rows for column in (right, right - 1)]
    return _places([place for place in order if not taken[place]])


def _places(pairs: list[tuple[int, int]]) -> Places:
    rows, columns = np.array(pairs, np.intp).T
    return rows, columns


@cache
def _mask(number: int) -> npt.NDArray[np.bool_]:
    i, j = np.indices((SIZE, SIZE))
    rules = (
        (i + j) % 2,
        i % 2,
        j % 3,
        (i + j) % 3,
        (i // 2 + j // 3) % 2,
        i * j % 2 + i * j % 3,
        (i * j % 2 + i * j % 3) % 2,
        ((i + j) % 2 + i * j % 3) % 2,
    )
    turned: npt.NDArray[np.bool_] = rules[number] == 0
    return turned
