"""The tables as CSV: UTF-8 with BOM, CRLF, and no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from plugins.survey.tally.comparing import Comparison
from plugins.survey.tally.counting import judge_counted
from plugins.survey.tally.tables import CrossTable, Figure, Tables, render_tenths

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_TOTALS_HEAD: Final = (
    *("key", "number", "text", "kind", "line", "code", "label"),
    *("count", "percent", "percent_of_scale"),
)
_PAGES_HEAD: Final = (
    *("path", "page_index", "form", "version", "page"),
    *("status", "reason", "duplicate_of", "counted"),
)


def compose_csv_files(tables: Tables) -> Mapping[str, bytes]:
    """Return every CSV file by its name."""
    files = {"totals.csv": _csv(_TOTALS_HEAD, _totals_rows(tables))}
    for table in tables.cross_tables:
        head = ("code", "label", *table.crossed.column_codes)
        files[f"{table.crossed.pair.name}.csv"] = _csv(head, _cross_rows(table))
    files["pages.csv"] = _csv(_PAGES_HEAD, _page_rows(tables))
    return files


def compose_comparison_file(comparison: Comparison) -> bytes:
    """Return two sessions side by side."""
    head = ("key", "number", "text", "line", "code", "label",
            "count_1", "percent_1", "count_2", "percent_2")  # fmt: skip
    rows = (
        (*(each.key.key, each.key.number, each.key.text, one.line, one.code, one.label),
         *(_count(one.count), render_tenths(one.percent)),
         *(_count(two.count), render_tenths(two.percent)))
        for each in comparison.keys
        for one, two in each.lines
    )  # fmt: skip
    return _csv(head, rows)


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _totals_rows(tables: Tables) -> Iterable[Sequence[str]]:
    for table in tables.keys:
        key = table.key
        for line in table.lines:
            yield (
                *(key.key, key.number, key.text, key.kind, line.line, line.code, line.label),
                *(_count(line.count), render_tenths(line.percent)),
                render_tenths(line.percent_of_scale),
            )


def _cross_rows(table: CrossTable) -> Iterable[Sequence[str]]:
    labels = {choice.code: choice.label for choice in table.crossed.pair.rows.choices}
    for row in table.crossed.row_codes:
        cells = [_count(table.cells[row, code]) for code in table.crossed.column_codes]
        yield (row, labels.get(row, ""), *cells)


def _page_rows(tables: Tables) -> Iterable[Sequence[str]]:
    for page in tables.readings:
        duplicate = page.duplicate_of
        yield (
            *(page.path, str(page.page_index), page.form or "", page.version or ""),
            *("" if page.page is None else str(page.page), page.status, page.reason or ""),
            f"{duplicate.path}#{duplicate.page_index}" if duplicate else "",
            judge_counted(page, tables.counts.form),
        )


def _count(figure: Figure) -> str:
    return "" if figure is None else str(figure)
