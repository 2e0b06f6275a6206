"""The tables as a workbook: one worksheet for each, with Excel's own charts."""

import io
from collections.abc import Sequence
from typing import Any, Final

from plugins.survey.messages import _
from plugins.survey.tally.comparing import Comparison
from plugins.survey.tally.counting import claims_of, judge_counted
from plugins.survey.tally.crossing import TOTAL
from plugins.survey.tally.printed_pages import A4, CHART_WIDTH, PrintedPages
from plugins.survey.tally.report_paper import cross_heading, cross_label, cross_note, heading_of
from plugins.survey.tally.run_notes import RunNotes, tell_sheets
from plugins.survey.tally.tables import HIDDEN, CrossTable, Figure, KeyTable, Tables
from plugins.survey.tally.wording import (
    kind_words,
    legend_words,
    line_words,
    reason_words,
    status_words,
    unconfirmed_words,
)

_COLOURS: Final = ("#0B3C6F", "#B83200")
_CHART_ROWS: Final = 16
_SHEET_NAME: Final = 31
"""What Excel takes."""
_WIDTHS: Final = (44, 10, 10, 14)
_GAP: Final = 8.43
"""Of the column between a table and its charts: what Excel gives when nothing is said."""


class Workbook:
    """Writes one workbook in memory; every text is a text, never a formula."""

    def __init__(self, tables: Tables, notes: RunNotes) -> None:
        import xlsxwriter  # noqa: PLC0415 - only whoever writes a workbook waits for it

        self._out = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._out, options)
        self._tables = tables
        self._notes = notes
        self._bold = self._book.add_format({"bold": True})
        self._head = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._share = self._book.add_format({"num_format": "0.0"})
        self._hidden = self._book.add_format({"align": "right"})

    def finish(self, comparison: Comparison | None) -> bytes:
        """Write every worksheet and return the file."""
        self._write_totals()
        for number, table in enumerate(self._tables.cross_tables, 1):
            self._write_crossed(table, number)
        if comparison is not None:
            self._write_comparison(comparison)
        self._write_texts()
        self._write_pages()
        self._book.close()
        return self._out.getvalue()

    def _sheet(self, name: str, widths: Sequence[int] = _WIDTHS) -> Any:
        sheet = self._book.add_worksheet(name[:_SHEET_NAME])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _put(self, sheet: Any, row: int, column: int, figure: Figure, *, tenths: bool) -> None:
        if figure == HIDDEN:
            sheet.write_string(row, column, HIDDEN, self._hidden)
        elif tenths and isinstance(figure, int):
            sheet.write_number(row, column, figure / 10, self._share)
        elif isinstance(figure, int):
            sheet.write_number(row, column, figure)

    def _write_totals(self) -> None:
        sheet = self._sheet(_("Totals"))
        pages = PrintedPages((*_WIDTHS, _GAP))
        row = self._write_head(sheet)
        for table in self._tables.keys:
            begins, row = row, self._write_key(sheet, table, row)
            pages.add(begins, row)
        pages.set_on(sheet)

    def _write_head(self, sheet: Any) -> int:
        sheet.write_string(0, 0, self._tables.counts.form.title, self._bold)
        row = 1
        for name, value in tell_sheets(self._tables.counts, self._notes):
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, value)
            row += 1
        if self._tables.hidden_cells:
            sheet.write_string(row, 0, legend_words(self._tables.counts.form.suppress_below))
            row += 1
        return row + 1

    def _write_key(self, sheet: Any, table: KeyTable, row: int) -> int:
        sheet.write_string(row, 0, f"{heading_of(table)} ({kind_words(table.key)})", self._bold)
        self._warn(sheet, row)
        scale = (_("% of scale"),) if table.key.kind == "scale" else ()
        for column, word in enumerate((_("Answer"), _("Count"), "%", *scale)):
            sheet.write_string(row + 1, column, word, self._head)
        first = row + 2
        for place, line in enumerate(table.lines, first):
            sheet.write_string(place, 0, line_words(line))
            self._put(sheet, place, 1, line.count, tenths=False)
            self._put(sheet, place, 2, line.percent, tenths=True)
            self._put(sheet, place, 3, line.percent_of_scale, tenths=True)
        options = [line for line in table.lines if line.line == "option"]
        if options and not table.key.top_only:
            last = first + len(options) - 1
            self._draw(sheet, heading_of(table), at=(row + 1, 5), rows=(first, last), columns=[2])
        return max(first + len(table.lines), row + _CHART_ROWS) + 1

    def _draw(
        self,
        sheet: Any,
        title: str,
        *,
        at: tuple[int, int],
        rows: tuple[int, int],
        columns: Sequence[int],
        names: Sequence[str] = ("%",),
    ) -> None:
        """Draw bars beside a table; a hidden count has no bar, its cell holds no number."""
        chart = self._book.add_chart({"type": "bar"})
        for column, name, colour in zip(columns, names, _COLOURS, strict=False):
            chart.add_series(
                {
                    "name": name,
                    "categories": [sheet.name, rows[0], 0, rows[1], 0],
                    "values": [sheet.name, rows[0], column, rows[1], column],
                    "fill": {"color": colour},
                    "data_labels": {"value": True, "num_format": "0.0"},
                    "gap": 40,
                }
            )
        chart.set_title({"name": title, "name_font": {"size": 10}, "overlay": False})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"min": 0, "num_format": "0", "name": "%"})
        chart.set_legend({"none": True} if len(columns) == 1 else {"position": "bottom"})
        chart.set_size({"width": CHART_WIDTH, "height": 20 * _CHART_ROWS - 10})
        sheet.insert_chart(*at, chart)

    def _write_crossed(self, table: CrossTable, number: int) -> None:
        pair = table.crossed.pair
        sheet = self._sheet(f"{number} {pair.rows.key}×{pair.columns.key}", (40, *[13] * 32))
        sheet.fit_to_pages(1, 1)
        sheet.write_string(0, 0, cross_heading(table), self._bold)
        self._warn(sheet, 0)
        sheet.write_string(1, 0, cross_note(table))
        self._write_grid(sheet, table, 3, tenths=False)
        last = self._write_grid(sheet, table, 3 + len(table.crossed.row_codes) + 3, tenths=True)
        if self._tables.hidden_cells:
            sheet.write_string(last + 1, 0, legend_words(self._tables.counts.form.suppress_below))
        self._stack(sheet, table, last + 3)

    def _write_grid(self, sheet: Any, table: CrossTable, row: int, *, tenths: bool) -> int:
        pair = table.crossed.pair
        rows = {choice.code: choice.label for choice in pair.rows.choices}
        columns = {choice.code: choice.label for choice in pair.columns.choices}
        figures = table.row_percents if tenths else table.cells
        sheet.write_string(row, 0, _("% of the row") if tenths else _("Count"), self._head)
        for place, code in enumerate(table.crossed.column_codes, 1):
            sheet.write_string(row, place, cross_label(code, columns), self._head)
        for code in table.crossed.row_codes:
            row += 1
            sheet.write_string(row, 0, cross_label(code, rows))
            for place, column in enumerate(table.crossed.column_codes, 1):
                self._put(sheet, row, place, figures[code, column], tenths=tenths)
        return row

    def _stack(self, sheet: Any, table: CrossTable, at: int) -> None:
        head = 3 + len(table.crossed.row_codes) + 3
        last = head + len(table.crossed.pair.rows.codes)
        kind = "percent_stacked" if table.crossed.pair.columns.is_one_of else "clustered"
        options = {"type": "bar", "subtype": kind} if kind != "clustered" else {"type": "bar"}
        chart = self._book.add_chart(options)
        codes = [code for code in table.crossed.column_codes if code != TOTAL]
        for column, _code in enumerate(codes, 1):
            chart.add_series(
                {
                    "name": [sheet.name, head, column],
                    "categories": [sheet.name, head + 1, 0, last, 0],
                    "values": [sheet.name, head + 1, column, last, column],
                }
            )
        chart.set_y_axis({"reverse": True})
        chart.set_size({"width": 900, "height": 420})
        sheet.insert_chart(at, 0, chart)

    def _write_comparison(self, comparison: Comparison) -> None:
        widths = (44, 12, 10, 12, 10)
        sheet, pages, row = self._sheet(_("Comparison"), widths), PrintedPages((*widths, _GAP)), 0
        for each in comparison.keys:
            sheet.write_string(row, 0, f"{each.key.number}. {each.key.text}", self._bold)
            words = (_("Answer"), comparison.first, "%", comparison.second, "%")
            for column, word in enumerate(words):
                sheet.write_string(row + 1, column, word, self._head)
            first = row + 2
            for place, (one, two) in enumerate(each.lines, first):
                sheet.write_string(place, 0, line_words(one))
                for column, line in ((1, one), (3, two)):
                    self._put(sheet, place, column, line.count, tenths=False)
                    self._put(sheet, place, column + 1, line.percent, tenths=True)
            options = sum(one.line == "option" for one, _two in each.lines)
            names = (comparison.first, comparison.second)
            rows = (first, first + options - 1)
            self._draw(sheet, each.key.text, at=(row, 6), rows=rows, columns=[2, 4], names=names)
            begins, row = row, max(first + len(each.lines), row + _CHART_ROWS) + 1
            pages.add(begins, row)
        pages.set_on(sheet)

    def _write_texts(self) -> None:
        """Write what was typed from free texts, in the order of the readings; none, no sheet."""
        typed = [
            (key.key, answer.value)
            for key in self._tables.counts.form.keys
            for page in self._tables.readings
            if key.kind == "text"
            and (answer := claims_of(page, self._tables.counts.form).get(key.key))
            if answer.value
        ]
        if not typed:
            return
        sheet = self._sheet(_("Free texts"), (12, 100))
        for column, word in enumerate((_("Question"), _("What was written"))):
            sheet.write_string(0, column, word, self._head)
        for row, (key_name, words) in enumerate(typed, 1):
            sheet.write_string(row, 0, key_name)
            sheet.write_string(row, 1, words)

    def _write_pages(self) -> None:
        sheet = self._sheet(_("Pages"), (40, 8, 16, 10, 8, 16, 34, 12))
        words = (_("File"), _("Page of the file"), _("Questionnaire"), _("Version"), _("Side"),
                 _("State"), _("Reason"), _("Counted"))  # fmt: skip
        for column, word in enumerate(words):
            sheet.write_string(0, column, word, self._head)
        counted = {"all": _("all"), "part": _("in part"), "none": _("nothing")}
        for row, page in enumerate(self._tables.readings, 1):
            state = "duplicate" if page.is_duplicate else page.status
            part = counted[judge_counted(page, self._tables.counts.form)]
            texts = (page.path, str(page.page_index + 1), page.form or "", page.version or "",
                     str(page.page or ""), status_words(state),
                     reason_words(page.reason) if page.reason else "", part)  # fmt: skip
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text)

    def _warn(self, sheet: Any, row: int) -> None:
        words = unconfirmed_words(self._tables.counts.unconfirmed)
        if words:
            sheet.write_string(row, 5, words, self._bold)


def compose_workbook(tables: Tables, notes: RunNotes, comparison: Comparison | None) -> bytes:
    """Return the workbook's file."""
    return Workbook(tables, notes).finish(comparison)
