"""An application file is read exactly, or refused with a sentence, whatever its bytes are."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.intake.application_file import (
    ApplicationFile,
    parse_application_file,
    read_application_file,
)
from tests.plugins.intake.workbooks import PARTS, cell, sheet_of, workbook
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import in_language

TABLE = [["氏名", "電話番号"], ["髙橋　惠子", "03-1234-5678"], ["山田 誠", "090-0123-4567"]]
CSV = "\r\n".join(",".join(row) for row in TABLE) + "\r\n"
PLAIN = CSV.replace("髙橋　惠子", "高橋　恵子")


def _rows(content: bytes) -> list[list[str]]:
    file = parse_application_file(content)
    return [list(file.header), *(list(cells) for _, cells in file.rows)]


def _refusal(content: bytes) -> UsageError:
    with in_language("en"), pytest.raises(UsageError) as refusal:
        list(parse_application_file(content).rows)
    return refusal.value


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("cp932"),
        CSV.replace(",", "\t").encode(),
        CSV.replace(",", "\t").encode("cp932"),
        CSV.replace("\r\n", "\n").encode(),
        CSV.replace("\r\n", "\r").encode(),
        CSV.replace("\r\n", "\n", 1).replace("\r\n", "\r\n\r\n").encode(),
        CSV.rstrip().encode(),
        CSV.replace("髙橋　惠子", '"髙橋　惠子"').encode(),
        CSV.replace("\r\n", ",,\r\n").encode(),
        CSV.encode() + b",\r\n\r\n",
        workbook(sheet_of(TABLE)),
        workbook(sheet_of([*TABLE, ["", ""]])),
    ],
)
def test_one_table_in_every_form_reads_the_same(content: bytes) -> None:
    assert _rows(content) == TABLE


def test_names_outside_cp932_come_through_utf8_unchanged() -> None:
    names = ["\U00020bb7田", "葛\U000e0100城", "\ufa19谷", "ｸﾞｴﾝ"]
    content = "氏名\n" + "\n".join(names)
    assert _rows(content.encode()) == [["氏名"], *([name] for name in names)]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    content = '氏名,住所\n,\n"a","1\n2"\n\nb,3\n'
    assert list(parse_application_file(content.encode()).rows) == [
        (3, ("a", "1\n2")),
        (5, ("b", "3")),
    ]
    sheet = '<row r="1">' + cell("A1", "氏名") + '</row><row r="4">' + cell("A4", "a") + "</row>"
    assert list(parse_application_file(workbook(sheet)).rows) == [(4, ("a",))]


def test_quotes_inside_quotes_and_separators_inside_quotes_stay_text() -> None:
    assert _rows('氏名\n"a ""b"", c"\n'.encode()) == [["氏名"], ['a "b", c']]


def test_rows_of_another_length_are_passed_on_for_the_report() -> None:
    assert _rows(b"a,b\n1\n1,2,3\n1,2,,\n") == [["a", "b"], ["1"], ["1", "2", "3"], ["1", "2"]]


def test_typed_cells_become_what_a_person_would_type() -> None:
    sheet = (
        f'<row r="1">{cell("A1", "a")}{cell("B1", "b")}{cell("C1", "c")}{cell("D1", "d")}</row>'
        f'<row r="2">{cell("A2", 312345678)}{cell("B2", 46299, date=True)}'
        f'{cell("C2", 1.5)}<c r="D2" t="b"><v>1</v></c></row>'
        f'<row r="3">{cell("B3", 46299.5, date=True)}</row>'
    )
    assert _rows(workbook(sheet))[1:] == [
        ["312345678", "2026-10-04", "1.5", "TRUE"],
        ["", "2026-10-04T12:00:00", "", ""],
    ]


def test_a_sheet_that_begins_at_column_b_keeps_its_columns() -> None:
    sheet = f'<row r="1">{cell("B1", "氏名")}</row><row r="2">{cell("B2", "a")}</row>'
    assert _rows(workbook(sheet)) == [["", "氏名"], ["", "a"]]


def _zip(**parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return packed.getvalue()


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, text in PARTS.items():
            parts.writestr(name, text)
        with parts.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(257):
                sheet.write(bytes(2**20))
    return packed.getvalue()


HEADER = "氏名,電話番号\n"
HEADER_ROW = f'<row r="1">{cell("A1", "氏名")}</row>'
FAULTS: list[tuple[str, bytes, str]] = [
    ("no bytes", b"", "is empty"),
    ("only blanks", b" \r\n\t\n", "is empty"),
    ("only a byte order mark", b"\xef\xbb\xbf", "is empty"),
    ("only a header", HEADER.encode(), "no applications"),
    ("only a header and blank rows", (HEADER + ",\n\n,,\n").encode(), "no applications"),
    ("first row blank", ("\n" + PLAIN).encode(), "first row"),
    ("first row only separators", (",\n" + PLAIN).encode(), "first row"),
    ("UTF-16 little end", CSV.encode("utf-16"), "neither UTF-8 nor Shift_JIS"),
    ("UTF-16 big end", b"\xfe\xff" + CSV.encode("utf-16-be"), "neither UTF-8 nor Shift_JIS"),
    ("UTF-16 without mark", CSV.encode("utf-16-le"), "neither UTF-8 nor Shift_JIS"),
    ("ISO-2022-JP", PLAIN.encode("iso2022_jp"), "neither UTF-8 nor Shift_JIS"),
    ("UTF-8 cut inside a character", CSV.encode()[:35], "Line 2"),
    ("UTF-8 and CP932 mixed", CSV.encode() + PLAIN.encode("cp932"), "Line 4"),
    ("one byte that is in neither", HEADER.encode() + b"\xff,\n", "Line 2"),
    ("bytes that are in neither", b"\x82,\n1,2\n", "neither UTF-8 nor Shift_JIS"),
    ("a NUL byte in a cell", (HEADER + "a\x00,1\n").encode(), "neither UTF-8 nor Shift_JIS"),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00", "neither UTF-8 nor Shift_JIS"),
    ("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00", "neither UTF-8 nor Shift_JIS"),
    ("a quotation mark never closed", (HEADER + '"a,1\nb,2\n').encode(), "begins at line 2"),
    ("text behind a closed quotation", (HEADER + 'a,1\n"b"c,2\n').encode(), "begins at line 3"),
    ("an open quotation in the header", '"氏名,電話\na,1'.encode(), "begins at line 1"),
    ("a cell longer than any cell", (HEADER + "a" * 140_000 + ",1").encode(), "line 2"),
    ("a cell of 1,001 characters", (HEADER + "a" * 1_001 + ",1").encode(), "1,000 characters"),
    ("a long cell in the header", ("a" * 1_001 + "\nb").encode(), "Row 1, column 1"),
    ("100,001 rows", b"a\n" + b"b\n" * 100_001, "100,000 rows"),
    ("an old or locked workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "old Office"),
    (
        "a workbook with a password",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    ("a ZIP file of something else", _zip(letter=b"x"), "not an XLSX workbook"),
    ("a ZIP file cut off", workbook(sheet_of(TABLE))[:700], "damaged"),
    ("only the beginning of a ZIP file", b"PK\x03\x04", "damaged"),
    ("a workbook without its sheet", _zip(**{"xl/workbook.xml": b"<workbook/>"}), "damaged"),
    ("a sheet that is no XML", workbook("<row"), "damaged"),
    ("a ZIP bomb", _bomb(), "unpacks to far more"),
    ("a cell in the last column", workbook(HEADER_ROW + cell("XFD2", "a")), "column Z"),
    ("a cell in the last row", workbook(HEADER_ROW + cell("A1048576", "a")), "below row"),
    (
        "a last row with a cell that has no place",
        workbook(HEADER_ROW + '<row r="1048576"><c><v>1</v></c></row>'),
        "below row",
    ),
    (
        "a formula with an error",
        workbook(HEADER_ROW + '<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>'),
        "formula",
    ),
    ("an empty sheet", workbook(""), "first row"),
    ("a workbook with only a header", workbook(HEADER_ROW), "no applications"),
    ("a long cell in a workbook", workbook(HEADER_ROW + cell("A2", "a" * 1_001)), "1,000"),
]


@pytest.mark.parametrize(
    ("content", "words"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_every_fault_gets_its_own_sentence_and_a_next_step(content: bytes, words: str) -> None:
    refusal = _refusal(content)
    assert words in refusal.message
    assert refusal.hint


def test_exactly_as_many_rows_and_characters_as_allowed_are_taken() -> None:
    assert len(_rows(b"a\n" + b"b\n" * 100_000)) == 100_001
    assert _rows(b"a\n" + b"b" * 1_000) == [["a"], ["b" * 1_000]]


def test_empty_cells_with_a_colour_far_out_do_no_harm() -> None:
    sheet = HEADER_ROW + f'<row r="2">{cell("A2", "a")}<c r="XFD2" s="1"/></row>'
    assert _rows(workbook(sheet)) == [["氏名"], ["a"]]


def test_a_file_is_read_from_its_place_and_known_again(tmp_path: Path) -> None:
    place = tmp_path / "applications.csv"
    place.write_bytes(CSV.encode())
    first, second = read_application_file(place), parse_application_file(CSV.encode())
    assert first.sha256 == second.sha256 != parse_application_file(CSV.encode("cp932")).sha256
    assert [list(cells) for _, cells in first.rows] == TABLE[1:]


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(64 * 2**20 + 1)
    for place, words in [(large, "64 MiB"), (tmp_path, "opened"), (tmp_path / "x", "opened")]:
        with in_language("en"), pytest.raises(UsageError, match=words):
            read_application_file(place)


@settings(max_examples=150)
@given(st.binary(max_size=300) | st.text('a,"\t\r\n氏', max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with in_language("en"):
        try:
            file: ApplicationFile = parse_application_file(content)
            numbers = [number for number, _ in file.rows]
        except UsageError:
            return
    assert numbers == sorted(set(numbers))
