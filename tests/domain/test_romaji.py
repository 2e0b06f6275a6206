"""Latin letters become kana, one key at a time or all at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.domain.romaji import romaji_to_kana


@pytest.mark.parametrize(
    ("typed", "kana", "pending"),
    [
        ("takahashi", "たかはし", ""),
        ("takahasi", "たかはし", ""),
        ("YUUKO", "ゆうこ", ""),
        ("ｙｕｕｋｏ", "ゆうこ", ""),
        ("yu-ko", "ゆーこ", ""),
        ("Ōta", "おうた", ""),
        ("shinnji", "しんじ", ""),
        ("ken'ichi", "けんいち", ""),
        ("honda", "ほんだ", ""),
        ("namba", "なんば", ""),
        ("hattori", "はっとり", ""),
        ("matchan", "まっちゃ", "n"),
        ("jun", "じゅ", "n"),
        ("ky", "", "ky"),
        ("ta ka", "た か", ""),
        ("タカha", "タカは", ""),
        ("kq", "kq", ""),
        ("", "", ""),
    ],
)
def test_typed_letters_become_kana(typed: str, kana: str, pending: str) -> None:
    assert romaji_to_kana(typed) == (kana, pending)


@given(st.text("abcdefghijklmnopqrstuvwxyz'- かん", max_size=12), st.integers(0, 12))
def test_typing_key_by_key_gives_the_same_as_all_at_once(text: str, cut: int) -> None:
    kana, pending = romaji_to_kana(text[:cut])
    assert romaji_to_kana(kana + pending + text[cut:]) == romaji_to_kana(text)
