"""What happens to a sheet on its way into a picture: scanners, hands, light, folds, damage."""

from collections.abc import Callable
from typing import Any, Final

from venue_kiosk.adapters.opencv import opencv
from venue_kiosk.demo.paper.pens import Chance

Picture = Any
"""Grey, 255 is white."""
Condition = Callable[[Picture, Chance], Picture]
"""Takes a clean page at ``PAGE_DPI`` and returns what a device gives."""

PAGE_DPI: Final = 300
_DOTS: Final = PAGE_DPI / 25.4


def scan(page: Picture, chance: Chance, *, dpi: int = 200, turn: float | None = None,
         quality: int = 85, noise: float = 5.0) -> Picture:  # fmt: skip
    """Return a flat-bed or feeder scan: a slight turn, a dark margin, noise, JPEG."""
    cv2 = opencv()
    degrees = chance.normal(0, 1.2) if turn is None else turn
    turned = rotate(page, degrees, chance)
    blurred = cv2.GaussianBlur(turned, (0, 0), chance.uniform(0.6, 1.2))
    scale = dpi / PAGE_DPI
    small = cv2.resize(blurred, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return jpeg(noisy(small, chance, sigma=noise), quality)


def rotate(page: Picture, degrees: float, chance: Chance) -> Picture:
    """Return the page turned about its middle, on a dark table."""
    import numpy as np  # noqa: PLC0415 - only this needs it

    cv2 = opencv()
    height, width = page.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = (int(height * sin + width * cos) + 40, int(height * cos + width * sin) + 40)
    matrix[:, 2] += np.array([size[0] - width, size[1] - height]) / 2
    table = int(chance.uniform(30, 110))
    return cv2.warpAffine(page, matrix, size, flags=cv2.INTER_LINEAR, borderValue=table)


def tilt(page: Picture, chance: Chance, *, degrees: float) -> Picture:
    """Return the page as a camera sees it that looks at it from an angle."""
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    height, width = page.shape
    a, b = np.radians(degrees) * chance.choice([-1, 1]), np.radians(degrees / 2)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)
    centred = corners - [width / 2, height / 2]
    distance = 1.6 * height
    x, y = centred[:, 0], centred[:, 1]
    depth = distance + x * np.sin(b) + y * np.sin(a)
    seen = np.stack([x * np.cos(b), y * np.cos(a)], 1) * (distance / depth)[:, None]
    seen += 60 - seen.min(0)
    size = tuple(np.ceil(seen.max(0) + 60).astype(int).tolist())
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), seen.astype(np.float32))
    table = int(chance.uniform(40, 120))
    return cv2.warpPerspective(page, matrix, size, flags=cv2.INTER_LINEAR, borderValue=table)


def noisy(page: Picture, chance: Chance, *, sigma: float) -> Picture:
    """Return the picture with a sensor's noise."""
    import numpy as np  # noqa: PLC0415 - as above

    noise = chance.normal(0, sigma, page.shape).astype(np.float32)
    return np.clip(page.astype(np.float32) + noise, 0, 255).astype(np.uint8)


def jpeg(page: Picture, quality: int) -> Picture:
    """Return the picture as a JPEG of some quality gives it back."""
    cv2 = opencv()
    _done, packed = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)


def shade(page: Picture, chance: Chance, *, darkest: float, sharp: bool) -> Picture:
    """Return the page with light falling off, or a sharp shadow over a part of it."""
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    height, width = page.shape
    angle = chance.uniform(0, 2 * np.pi)
    ys, xs = np.mgrid[0:height:8, 0:width:8].astype(np.float32)
    along = (xs / width - 0.5) * np.cos(angle) + (ys / height - 0.5) * np.sin(angle)
    if sharp:
        soft = 8 * chance.uniform(0.02, 0.3) / 300
        part = np.clip((along - chance.uniform(-0.2, 0.2)) / soft, 0, 1)
    else:
        part = (along - along.min()) / np.ptp(along)
    light = cv2.resize((darkest + (1 - darkest) * part).astype(np.float32), (width, height))
    return (page * light).astype(np.uint8)


def crumple(page: Picture, chance: Chance, *, mm: float) -> Picture:
    """Return the page bent so that points move by up to ``mm``."""
    import numpy as np  # noqa: PLC0415 - as above

    cv2 = opencv()
    height, width = page.shape
    maps = []
    for base in (np.arange(width)[None, :], np.arange(height)[:, None]):
        coarse = cv2.GaussianBlur(chance.normal(0, 1, (26, 18)).astype(np.float32), (0, 0), 1.6)
        moved = cv2.resize(coarse / np.abs(coarse).max() * mm * _DOTS, (width, height),
                           interpolation=cv2.INTER_CUBIC)  # fmt: skip
        maps.append((base + moved).astype(np.float32))
    return cv2.remap(page, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def cover_corner(page: Picture, chance: Chance) -> Picture:
    """Return the page with one corner's marker under a thumb."""
    cv2 = opencv()
    height, width = page.shape
    x, y = ((0, 0), (width, 0), (0, height), (width, height))[int(chance.integers(4))]
    covered = page.copy()
    cv2.circle(covered, (x, y), round(24 * _DOTS), int(chance.uniform(90, 190)), -1)
    return covered


def cut(page: Picture, chance: Chance, *, share: float) -> Picture:
    """Return a picture, with 10 mm of table around, without a strip of two of its edges."""
    cv2 = opencv()
    edge, table = round(10 * _DOTS), int(chance.uniform(40, 120))
    page = cv2.copyMakeBorder(page, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=table)
    height, width = page.shape
    x, y = round(width * share), round(height * share)
    left, top = chance.integers(2, size=2)
    return page[y * top : height - y * (1 - top), x * left : width - x * (1 - left)]


def fold(page: Picture, chance: Chance) -> Picture:
    """Return the page with a dark line where it was folded."""
    cv2 = opencv()
    height, width = page.shape
    folded = page.copy()
    y = round(height * chance.uniform(0.3, 0.7))
    tone = int(chance.uniform(120, 200))
    cv2.line(folded, (0, y), (width, y + round(chance.normal(0, 30))), tone, 3, cv2.LINE_AA)
    return folded


def one_bit(page: Picture, chance: Chance) -> Picture:
    """Return a scan in pure black and white, as a fax or an old scanner gives it."""
    limit = 255 * chance.uniform(0.55, 0.7)
    return ((scan(page, chance, dpi=PAGE_DPI, quality=95) > limit) * 255).astype("uint8")
