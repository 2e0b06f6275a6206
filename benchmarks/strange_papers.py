"""What happens to strangers' sheets before they are read: folds, coffee, copies, fax."""

from functools import partial

import cv2
import numpy as np

DOTS = 300 / 25.4


def _scan(page, chance, *, dpi=200, quality=80):
    """A feeder that pulls askew: shear, a little stretch, its own noise and JPEG."""
    height, width = page.shape
    shear, stretch = chance.normal(0, 0.008), 1 + chance.normal(0, 0.004)
    turn = np.float32([[1, shear, 30], [-shear * chance.uniform(0.6, 1), stretch, 40]])
    size = (width + 90, round(height * 1.02) + 90)
    pulled = cv2.warpAffine(page, turn, size, flags=cv2.INTER_AREA, borderValue=25)
    scale = dpi / 300
    small = cv2.resize(pulled, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grain = chance.normal(0, 3, small.shape) + chance.normal(0, 1.5, small.shape[1])[None, :]
    return _jpeg(_clipped(small + grain), quality)


def _clipped(picture):
    return np.clip(picture, 0, 255).astype(np.uint8)


def _jpeg(picture, quality):
    _done, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)


def _flat(page, other, chance, **how):
    del other
    return _scan(page, chance, **how)


def _folded(page, other, chance):
    """In three for an envelope: two creases with light and dark sides, a shadow, out of focus."""
    del other
    height, width = page.shape
    light = np.ones((height, 1), np.float32)
    for third in (1, 2):
        rows = np.arange(height) - height * third / 3 - chance.normal(0, 60)
        light[:, 0] *= 1 - 0.28 * np.exp(-((rows / 9) ** 2)) - 0.1 * np.exp(-np.abs(rows) / 150)
    across = np.linspace(0, 1, width)[None, :]
    edge = chance.uniform(0.3, 0.7)
    shadow = 1 - chance.uniform(0.3, 0.5) / (1 + np.exp((across - edge) * 60))
    blurred = cv2.GaussianBlur(_clipped(page * light * shadow), (0, 0), chance.uniform(1.2, 2.6))
    return _scan(blurred, chance)


def _stapled(page, other, chance):
    """Two holes, a tear and the staple's shine."""
    del other
    torn = page.copy()
    x, y = (round(each * DOTS) for each in (chance.uniform(24, 60), chance.uniform(8, 45)))
    for step in (0, 130):
        cv2.circle(torn, (x + step, y), 7, 20, -1)
    cv2.line(torn, (x, y), (x + 130, y + 12), 90, 6, cv2.LINE_AA)
    cv2.line(torn, (x + 60, y), (x + 20, 0), 120, 3, cv2.LINE_AA)
    return _scan(torn, chance)


def _coffee(page, other, chance):
    """The ring of a cup, darker at its rim, and splashes."""
    del other
    height, width = page.shape
    x, y = chance.uniform(0.2, 0.8) * width, chance.uniform(0.2, 0.8) * height
    rows, columns = np.mgrid[0:height:4, 0:width:4].astype(np.float32)
    far = np.hypot(columns - x, rows - y) - chance.uniform(28, 40) * DOTS
    stain = 0.3 * np.exp(-((far / 14) ** 2)) + 0.06 * (far < 0)
    for _splash in range(5):
        at = np.hypot(columns - chance.uniform(0, width), rows - chance.uniform(0, height))
        stain += 0.25 * (at < chance.uniform(4, 16))
    soft = cv2.GaussianBlur(cv2.resize(stain.astype(np.float32), (width, height)), (0, 0), 3)
    return _scan(_clipped(page * (1 - soft)), chance)


def _copied(page, other, chance):
    """Photocopied twice: hard contrast, bolder or thinner lines, dirt, bands of the drum."""
    del other
    for _copy in range(2):
        soft = cv2.GaussianBlur(page, (0, 0), 1.4).astype(np.float32)
        steep = 255 / (1 + np.exp(-(soft - chance.uniform(120, 165)) / 18))
        dirt = chance.random(page.shape) < 0.00004
        page = _clipped(steep - 120 * cv2.dilate(dirt.astype(np.uint8), np.ones((3, 3))))
        page = _clipped(page - 10 * (1 + np.sin(np.arange(page.shape[0]) / 90.0))[:, None])
    return _scan(page, chance)


def _fax(page, other, chance):
    """204 × 98 dots to an inch, black or white, some lines lost."""
    del other
    soft = cv2.GaussianBlur(page, (0, 0), 1.0)
    wide, tall = round(page.shape[1] * 204 / 300), round(page.shape[0] * 98 / 300)
    sent = cv2.resize(soft, (wide, tall), interpolation=cv2.INTER_AREA) > chance.uniform(120, 190)
    lost = chance.random(tall) < 0.002
    sent[lost] = sent[np.maximum(np.flatnonzero(lost) - 1, 0)]
    return cv2.resize(sent.astype(np.uint8) * 255, (wide, round(tall * 204 / 98)),
                      interpolation=cv2.INTER_NEAREST)  # fmt: skip


def _shines_through(page, other, chance):
    """Thin paper: the other side, mirrored, is seen faintly."""
    back = cv2.GaussianBlur(cv2.flip(other, 1), (0, 0), 4)[: page.shape[0], : page.shape[1]]
    share = chance.uniform(0.08, 0.18)
    return _scan(_clipped(page - share * (255.0 - back)), chance)


def _under_a_lamp(page, other, chance):
    """A telephone's picture: shine of a lamp, dark corners, held askew, moved a little."""
    del other
    height, width = page.shape
    rows, columns = np.mgrid[0:1:64j, 0:1:64j].astype(np.float32)
    away = np.hypot(columns - 0.5, rows - 0.5)
    lamp = np.hypot(columns - chance.uniform(0.2, 0.8), rows - chance.uniform(0.2, 0.8))
    light = cv2.resize(0.85 - 0.5 * away**2 + 0.2 * np.exp(-((lamp / 0.12) ** 2)), (width, height))
    lit = _clipped(page * light)
    moved = np.eye(3, dtype=np.float32)
    moved[2, :2] = chance.normal(0, 0.00005, 2)
    turn = chance.normal(0, 0.06)
    moved[:2, :2] = [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]
    moved[:2, 2] = [250 + max(0, turn * height), 250 + max(0, -turn * width)]
    seen = cv2.warpPerspective(lit, moved, (width + 600, height + 600), borderValue=60)
    length = int(chance.integers(1, 6))
    shaken = cv2.filter2D(seen, -1, np.eye(length, dtype=np.float32) / length)
    small = cv2.resize(shaken, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
    return _jpeg(_clipped(small + chance.normal(0, 6, small.shape)), 70)


PAPERS = {
    "flat": _flat,
    "flat 150 dpi": partial(_flat, dpi=150, quality=60),
    "folded in three, shadow, blur": _folded,
    "stapled": _stapled,
    "coffee": _coffee,
    "copied twice": _copied,
    "fax": _fax,
    "shines through": _shines_through,
    "under a lamp": _under_a_lamp,
}
