"""Knowing the same side of the same sheet again, however it was pictured before."""

from dataclasses import dataclass
from typing import Final

from plugins.survey.reading.ink_trace import agreement, coarsened, unpack
from plugins.survey.reading.pixels import Numbers
from plugins.survey.reading_lines import Duplicate, Reading

_SURE: Final = 0.84
"""Share of the ink of each page that lies on ink of the other, within half a millimetre."""
_POSSIBLE: Final = 0.7
_ENOUGH_INK: Final = 90
"""Half-millimetre dots of ink without which two pages may agree by chance."""
_WORTH_A_LOOK: Final = 0.75


@dataclass(frozen=True, slots=True)
class _Known:
    reading: Reading
    trace: bytes
    ink: int
    coarse: Numbers


class DuplicateFinder:
    """Remembers the pages of one run."""

    def __init__(self) -> None:
        self._by_bytes: dict[tuple[str, int], Reading] = {}
        self._by_serial: dict[tuple[str, int | None], Reading] = {}
        self._known: dict[int | None, list[_Known]] = {}

    def check(self, reading: Reading, trace: bytes) -> Duplicate | None:
        """Return which earlier page this one repeats, and remember it."""
        same = self._by_bytes.setdefault((reading.sha256, reading.page_index), reading)
        if same is not reading:
            return _told(same, sure=True)
        if reading.serial:
            same = self._by_serial.setdefault((reading.serial, reading.page), reading)
            return None if same is reading else _told(same, sure=True)
        return self._compare(reading, trace) if trace else None

    def _compare(self, reading: Reading, trace: bytes) -> Duplicate | None:
        import numpy as np  # noqa: PLC0415 - only reading needs it

        picture = unpack(trace)
        this = _Known(reading, trace, int(picture.sum()), coarsened(picture))
        known = self._known.setdefault(reading.page, [])
        best, like = 0.0, None
        if known and this.ink:
            near = np.stack([each.coarse for each in known]) @ this.coarse
            for place in np.flatnonzero(near > _WORTH_A_LOOK):
                share = agreement(picture, unpack(known[place].trace))
                if share > best:
                    best, like = share, known[place]
        known.append(this)
        if like is None or best < _POSSIBLE:
            return None
        is_sure = best >= _SURE and min(this.ink, like.ink) >= _ENOUGH_INK
        return _told(like.reading, sure=is_sure)


def _told(same: Reading, *, sure: bool) -> Duplicate:
    return Duplicate(same.path, same.page_index, sure)
