"""Search keys join the ways one name is written, and show no name."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from venue_kiosk.domain.name_keys import (
    fold_name,
    kana_devoiced,
    kana_loose,
    kana_strict,
    kanji_key,
    phone_last4,
    search_keys,
    split_name,
)

KANA = st.text(
    "あいうえおかきくけこがぎさしじずそたちつてとどなにのはばぱふほまみゃゅょらるろわをんー"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [("タカハシ", "たかはし"), ("ﾜﾀﾅﾍﾞ", "わたなべ"), ("か゛とう", "がとう"), ("すゞき", "すずき"),
     ("さゝき", "ささき"), ("グエン・ティ・ラン", "ぐえんてぃらん"), ("たか　はし", "たかはし")],
)  # fmt: skip
def test_strict_kana_joins_ways_of_writing(one: str, other: str) -> None:
    assert kana_strict(one) == kana_strict(other)


def test_a_voiced_iteration_mark_repeats_what_has_no_other_voiced_form() -> None:
    assert kana_strict("がゞみ") == "ががみ"
    assert kana_strict("なゞお") == "ななお"


@pytest.mark.parametrize(
    ("one", "other"),
    [("ﾕｰｺ", "ゆうこ"), ("おーた", "おおた"), ("おおた", "おうた"), ("みつづか", "みつずか"),
     ("きょうこ", "きようこ"), ("けいこ", "けーこ"), ("ゑみ", "えみ"), ("ヴィ", "びい"),
     ("ふじた　いさお", "ふじたいさを"), ("おおの", "おの")],
)  # fmt: skip
def test_loose_kana_joins_ways_of_hearing(one: str, other: str) -> None:
    assert kana_strict(one) != kana_strict(other)
    assert kana_loose(one) == kana_loose(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("やまさき", "やまざき"), ("なかしま", "なかじま"), ("じゅんいち", "しゅんいち")],
)
def test_devoiced_kana_joins_voiced_and_plain(one: str, other: str) -> None:
    assert kana_loose(one) != kana_loose(other)
    assert kana_devoiced(one) == kana_devoiced(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("髙橋", "高橋"), ("山\ufa11", "山崎"), ("渡邊", "渡辺"), ("渡邉", "渡辺"), ("齋藤", "斉藤"),
     ("斎藤", "斉藤"), ("濵田", "浜田"), ("\U00020bb7田", "吉田"), ("葛\U000e0100城", "葛城"),
     ("\ufa19谷", "神谷"), ("栁田", "柳田"), ("冨田", "富田"), ("佐々木", "佐佐木"),
     ("高橋　恵子", "高橋恵子")],
)  # fmt: skip
def test_kanji_key_joins_variant_characters(one: str, other: str) -> None:
    assert kanji_key(one) == kanji_key(other)


@given(KANA, KANA)
def test_the_beginning_of_a_reading_gives_the_beginning_of_every_key(begin: str, rest: str) -> None:
    for key in (kana_strict, kana_loose, kana_devoiced):
        assert key(begin + rest).startswith(key(begin))


@given(st.text(max_size=30) | st.text("かがなカガヴゝゞヽヾ々〻゛゜・ ー", max_size=8))
@example("ゞヽ")
def test_keys_of_keys_change_nothing(text: str) -> None:
    for key in (kana_strict, kana_loose, kana_devoiced, kanji_key):
        assert key(key(text)) == key(text) or fold_name(key(text)) != key(text)


def test_a_name_in_kana_is_found_by_kana_without_furigana() -> None:
    keys = search_keys("グエン・ティ・ラン", None, "")
    assert keys.kana_strict == "ぐえんてぃらん"
    assert keys.given_strict == "てぃらん"
    assert search_keys("見本木 桜", None, "").kana_strict == ""


def test_given_names_are_known_only_where_the_name_was_written_apart() -> None:
    apart = search_keys("髙橋　恵子", "たかはし　けいこ", "")
    together = search_keys("髙橋恵子", "たかはしけいこ", "")
    assert (apart.given_strict, apart.given_loose, apart.given_kanji) == ("けいこ", "けこ", "恵子")
    assert (together.given_strict, together.given_kanji) == ("", "")
    assert apart.kana_strict == together.kana_strict


@pytest.mark.parametrize(
    ("phone", "last4"),
    [("０３（１２３４）５６７８", "5678"), ("090-0123-4567", "4567"), ("", ""), ("123", "")],
)
def test_the_last_four_digits_of_a_phone(phone: str, last4: str) -> None:
    assert phone_last4(phone) == last4


def test_splitting_keeps_a_name_written_together_whole() -> None:
    assert split_name("東") == ("東", "")
    assert split_name(" 東　陽菜 ") == ("東", "陽菜")
    assert split_name("") == ("", "")


def test_keys_do_not_print_a_name() -> None:
    assert "たか" not in repr(search_keys("高橋", "たかはし", "0312345678"))
