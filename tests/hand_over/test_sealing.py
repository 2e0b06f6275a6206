"""Workbooks come out cell by cell as they went in, here and in LibreOffice."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from package import SEALER

from venue_kiosk.domain.hand_over import HandOverList, ListColumn
from venue_kiosk.errors import RefusedError

PASSWORD = "ABCD-EFGH-JKLM-NPQR-STUV"
CELLS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"), exclude_characters="\u2028\u2029"),
    max_size=40,
)
HARD = (
    *("0001", "0312345678", "1e5", "TRUE", "2026-11-24", "11/24", "1/2", "100%", "¥1,000"),
    *("=1+1", "+81-3", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "'0001", '"', "http://example.jp"),
    *("𠮷田 髙子", "葛\U000e0100", " 前後 ", "渡邉", "_x0041_", "<a>&amp;", "長" * 300),
)


def sheet_of(*rows):
    """Return a list of these rows, as wide as the widest."""
    width = max((len(row) for row in rows), default=2)
    columns = tuple(ListColumn(f"列{n}", f"item{n}") for n in range(width))
    padded = tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)
    return HandOverList(title="一覧", columns=columns, rows=padded)


@pytest.mark.parametrize("rows", [0, 1, 4_095, 4_096, 4_097])
def test_every_cell_comes_back_whatever_the_size(rows):
    sheet = sheet_of(*((f"{n:05d}", f"見本{n}") for n in range(rows)))
    assert SEALER.open_list(SEALER.seal_list(sheet, PASSWORD), PASSWORD) == sheet.table


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(CELLS.filter(bool), CELLS), max_size=5))
def test_any_text_comes_back(rows):
    sheet = sheet_of(*rows)
    assert SEALER.open_list(SEALER.seal_list(sheet, PASSWORD), PASSWORD) == sheet.table


def test_no_cell_becomes_a_formula_a_number_or_a_date():
    import msoffcrypto

    sealed = SEALER.seal_list(sheet_of(*((each, each) for each in HARD)), PASSWORD)
    book = msoffcrypto.OfficeFile(io.BytesIO(sealed))
    book.load_key(password=PASSWORD)
    plain = io.BytesIO()
    book.decrypt(plain)
    import zipfile

    page = zipfile.ZipFile(plain).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert page.count('t="s"') == page.count("<c ")


def test_a_cell_that_is_too_long_is_refused_by_its_row_and_not_by_its_text():
    sheet = sheet_of(("短い",), ("長" * 40_000,))
    with pytest.raises(RefusedError) as refused:
        SEALER.seal_list(sheet, PASSWORD)
    assert "3" in refused.value.message
    assert "長長" not in refused.value.message


def test_flipped_bits_are_refused_or_change_nothing():
    sheet = sheet_of(("氏名", "見本"))
    sealed = SEALER.seal_list(sheet, PASSWORD)
    for place in range(100, len(sealed), len(sealed) // 20):
        damaged = bytearray(sealed)
        damaged[place] ^= 1
        try:
            assert SEALER.open_list(bytes(damaged), PASSWORD) == sheet.table
        except RefusedError:
            continue
