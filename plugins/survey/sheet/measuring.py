"""How wide words are in the shipped font, and where their lines break."""

import importlib.resources
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_EM: Final = 1000
_NEVER_FIRST: Final = frozenset(
    "、。，．・：；？！）」』】〕〉》ー〜々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?)]%"
)
_NEVER_LAST: Final = frozenset("（「『【〔〈《([")
_ELLIPSIS_WIDTH: Final = 0.02
"""What a line may be wider than asked, in ems: rounding, never a letter."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line is, in the unit of ``size``."""
    return _font(bold).getlength(text) * size / _EM


def ink_box(text: str, size: float, *, bold: bool = False) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of a line's ink; from its start and its baseline."""
    left, top, right, bottom = _font(bold).getbbox(text, anchor="ls")
    return tuple(side * size / _EM for side in (left, top, right, bottom))  # type: ignore[return-value]


def break_lines(text: str, size: float, room: float, *, bold: bool = False) -> Sequence[str]:
    """Return ``text`` in lines of at most ``room``; Japanese breaks between most characters."""
    lines = []
    for paragraph in text.split("\n"):
        rest = paragraph.strip()
        while rest and width(rest, size, bold=bold) > room + _ELLIPSIS_WIDTH * size:
            end = _last_break(rest, size, room, bold=bold)
            lines.append(rest[:end].rstrip())
            rest = rest[end:].lstrip()
        lines.append(rest)
    return lines


def break_evenly(text: str, size: float, room: float, *, bold: bool = False) -> Sequence[str]:
    """Return ``text`` in as few lines as ``room`` needs; two lines about equally long."""
    lines = break_lines(text, size, room, bold=bold)
    if len(lines) != 2:
        return lines
    breaks = [place for place in range(1, len(text)) if _may_break(text, place)]
    halves: Sequence[Sequence[str]] = [
        (text[:place].rstrip(), text[place:].lstrip()) for place in breaks
    ]
    return min(halves, key=lambda pair: _unevenness(pair, size, bold=bold), default=lines)


def _unevenness(pair: Sequence[str], size: float, *, bold: bool) -> float:
    longest = max(width(half, size, bold=bold) for half in pair)
    return longest - (size if pair[0][-1] in "・、 " else 0.0)


def _last_break(text: str, size: float, room: float, *, bold: bool) -> int:
    fits = 1
    while fits < len(text) and width(text[: fits + 1], size, bold=bold) <= room:
        fits += 1
    for place in range(fits, 0, -1):
        if _may_break(text, place):
            return place
    return fits


def _may_break(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return not (_is_word(before) and _is_word(after))


def _is_word(character: str) -> bool:
    return character.isascii() and not character.isspace()


@cache
def _font(bold: bool) -> "FreeTypeFont":  # noqa: FBT001 - a cache takes no keywords apart
    from PIL import ImageFont  # noqa: PLC0415 - only printing and reading need it

    name = "BIZUDPGothic-Bold.ttf" if bold else "BIZUDPGothic-Regular.ttf"
    file = importlib.resources.files("venue_kiosk") / "fonts" / name
    return ImageFont.truetype(str(file), _EM, layout_engine=ImageFont.Layout.BASIC)
