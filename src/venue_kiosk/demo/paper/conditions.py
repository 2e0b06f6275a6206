"""Every way by which sheets are pictured for tests and measurements, by name."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from venue_kiosk.adapters.opencv import opencv
from venue_kiosk.demo.paper.cameras import (
    Condition,
    Picture,
    cover_corner,
    crumple,
    cut,
    fold,
    jpeg,
    noisy,
    one_bit,
    scan,
    shade,
    tilt,
)
from venue_kiosk.demo.paper.pens import Chance


def _then_scan(change: Condition, **options: Any) -> Condition:
    return lambda page, chance: scan(change(page, chance), chance, **options)


def _blurred(page: Picture, chance: Chance, *, sigma: float) -> Picture:
    del chance
    return opencv().GaussianBlur(page, (0, 0), sigma)


def _photo(page: Picture, chance: Chance, change: Condition) -> Picture:
    return jpeg(noisy(change(page, chance), chance, sigma=4), 85)


CONDITIONS: Final[Mapping[str, Condition]] = {
    "clean": scan,
    "clean 300 dpi": partial(scan, dpi=300),
    "rotated 3": partial(scan, turn=3),
    "rotated 10": partial(scan, turn=10),
    "rotated 30": partial(scan, turn=30),
    "rotated 90": partial(scan, turn=90),
    "rotated 180": partial(scan, turn=180),
    "rotated 275": partial(scan, turn=275),
    "tilted 10": partial(_photo, change=partial(tilt, degrees=10)),
    "tilted 20": partial(_photo, change=partial(tilt, degrees=20)),
    "tilted 30": partial(_photo, change=partial(tilt, degrees=30)),
    "gradient": _then_scan(partial(shade, darkest=0.4, sharp=False)),
    "hard shadow": _then_scan(partial(shade, darkest=0.5, sharp=True)),
    "dim": _then_scan(partial(shade, darkest=0.55, sharp=False), quality=75),
    "jpeg 40": partial(scan, quality=40),
    "150 dpi": partial(scan, dpi=150),
    "100 dpi": partial(scan, dpi=100),
    "corner lost": _then_scan(cover_corner),
    "cut 2 %": _then_scan(partial(cut, share=0.02)),
    "cut 5 %": _then_scan(partial(cut, share=0.05)),
    "noise 20": partial(scan, noise=20.0),
    "blur 3": _then_scan(partial(_blurred, sigma=3.0), dpi=300),
    "blur 6": _then_scan(partial(_blurred, sigma=6.0), dpi=300),
    "crumpled 0.5 mm": _then_scan(partial(crumple, mm=0.5)),
    "crumpled 1 mm": _then_scan(partial(crumple, mm=1.0)),
    "crumpled 3 mm": _then_scan(partial(crumple, mm=3.0)),
    "folded": _then_scan(fold),
    "one bit": one_bit,
}
"""Every way by which sheets are pictured here, by name."""
