"""Where a worksheet's pages end in print: never within a question or its chart."""

from collections.abc import Sequence
from typing import Any, Final

A4: Final = 9
"""Excel's number of the paper."""
CHART_WIDTH: Final = 560
"""Dots, of which Excel has 96 an inch."""
_ROW: Final = 15
"""Points that a row is high."""
_PAGE: Final = (842, 595)
_MARGIN_IN: Final = 0.5
_POINTS: Final = 72
_POINTS_A_DOT: Final = 0.75
_SPARE: Final = 0.96
_WIDER: Final = 1.5
"""Columns are so much wider where Excel's own font is not there: LibreOffice takes another."""


class PrintedPages:
    """Breaks a worksheet of tables with a chart beside each, landscape, one page wide.

    Breaks are set by hand, with a scale: Excel leaves them out where it fits pages by itself.
    """

    def __init__(self, columns: Sequence[float]) -> None:
        """Take the widths, in Excel's characters, of the columns left of the charts."""
        left = sum(round(each * 7 + 5) for each in columns) * _WIDER
        wide = (left + CHART_WIDTH) * _POINTS_A_DOT
        across, down = (side - 2 * _MARGIN_IN * _POINTS for side in _PAGE)
        self._scale = min(100, int(100 * _SPARE * across / wide))
        self._rows = int(_SPARE * down * 100 / self._scale / _ROW)
        self._begins = 0
        self._breaks: list[int] = []

    def add(self, first: int, end: int) -> None:
        """Keep the rows from ``first`` to before ``end`` on one page."""
        if end - self._begins > self._rows and first > self._begins:
            self._breaks.append(first)
            self._begins = first

    def set_on(self, sheet: Any) -> None:
        """Tell the worksheet."""
        sheet.set_default_row(_ROW)
        sheet.set_margins(*[_MARGIN_IN] * 4)
        sheet.set_print_scale(self._scale)
        sheet.set_h_pagebreaks(self._breaks)
