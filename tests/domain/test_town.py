"""Of an address, the venue keeps the town and nothing nearer to the house."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.domain.town import town_of

WARD = ("東京都", "新宿区")


@pytest.mark.parametrize(
    ("address", "town"),
    [
        ("東京都新宿区高田馬場一丁目９９番０号", "高田馬場1丁目"),
        ("新宿区高田馬場1丁目99-0 見本荘101", "高田馬場1丁目"),
        ("高田馬場1−99−0", "高田馬場1丁目"),
        ("高田馬場１ー99ー0", "高田馬場1丁目"),
        ("東京都 新宿区 百人町 二丁目 99番0号", "百人町2丁目"),
        ("四谷三栄町99番0号", "四谷三栄町"),
        ("北新宿十二丁目1番", "北新宿12丁目"),
        ("矢来町99-0", "矢来町"),
        ("矢来町99番地 見本ビル", "矢来町"),
        ("市ヶ谷田町2丁目", "市谷田町2丁目"),
        ("霞ヶ丘町", "霞ケ丘町"),
        ("東京都中野区見本町99番0号", "中野区見本町"),
        ("", ""),
        ("99-0", ""),
    ],
)
def test_towns(address: str, town: str) -> None:
    assert town_of(address, WARD) == town


@given(st.text(max_size=60))
def test_digits_only_ever_come_with_the_block(address: str) -> None:
    town = town_of(address, WARD)
    assert not any(c.isdigit() and c.isascii() for c in town) or town.endswith("丁目")
