"""How people and their software write the same thing differently, and files of such rows."""

import csv
import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from venue_kiosk.demo.draws import Draws

_WIDE: Final = str.maketrans("0123456789-", "０１２３４５６７８９－")
_PHONE_STYLES: Final = (("hyphens", 85), ("digits", 10), ("wide", 5))
_HALF_WIDTH: Final = {
    unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF65, 0xFF9E)
} | {"\u3099": "ﾞ", "\u309a": "ﾟ", "　": " "}


def write_phone(draws: Draws, phone: str) -> str:
    """Write a telephone number with hyphens, without, or in wide digits."""
    style = draws.weighted(_PHONE_STYLES)
    if style == "digits":
        return phone.replace("-", "")
    return phone.translate(_WIDE) if style == "wide" else phone


def write_reading(reading: str, style: str) -> str:
    """Write a reading in hiragana as it is, in ``katakana`` or in ``half_width`` katakana."""
    if style == "hiragana":
        return reading
    katakana = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in reading)
    if style == "katakana":
        return katakana
    parts = unicodedata.normalize("NFD", katakana)
    return "".join(_HALF_WIDTH.get(c, c) for c in parts)


def compose_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a CSV file as spreadsheets write it: UTF-8 with its mark, CRLF."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([columns, *rows])
    return text.getvalue().encode("utf-8-sig")


def write_csv(path: Path, rows: Sequence[dict[str, str]]) -> None:
    """Write rows, all with the same columns, as an application file."""
    columns = list(rows[0])
    path.write_bytes(compose_csv(columns, [[row[c] for c in columns] for row in rows]))
