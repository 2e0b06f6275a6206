"""Flat pictures of what a visitor holds up: a postcard, a FAX sheet, a phone, with its QR code."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt
import qrcode

Kind = Literal["postcard", "fax", "phone"]
KINDS: tuple[Kind, ...] = ("postcard", "fax", "phone")
Light = npt.NDArray[np.float32]
"""Linear light, 0 black to 1 white paper; a phone's screen may be brighter."""

MODULES = 21
QUIET = 4
PX_MM = 8
"""Pixels of a flat picture for each millimetre."""


@dataclass(frozen=True)
class Paper:
    """One flat thing and where its code lies on it."""

    picture: Light
    corners: npt.NDArray[np.float32]
    """The code's outer corners without quiet zone, clockwise from its own upper left, (4, 2)."""


def ticket(rng: np.random.Generator) -> str:
    """Return the 20 digits of a made-up ticket."""
    body = "1001" + "".join(map(str, rng.integers(0, 10, 14)))
    return f"{body}{98 - int(body) * 100 % 97:02d}"


@cache
def symbol(text: str, level: str = "Q") -> npt.NDArray[np.uint8]:
    """Return the modules of ``text`` without quiet zone, 1 for dark."""
    code = qrcode.QRCode(border=0, error_correction=getattr(qrcode, f"ERROR_CORRECT_{level}"))
    code.add_data(text)
    return np.array(code.get_matrix(), np.uint8)


def paper(text: str, kind: Kind, rng: np.random.Generator, *, postmark: float = 0.0) -> Paper:
    """Return ``text`` as it is printed or shown; ``postmark`` is the ink's darkness, 0 for none."""
    match kind:
        case "postcard":
            made = _postcard(text, rng)
        case "fax":
            made = _fax(text, rng)
        case "phone":
            made = _phone(text, rng)
    if postmark:
        _stamp(made, rng, postmark)
    return made


def _postcard(text: str, rng: np.random.Generator) -> Paper:
    white = _written(100, 148, rng)
    return _with_code(white, text, at_mm=(68, 115), side_mm=25, dark=rng.uniform(0.03, 0.10))


def _fax(text: str, rng: np.random.Generator) -> Paper:
    """Draw the code on FAX's own raster: 8.04 by 7.7 or 3.85 dots a millimetre, black or white."""
    sheet = _with_code(_written(130, 130, rng), text, at_mm=(90, 90), side_mm=30, dark=0.0)
    height, width = sheet.picture.shape
    dots_down = 7.7 if rng.random() < 0.7 else 3.85
    dots = (round(width / PX_MM * 8.04), round(height / PX_MM * dots_down))
    raster = cv2.resize(sheet.picture, dots, interpolation=cv2.INTER_AREA)
    raster += rng.normal(0, 0.12, raster.shape).astype(np.float32)
    bilevel = np.where(raster > 0.5, 0.8, 0.07).astype(np.float32)
    bilevel[rng.random(bilevel.shape) < 0.002] = 0.07
    sheet.picture[:] = cv2.resize(bilevel, (width, height), interpolation=cv2.INTER_NEAREST)
    return sheet


def _phone(text: str, rng: np.random.Generator) -> Paper:
    """Draw a lit screen: ink reflects the room a little, paper is brighter than the room."""
    glow = rng.uniform(0.6, 1.6)
    body = np.full((150 * PX_MM, 72 * PX_MM), 0.03, np.float32)
    body[8 * PX_MM : -8 * PX_MM, 3 * PX_MM : -3 * PX_MM] = glow if rng.random() < 0.7 else 0.06
    return _with_code(body, text, at_mm=(36, 75), side_mm=36, dark=0.05, light=glow)


def _written(width_mm: int, height_mm: int, rng: np.random.Generator) -> Light:
    """Return paper with lines of something as dense as Japanese text."""
    sheet = np.full((height_mm * PX_MM, width_mm * PX_MM), rng.uniform(0.7, 0.85), np.float32)
    for top in range(8 * PX_MM, (height_mm - 45) * PX_MM, 7 * PX_MM):
        for left in range(8 * PX_MM, int(rng.uniform(0.4, 0.9) * width_mm) * PX_MM, 4 * PX_MM):
            for _stroke in range(4):
                start = rng.integers(0, 3 * PX_MM, 2) + np.array((left, top))
                end = start + rng.integers(-2 * PX_MM, 2 * PX_MM, 2)
                cv2.line(sheet, start.tolist(), end.tolist(), 0.08, 3)
    return sheet


def _with_code(
    sheet: Light,
    text: str,
    *,
    at_mm: tuple[float, float],
    side_mm: float,
    dark: float,
    light: float | None = None,
) -> Paper:
    paint = float(sheet.max()) if light is None else light
    modules = np.pad(symbol(text), QUIET)
    cell = round(side_mm * PX_MM / MODULES)
    drawn = np.kron(np.where(modules, dark, paint).astype(np.float32), np.ones((cell, cell)))
    left, top = (round(mm * PX_MM - drawn.shape[0] / 2) for mm in at_mm)
    sheet[top : top + drawn.shape[0], left : left + drawn.shape[1]] = drawn
    near, far = QUIET * cell, (QUIET + MODULES) * cell
    square = [(near, near), (far, near), (far, far), (near, far)]
    return Paper(sheet, np.array(square, np.float32) + np.array((left, top), np.float32))


def _stamp(made: Paper, rng: np.random.Generator, ink: float) -> None:
    """Put a round postmark with its bars and waves over one finder pattern."""
    side = float(made.corners[1, 0] - made.corners[0, 0])
    corner = made.corners[rng.choice([0, 1, 3])]
    centre = made.corners.mean(axis=0)
    middle = corner + (centre - corner) * rng.uniform(0.0, 0.45)
    mark = np.zeros_like(made.picture)
    turn = rng.uniform(0, 180)
    radius = side * rng.uniform(0.2, 0.3)
    place = [round(value) for value in middle.tolist()]
    cv2.circle(mark, place, round(radius), 1.0, round(0.022 * side))
    for shift in (-0.33, 0.33):
        _bar(mark, middle, turn, shift * radius, radius)
    for shift in np.linspace(-0.8, 0.8, 5):
        _wave(mark, middle, turn, float(shift) * radius, (radius, 4 * radius))
    worn = cv2.GaussianBlur(rng.random(mark.shape, np.float32), (0, 0), 3)
    mark *= np.clip((worn - 0.42) * 12, 0, 1)
    np.multiply(made.picture, 1 - ink * mark, out=made.picture)


def _bar(mark: Light, middle: Light, turn: float, shift: float, radius: float) -> None:
    along, across = _axes(turn)
    ends = [middle + across * shift + along * radius * way for way in (-0.9, 0.9)]
    cv2.line(mark, *[[round(v) for v in end.tolist()] for end in ends], 1.0, round(radius * 0.1))


def _wave(mark: Light, middle: Light, turn: float, shift: float, span: tuple[float, float]) -> None:
    along, across = _axes(turn)
    steps = np.linspace(span[0], span[1], 60, dtype=np.float32)[:, None]
    sway = np.sin(steps / span[0] * 3) * span[0] * 0.12
    line = middle + along * steps + across * (shift + sway)
    cv2.polylines(mark, [np.rint(line).astype(np.int32)], False, 1.0, round(span[0] * 0.09))


def _axes(turn: float) -> tuple[Light, Light]:
    angle = np.deg2rad(turn)
    along = np.array([np.cos(angle), np.sin(angle)], np.float32)
    return along, np.array([-along[1], along[0]], np.float32)
