"""What people say at the desk finds them, strict hits first, and never a list to leaf through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.domain.name_keys import SearchKeys, search_keys
from venue_kiosk.domain.name_search import (
    Hit,
    NameQuery,
    NotSearchable,
    NumberQuery,
    Tier,
    TooLong,
    TooShort,
    parse_query,
    rank,
)
from venue_kiosk.domain.reasons import Unreadable

PEOPLE: dict[int, SearchKeys] = {
    1: search_keys("髙橋　和子", "たかはし　かずこ", "03-1234-5678"),
    2: search_keys("高橋 恵子", "タカハシ ケイコ", "090-0123-0001"),
    3: search_keys("大野　勇", "おおの　いさお", "090-0123-0002"),
    4: search_keys("小野勇", "おのいさお", "090-0123-0002"),
    5: search_keys("山﨑　茂", "やまざき　しげる", ""),
    6: search_keys("山崎　茂", "やまさき　しげる", ""),
    7: search_keys("東　陽菜", "あずま　ひな", ""),
    8: search_keys("グエン・ティ・ラン", None, ""),
    9: search_keys("斎藤　惠子", None, "03-1234-0003"),
    11: search_keys("Nguyen Thi Lan", None, ""),
    10: search_keys("齋藤恵子", None, "03-1234-0003"),
}


def _found(text: str) -> list[tuple[int, Tier]]:
    query = parse_query(text)
    assert isinstance(query, NameQuery)
    return [(hit.attendee_id, hit.tier) for hit in rank(query, PEOPLE.items())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("たか", [(1, Tier.KANA_STRICT), (2, Tier.KANA_STRICT)]),
        ("ﾀｶ", [(1, Tier.KANA_STRICT), (2, Tier.KANA_STRICT)]),
        ("taka", [(1, Tier.KANA_STRICT), (2, Tier.KANA_STRICT)]),
        ("taka k", [(1, Tier.KANA_STRICT), (2, Tier.KANA_STRICT)]),
        ("taka ke", [(2, Tier.KANA_STRICT)]),
        ("たか　か", [(1, Tier.KANA_STRICT)]),
        ("お い", [(4, Tier.KANA_STRICT), (3, Tier.KANA_STRICT)]),
        ("おの", [(4, Tier.KANA_STRICT), (3, Tier.KANA_LOOSE)]),
        ("おおの", [(3, Tier.KANA_STRICT), (4, Tier.KANA_LOOSE)]),
        ("やまさき", [(6, Tier.KANA_STRICT), (5, Tier.KANA_DEVOICED)]),
        ("ぐえん", [(8, Tier.KANA_STRICT)]),
        ("グエン ティ", [(8, Tier.KANA_STRICT)]),
        ("高橋", [(1, Tier.KANJI), (2, Tier.KANJI)]),
        ("髙橋 恵", [(2, Tier.KANJI)]),
        ("nguyen l", []),
        ("ＮＧＵＹＥＮ thi", [(11, Tier.KANJI)]),
        ("東", [(7, Tier.KANJI)]),
        ("斉藤恵", [(9, Tier.KANJI), (10, Tier.KANJI)]),
        ("斉藤 恵", [(9, Tier.KANJI), (10, Tier.KANJI)]),
        ("5678", [(1, Tier.PHONE)]),
        ("０９００１２３０００２", [(3, Tier.PHONE), (4, Tier.PHONE)]),
        ("すず", []),
    ],
)
def test_people_are_found(text: str, found: list[tuple[int, Tier]]) -> None:
    assert sorted(_found(text)) == sorted(found)
    assert [tier for _, tier in _found(text)] == sorted(tier for _, tier in found)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("た", TooShort("kana")),
        ("", TooShort("kana")),
        ("k", TooShort("kana")),
        ("12", TooShort("digits")),
        ("0124-4", Unreadable(reception_no=True)),
        ("01234", NumberQuery("0123-4")),
        ("０１２３ー４", NumberQuery("0123-4")),
        ("%%", NotSearchable()),
        ("123456789", NotSearchable()),
        ("あ" * 101, TooLong()),
    ],
)
def test_other_texts_get_a_reason_or_a_number(text: str, answer: object) -> None:
    assert parse_query(text) == answer


def test_a_shorter_name_comes_before_a_longer_one_of_the_same_tier() -> None:
    people = {1: search_keys("", "みほんぎ", ""), 2: search_keys("", "みほん", "")}
    query = parse_query("みほん")
    assert isinstance(query, NameQuery)
    assert rank(query, people.items()) == [Hit(2, Tier.KANA_STRICT), Hit(1, Tier.KANA_STRICT)]


@given(st.text(max_size=40))
def test_any_text_gets_an_answer_and_no_query_lists_everybody(text: str) -> None:
    query = parse_query(text)
    if isinstance(query, NameQuery):
        assert all(found.first for found in query.ranges)
        assert rank(query, [(1, SearchKeys())]) == []


def test_a_query_does_not_print_a_name() -> None:
    query = parse_query("たかはし かず")
    assert isinstance(query, NameQuery)
    assert "か" not in repr(query) + repr(query.ranges)
