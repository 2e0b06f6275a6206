"""Pictures of the screen for the handbook, with Japanese laid out right; on sample data only.

Textual's own picture squashes Japanese, because it counts characters and not cells. Here every
run is split so that each wide glyph stands in its own two cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final, TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.app import App

from venue_kiosk.ui.textual_hacks import screen_lines

CELL_WIDTH: Final = 10
LINE_HEIGHT: Final = 22
_MARGIN: Final = 12
_LATIN: Final = 'font-family="\'DejaVu Sans Mono\'" font-size="16.6"'
"""At which a glyph of DejaVu Sans Mono is ``CELL_WIDTH`` wide (advance 0.602 em)."""
_WIDE: Final = "font-family=\"'BIZ UDPGothic','Noto Sans JP'\" font-size=\"19\""
_BASELINE: Final = 16.5
_STRETCH: Final = LINE_HEIGHT / 19.32
"""Makes the box signs of DejaVu Sans Mono (1.164 em high) touch those of the next line."""
_BOX_BASELINE: Final = 15.4 * _STRETCH

Area: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom as shares of a cell."""

_BLOCKS: Final[dict[str, Area]] = {
    "▀": (0.0, 0.0, 1.0, 0.5),
    "▐": (0.5, 0.0, 1.0, 1.0),
    "▔": (0.0, 0.0, 1.0, 0.125),
    "▕": (0.875, 0.0, 1.0, 1.0),
    **{chr(0x2580 + n): (0.0, 1 - n / 8, 1.0, 1.0) for n in range(1, 9)},
    **{chr(0x2590 - n): (0.0, 0.0, n / 8, 1.0) for n in range(1, 8)},
}
"""Block signs are drawn as areas: no font fits them to the cell."""
_WHOLE: Final[Area] = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class _Run:
    """Text of one style that begins in one cell; a wide glyph stands alone."""

    text: str
    column: int
    cells: int
    style: Style


def screen_svg(app: App[Any]) -> str:
    """Return the screen of a running app as SVG."""
    lines = screen_lines(app)
    width = app.size.width * CELL_WIDTH + 2 * _MARGIN
    height = len(lines) * LINE_HEIGHT + 2 * _MARGIN
    body = "".join(part for row, line in enumerate(lines) for part in _line_svg(line, row))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">'
        f'<rect width="100%" height="100%" rx="8" fill="#30343b"/>'
        f'<g transform="translate({_MARGIN} {_MARGIN})" xml:space="preserve">{body}</g></svg>\n'
    )


def svg_png(svg: str, fonts: Sequence[Path], *, zoom: float = 1.0) -> bytes:
    """Return ``svg`` as PNG, drawn with ``fonts`` only, so that it is the same everywhere."""
    import resvg_py  # noqa: PLC0415 - a tool of the build, absent from a kiosk

    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        font_files=[str(font) for font in fonts],
        skip_system_fonts=True,
        zoom=zoom,
    )
    return bytes(png)


def _line_svg(line: Sequence[Segment], row: int) -> Iterator[str]:
    runs = list(_runs(line))
    for run in runs:
        yield _area_svg(run, row, _WHOLE, fill=_colours(run.style)[1])
    for run in runs:
        if (block := _BLOCKS.get(run.text[0])) is not None:
            yield _area_svg(run, row, block, fill=_colours(run.style)[0])
        elif run.text.strip():
            yield _text_svg(run, row)


def _text_svg(run: _Run, row: int) -> str:
    x, y = run.column * CELL_WIDTH, row * LINE_HEIGHT
    bold = ' font-weight="bold"' if run.style.bold else ""
    ink = f'fill="{_colours(run.style)[0]}"{bold}'
    if "\u2500" <= run.text[0] <= "\u257f":
        place = f'transform="translate({x} {y + _BOX_BASELINE}) scale(1 {_STRETCH:.4f})" {_LATIN}'
    elif cell_len(run.text[0]) > 1:
        anchor, share = _anchor(run.text[0])
        place = (
            f'x="{x + share * run.cells * CELL_WIDTH}" y="{y + _BASELINE}" '
            f'text-anchor="{anchor}" {_WIDE}'
        )
    else:
        place = f'x="{x}" y="{y + _BASELINE}" {_LATIN}'
    return f"<text {place} {ink}>{escape(run.text)}</text>"


def _anchor(sign: str) -> tuple[str, float]:
    """Return where a wide sign stands in its cells: brackets and stops lean on their word."""
    if sign in "、。，．」』）】":
        return "start", 0.0
    return ("end", 1.0) if sign in "「『（【" else ("middle", 0.5)


def _runs(line: Sequence[Segment]) -> Iterator[_Run]:
    column = 0
    for segment in line:
        style = segment.style or Style.null()
        for text in _pieces(segment.text):
            cells = cell_len(text)
            yield _Run(text, column, cells, style)
            column += cells


def _pieces(text: str) -> Iterator[str]:
    """Split so that all but ASCII stands alone; signs of no width stay with the one before."""
    piece = ""
    for sign in text:
        alone = cell_len(sign) > 1 or not sign.isascii()
        if piece and cell_len(sign) and (alone or not piece[0].isascii()):
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def _area_svg(run: _Run, row: int, area: Area, *, fill: str) -> str:
    left, top, right, bottom = area
    step = CELL_WIDTH if area != _WHOLE else run.cells * CELL_WIDTH
    return (
        f'<rect x="{run.column * CELL_WIDTH + left * step}" '
        f'y="{(row + top) * LINE_HEIGHT}" width="{(right - left) * step}" '
        f'height="{(bottom - top) * LINE_HEIGHT}" fill="{fill}" shape-rendering="crispEdges"/>'
    )


def _colours(style: Style) -> tuple[str, str]:
    theme = DEFAULT_TERMINAL_THEME
    ink = style.color.get_truecolor(theme).hex if style.color else "#1a1a1a"
    ground = (
        style.bgcolor.get_truecolor(theme, foreground=False).hex if style.bgcolor else "#f7f7f2"
    )
    return (ground, ink) if style.reverse else (ink, ground)
