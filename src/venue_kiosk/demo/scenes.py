"""What the camera would see: notices held under it, one after another; all drawn, none filmed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, Final, Literal

import cv2
import numpy as np

from venue_kiosk.demo.draws import Draws
from venue_kiosk.ports import CodeReader, Frame

WIDTH: Final = 1280
HEIGHT: Final = 720
_TABLE: Final = (86, 104, 118)
_SHADE: Final = 18
_PX_PER_MM: Final = 4.2
"""A laptop's camera sees about this much of a sheet held 25 cm away."""
_POINTS_PER_MM: Final = 72 / 25.4

Kind = Literal["postcard", "fax", "phone"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One notice to hold under the camera."""

    kind: Kind
    path: Path
    page: int = 0


def find_sheets(notices: Path, *, seed: int) -> list[Sheet]:
    """Return every notice that may carry a code, in an order that ``seed`` decides."""
    import pypdfium2  # noqa: PLC0415 - only the demo's stream needs it

    sheets = [Sheet("phone", path) for path in sorted((notices / "mail").glob("*.eml"))]
    kinds: Sequence[tuple[Kind, str]] = (("postcard", "postcard-back-*.pdf"), ("fax", "fax-*.pdf"))
    for kind, pattern in kinds:
        for path in sorted((notices / kind).glob(pattern)):
            sheets += [Sheet(kind, path, page) for page in range(len(pypdfium2.PdfDocument(path)))]
    order = Draws(seed, "camera").shuffled(range(len(sheets)))
    return [sheets[index] for index in order]


@dataclass(frozen=True, slots=True)
class Held:
    """A notice as a picture at the size it has under the camera."""

    picture: Frame
    code_at: tuple[float, float]
    """Centre of its code, which people hold into the middle."""


def draw_sheet(sheet: Sheet, reader: CodeReader) -> Held | None:
    """Return the notice, or nothing when it carries no code."""
    if sheet.kind == "phone":
        picture = _draw_phone(sheet.path)
    else:
        picture = _draw_page(sheet.path, sheet.page)
    readings = [] if picture is None else reader.read_still(picture)
    if picture is None or not readings:
        return None
    across, down = zip(*readings[0].corners, strict=True)
    return Held(picture, (sum(across) / len(across), sum(down) / len(down)))


def frames_of(held: Held, *, steps: int, seed: int) -> Iterator[Frame]:
    """Yield frames of a notice that comes in, is held still, and leaves."""
    draws = Draws(seed, "hand")
    angle = draws.below(17) - 8.0
    x_still = WIDTH / 2 + draws.below(161) - 80
    for step in range(steps):
        away = max(0.0, 1 - step / max(1, steps // 3)) + max(0.0, step / steps - 0.85) * 3
        centre = (x_still + away * 420, HEIGHT / 2 + away * 260)
        yield _place(held, centre, angle + away * 10, table())


def table() -> Frame:
    """Return the empty desk under the camera."""
    global _empty  # noqa: PLW0603 - drawn once
    if _empty is None:
        light = np.linspace(_SHADE, -_SHADE, WIDTH)[None, :, None]
        _empty = np.clip(np.array(_TABLE)[None, None, :] + light, 0, 255).astype(np.uint8)
        _empty = np.repeat(_empty, HEIGHT, axis=0)
    return _empty.copy()


_empty: "Frame | None" = None


def _draw_page(path: Path, page: int) -> Frame:
    import pypdfium2  # noqa: PLC0415 - only the demo's stream needs it

    document = pypdfium2.PdfDocument(path)
    scale = _PX_PER_MM / _POINTS_PER_MM
    picture: Frame = document[page].render(scale=scale).to_numpy()[:, :, :3]
    return picture


def _draw_phone(path: Path) -> "Frame | None":
    """Draw the mail's code on a phone's bright screen."""
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "image/png":
            png = np.frombuffer(part.get_payload(decode=True) or b"", np.uint8)  # type: ignore[arg-type]
            code = cv2.imdecode(png, cv2.IMREAD_COLOR)
            return _on_phone(code)
    return None


def _on_phone(code: Any) -> Frame:
    side = 150
    phone: Frame = np.full((620, 300, 3), 30, np.uint8)
    phone[40:580, 12:288] = 250
    small = cv2.resize(code, (side, side), interpolation=cv2.INTER_AREA)
    phone[200 : 200 + side, 75 : 75 + side] = small
    return phone


def _place(held: Held, centre: tuple[float, float], angle: float, onto: Frame) -> Frame:
    matrix = cv2.getRotationMatrix2D(held.code_at, angle, 1.0)
    matrix[:, 2] += np.subtract(centre, held.code_at)
    placed: Frame = cv2.warpAffine(
        held.picture,
        matrix,
        (WIDTH, HEIGHT),
        dst=onto,
        flags=cv2.INTER_AREA,
        borderMode=cv2.BORDER_TRANSPARENT,
    )
    return placed
