"""One command from readings to tables, workbook and report."""

import io
import json
import zipfile
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pypdfium2
import pytest
from small_surveys import form, key, page, pages

from plugins.survey.reading_lines import Answer, render_reading
from plugins.survey.tally.comparing import compare
from plugins.survey.tally.run_notes import RunNotes
from plugins.survey.tally.table_files import compose_csv_files, safe_cell
from plugins.survey.tally.tables import compose_tables
from plugins.survey.tally.tally_files import compose_files, write_files
from plugins.survey.tally_command import tally_command
from venue_kiosk.adapters.typesetter import TypstTypesetter
from venue_kiosk.api import RefusedError
from venue_kiosk.i18n import in_language

SHAPE = form(
    key("q1", "scale", 3),
    key("q2", "multiple", 3),
    key("q3", "text"),
    crossed=[("q1", "q2")],
)
DEFINITION = """
format = "venue-survey/1"
id = "small"
version = "1"
language = "ja"
title = "小さなアンケート"
intro = "無記名です。"
[sheet]
[[questions]]
id = "q1"
number = "1"
kind = "single"
text = "=いかがでしたか。"
options = ["よい", "ふつう"]
"""


def some_tables(n=12):
    answers = [{"q1": "1", "q2": "13", "q3": "-"}, {"q1": "2", "q2": "1", "q3": "-"}]
    return compose_tables(SHAPE, pages(*[answers[number % 2] for number in range(n)]))


def compose(tables, notes=None, comparison=None):
    return compose_files(
        tables, notes or RunNotes(), comparison=comparison, typesetter=TypstTypesetter()
    )


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_csv_is_what_a_spreadsheet_in_japan_opens():
    content = compose_csv_files(some_tables())["totals.csv"]
    assert content.startswith(b"\xef\xbb\xbfkey,number,text,kind,line,code,label,count,percent,")
    assert content.count(b"\r\n") == content.count(b"\n")


@pytest.mark.parametrize("text", ["=1+1", "+8", "-8", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(text):
    assert safe_cell(text) == f"'{text}"


def test_the_workbook_has_charts_of_its_own_and_no_formula():
    book = zipfile.ZipFile(io.BytesIO(compose(some_tables())["totals.xlsx"]))
    charts = [name for name in book.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 3
    sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 3
    assert not any(b"<f>" in book.read(name) for name in sheets)


def test_texts_that_were_typed_stand_in_the_workbook_as_texts():
    written = page(1, q1="1", q2="1", q3="-")
    typed = Answer("answered", (), value="=more seats, please")
    written = msgspec.structs.replace(written, answers=written.answers | {"q3": typed})
    book = zipfile.ZipFile(io.BytesIO(compose(compose_tables(SHAPE, [written]))["totals.xlsx"]))
    assert "=more seats, please" in book.read("xl/sharedStrings.xml").decode()
    assert b"Free texts" in book.read("xl/workbook.xml")


def test_the_report_says_how_sheets_add_up_in_the_language_shown():
    notes = RunNotes(given_out=20, paper=13, explained="one torn sheet")
    with in_language("ja"):
        words = text_of(compose(some_tables(), notes)["report.pdf"])
    assert "60.0%" in words
    assert "onetornsheet" in words
    assert "回収率" in words


def test_every_table_of_the_report_says_what_is_not_confirmed():
    readings = [page(0, q1="?1", q2="1", q3="-"), page(1, q1="1", q2="1", q3="-")]
    with in_language("ja"):
        words = text_of(compose(compose_tables(SHAPE, readings))["report.pdf"])
    assert words.count("1件未確認") == len(SHAPE.keys) + len(SHAPE.cross_tabs)


def test_two_sessions_stand_side_by_side_and_are_never_added():
    first, second = some_tables(20), some_tables(16)
    files = compose(first, comparison=compare(("first", first), ("second", second)))
    lines = files["comparison.csv"].decode("utf-8-sig").splitlines()
    assert "q1,1,Question q1?,option,1,option 1,10,50.0,8,50.0" in lines
    assert not any(line.startswith("q3") for line in lines)


def test_files_that_are_there_are_never_overwritten_and_nothing_is_left_half(tmp_path):
    files = {"totals.csv": b"a", "pages.csv": b"b"}
    (tmp_path / "pages.csv").write_bytes(b"older")
    with pytest.raises(RefusedError, match=r"pages\.csv"):
        write_files(files, tmp_path)
    assert not (tmp_path / "totals.csv").exists()


def test_the_command_counts_and_answers_programs(tmp_path):
    told, given = [], []
    answer = SimpleNamespace(wants_json=True, say=told.append, give=given.append)
    (tmp_path / "form.toml").write_text(DEFINITION, encoding="utf-8")
    lines = [page(0, q1="1"), page(1, q1="?2"), page(2, status="rejected", reason="blurred")]
    (tmp_path / "r.jsonl").write_bytes(b"\n".join(map(render_reading, lines)))
    run = tally_command(TypstTypesetter()).callback
    code = run(
        answer, definition=tmp_path / "form.toml", readings=tmp_path / "r.jsonl",
        out=tmp_path / "out", given_out=None, paper=3, explained="", compare_with=None,
    )  # fmt: skip
    [result] = given
    assert code == 0
    assert result["pages"] == {"read": 1, "review": 1, "rejected": 1, "duplicate": 0}
    assert (result["sheets"], result["unconfirmed"]) == (2, 1)
    assert all(Path(name).is_file() for name in result["files"])
    assert any("do not agree" in line for line in told)
    totals = (tmp_path / "out" / "totals.csv").read_text("utf-8-sig")
    assert ",'=いかがでしたか。," in totals
    assert json.dumps(result)
