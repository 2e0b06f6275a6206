"""The report as a PDF: counts of sheets, tables with bars, cross-tabulations, legend."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from plugins.survey.answer_keys import NO_ANSWER
from plugins.survey.messages import _
from plugins.survey.tally.comparing import Comparison
from plugins.survey.tally.crossing import TOTAL
from plugins.survey.tally.run_notes import RunNotes, tell_sheets
from plugins.survey.tally.tables import (
    CrossTable,
    Figure,
    KeyTable,
    Tables,
    TotalsLine,
    render_tenths,
)
from plugins.survey.tally.wording import kind_words, legend_words, line_words, unconfirmed_words
from venue_kiosk.api import Typesetter

TEMPLATE: Final = Path(__file__).with_name("report.typ")


def set_report(
    tables: Tables,
    notes: RunNotes,
    *,
    comparison: Comparison | None,
    typesetter: Typesetter,
) -> bytes:
    """Return the report's PDF."""
    return typesetter.pdf(TEMPLATE, compose_values(tables, notes, comparison))


def compose_values(
    tables: Tables, notes: RunNotes, comparison: Comparison | None
) -> Mapping[str, Any]:
    """Return what the template prints."""
    form = tables.counts.form
    note = unconfirmed_words(tables.counts.unconfirmed)
    return {
        "title": form.title,
        "subtitle": _("Survey results"),
        "sheets": [list(line) for line in tell_sheets(tables.counts, notes)],
        "note": note,
        "head": [_("Answer"), _("Count"), "%", _("% of scale")],
        "tables": [_key_values(table) for table in tables.keys],
        "cross_title": _("Cross-tabulations"),
        "crossed": [_cross_values(table) for table in tables.cross_tables],
        "comparison": _comparison_values(comparison) if comparison else None,
        "legend": legend_words(form.suppress_below) if tables.hidden_cells else "",
        "page": _("page"),
    }


def heading_of(table: KeyTable) -> str:
    """Return a question as a heading."""
    return f"{table.key.number}. {table.key.text}"


def cross_heading(table: CrossTable) -> str:
    """Return the two questions of a cross-tabulation as a heading."""
    pair = table.crossed.pair
    return f"{pair.rows.number}. {pair.rows.text} × {pair.columns.number}. {pair.columns.text}"


def cross_note(table: CrossTable) -> str:
    """Say how many sheets a cross-tabulation does not have; nothing when it has all."""
    left_out = table.crossed.left_out
    return _("{n} sheets are left out: one of the two answers is missing or not confirmed",
             n=left_out) if left_out else ""  # fmt: skip


def cross_label(code: str, labels: Mapping[str, str]) -> str:
    """Return what a row or column of a cross-tabulation is called."""
    if code == TOTAL:
        return _("Total")
    return _("No answer, invalid") if code == NO_ANSWER else f"{code} {labels[code]}"


def _key_values(table: KeyTable) -> Mapping[str, Any]:
    notes = [kind_words(table.key)]
    if table.identifying:
        notes.append(_("{n} tell who somebody is: counted, not typed", n=table.identifying))
    if table.key.top_only:
        notes.append(_("only the answers given most often, most frequent first"))
    return {
        "heading": heading_of(table),
        "note": " · ".join(notes),
        "scale": table.key.kind == "scale",
        "rows": [_row(line) for line in table.lines],
    }


def _row(line: TotalsLine) -> Mapping[str, Any]:
    return {
        "label": line_words(line),
        "count": _shown(line.count),
        "percent": render_tenths(line.percent),
        "of_scale": render_tenths(line.percent_of_scale),
        "bar": bar_of(line),
        "option": line.line == "option",
    }


def bar_of(line: TotalsLine) -> int | None:
    """Return how long a line's bar is, in tenths of a percent; none where nothing is shown."""
    drawn = line.line in ("option", "invalid", "no_answer", "answered")
    return line.percent if drawn and isinstance(line.percent, int) else None


def _cross_values(table: CrossTable) -> Mapping[str, Any]:
    pair = table.crossed.pair
    rows = {choice.code: choice.label for choice in pair.rows.choices}
    columns = {choice.code: choice.label for choice in pair.columns.choices}
    return {
        "heading": cross_heading(table),
        "note": cross_note(table),
        "head": [cross_label(code, columns) for code in table.crossed.column_codes],
        "rows": [
            {
                "label": cross_label(row, rows),
                "cells": [_cross_cell(table, row, code) for code in table.crossed.column_codes],
            }
            for row in table.crossed.row_codes
        ],
    }


def _cross_cell(table: CrossTable, row: str, code: str) -> Sequence[str]:
    count = _shown(table.cells[row, code])
    percent = render_tenths(table.row_percents[row, code])
    return [count, "" if code == TOTAL or percent in ("", "x") else f"{percent} %"]


def _comparison_values(comparison: Comparison) -> Mapping[str, Any]:
    return {
        "title": _("Comparison: {first} and {second}",
                   first=comparison.first, second=comparison.second),
        "head": [_("Answer"), comparison.first, "%", comparison.second, "%"],
        "tables": [
            {
                "heading": f"{each.key.number}. {each.key.text}",
                "rows": [
                    [line_words(one), _shown(one.count), render_tenths(one.percent),
                     _shown(two.count), render_tenths(two.percent), bar_of(one), bar_of(two)]
                    for one, two in each.lines
                ],
            }
            for each in comparison.keys
        ],
    }  # fmt: skip


def _shown(figure: Figure) -> str:
    return "" if figure is None else str(figure)
