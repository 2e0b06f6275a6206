"""The tables of a session as lines for the terminal, with bars of eighth blocks."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from plugins.survey.messages import _
from plugins.survey.tally.crossing import TOTAL
from plugins.survey.tally.report_paper import (
    bar_of,
    cross_heading,
    cross_label,
    cross_note,
    heading_of,
)
from plugins.survey.tally.tables import (
    CrossTable,
    Figure,
    KeyTable,
    Tables,
    TotalsLine,
    render_tenths,
)
from plugins.survey.tally.wording import (
    kind_words,
    legend_words,
    line_words,
    unconfirmed_words,
)
from venue_kiosk.api_ui import break_lines

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_COUNT, _SHARE = 6, 7


def draw_tables(tables: Tables, *, width: int) -> Sequence[str]:
    """Return every table with its bars, for a window of ``width`` cells."""
    lines: list[str] = []
    note = unconfirmed_words(tables.counts.unconfirmed)
    if tables.hidden_cells:
        lines += [*break_lines(legend_words(tables.counts.form.suppress_below), width), ""]
    for table in tables.keys:
        lines += [*_key_lines(table, note, width), ""]
    for cross in tables.cross_tables:
        lines += [*_cross_lines(cross, note, width), ""]
    return lines


def draw_bar(tenths: int, cells: int) -> str:
    """Return a bar for a percentage in tenths, exact to an eighth of a cell."""
    eighths = round(tenths * cells * 8 / 1000)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def _key_lines(table: KeyTable, note: str, width: int) -> Iterator[str]:
    yield from break_lines(f"■ {heading_of(table)} ({kind_words(table.key)})", width)
    if note:
        yield f"  △ {note}"
    if table.identifying:
        yield "  " + _("{n} tell who somebody is: counted, not typed", n=table.identifying)
    label = max(16, width * 2 // 5)
    for line in table.lines:
        yield _line(line, label, width)


def _line(line: TotalsLine, label: int, width: int) -> str:
    words = set_cell_size(_cut(line_words(line), label - 1), label)
    percent = render_tenths(line.percent)
    if isinstance(line.percent, int):
        percent += "%"
    figures = f"{_shown(line.count):>{_COUNT}}{percent:>{_SHARE}} "
    room = width - label - _COUNT - _SHARE - 1
    bar = bar_of(line)
    return (words + figures + (draw_bar(bar, room) if bar is not None else "")).rstrip()


def _cross_lines(table: CrossTable, note: str, width: int) -> Iterator[str]:
    yield from break_lines(f"■ {cross_heading(table)}", width)
    for words in (f"△ {note}" if note else "", cross_note(table)):
        if words:
            yield f"  {words}"
    pair, codes = table.crossed.pair, table.crossed.column_codes
    labels = {each.code: each.label for each in pair.columns.choices}
    yield from break_lines("  " + "  ".join(cross_label(code, labels) for code in codes), width)
    column = min(7, max(4, (width - 16) // len(codes)))
    label = width - column * len(codes)
    heads = [_("all") if code == TOTAL else code for code in codes]
    yield " " * label + "".join(_right(head, column) for head in heads)
    rows = {each.code: each.label for each in pair.rows.choices}
    for row in table.crossed.row_codes:
        words = set_cell_size(_cut(cross_label(row, rows), label - 1), label)
        yield words + "".join(f"{_shown(table.cells[row, code]):>{column}}" for code in codes)


def _right(words: str, width: int) -> str:
    return " " * max(0, width - cell_len(words)) + words


def _cut(words: str, width: int) -> str:
    if cell_len(words) <= width:
        return words
    return set_cell_size(words, width - 1).rstrip() + "…"


def _shown(figure: Figure) -> str:
    return "" if figure is None else str(figure)
