"""The workbook on paper: no chart and no question is cut by the end of a page."""

import io
import re
import zipfile

import pytest
from small_surveys import form, key, page

from plugins.survey.tally.comparing import compare
from plugins.survey.tally.run_notes import RunNotes
from plugins.survey.tally.tables import compose_tables
from plugins.survey.tally.workbook import compose_workbook

SHAPE = form(*[key(f"q{n}", "single", 3 + n * 3 % 17) for n in range(1, 13)])
PRINTABLE = 595 - 72
"""Points of an A4 page on its side, without half an inch above and below."""


@pytest.fixture(scope="module")
def parts():
    given = [page(n, **{each.key: "1" for each in SHAPE.keys}) for n in range(9)]
    tables = compose_tables(SHAPE, given)
    again = compare(("first", tables), ("second", tables))
    book = zipfile.ZipFile(io.BytesIO(compose_workbook(tables, RunNotes(), again)))
    return [
        (book.read(f"xl/worksheets/sheet{n}.xml").decode(),
         book.read(f"xl/drawings/drawing{n}.xml").decode())
        for n in (1, 2)
    ]  # fmt: skip


def numbers(pattern, text):
    return [int(each) for each in re.findall(pattern, text)]


@pytest.mark.parametrize("which", [0, 1])
def test_charts_lie_within_pages_that_a_sheet_of_paper_holds(parts, which):
    sheet, drawing = parts[which]
    breaks = numbers(r'<brk id="(\d+)"', sheet)
    rows = numbers(r"<xdr:row>(\d+)</xdr:row>", drawing)
    charts = list(zip(rows[::2], rows[1::2], strict=True))
    assert len(charts) == 12
    assert len(breaks) >= 3
    assert not any(top < end <= bottom for top, bottom in charts for end in breaks)
    [scale] = numbers(r'scale="(\d+)"', sheet)
    last = max(numbers(r'<row r="(\d+)"', sheet))
    longest = max(b - a for a, b in zip([0, *breaks], [*breaks, last], strict=True))
    assert longest * 15 * scale / 100 <= PRINTABLE
    assert 'paperSize="9" ' in sheet
    assert 'orientation="landscape"' in sheet
    assert "fitToPage" not in sheet  # Excel leaves the breaks out where it fits pages itself
