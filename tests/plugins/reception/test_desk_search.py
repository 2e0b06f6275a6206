"""Finding somebody: by romaji, kana, kanji, phone or number, and never the wrong one."""

import json
import re

import pytest

from venue_kiosk.api import Decision


@pytest.fixture(scope="module")
def people(hall):
    """Register a family of hard cases."""
    named = {
        "hanako": {"name": "髙橋　花子", "furigana": "たかはし　はなこ"},
        "ichiro": {"name": "高橋　一郎", "furigana": "たかはし　いちろう"},
        "takagi": {"name": "高木　正", "furigana": "たかぎ　ただし"},
        "oono": {"name": "大野　正", "furigana": "おおの　ただし"},
        "ono": {"name": "小野　正", "furigana": "おの　ただし"},
        "wait": {
            "name": "林　みどり",
            "furigana": "はやし　みどり",
            "decision": Decision.WAITLISTED,
            "waitlist_order": 3,
        },
        "lost": {
            "name": "森　みどり",
            "furigana": "もり　みどり",
            "decision": Decision.NOT_SELECTED,
        },
        "twin": {"name": "渡邊　浩美", "furigana": "わたなべ　ひろみ"},
        "other_twin": {"name": "渡辺　ひろみ", "furigana": "わたなべ　ひろみ"},
        "phone": {"name": "佐野　文", "furigana": "さの　ふみ", "phone": "0355559876"},
    }
    return dict(zip(named, hall.guests(*named.values()), strict=True))


@pytest.fixture(scope="module")
def crowd(hall):
    """Register more people of one name than may be listed."""
    kana = "あいうえおかきくけこ"
    return hall.guests(*({"name": f"鈴木　{n}", "furigana": f"すずき　{n}"} for n in kana))


def rows(desk):
    return [line for line in desk.words.splitlines() if re.match(r" ?[1-8]  \S", line)]


@pytest.mark.parametrize("typed", ["taka ha", "たか は", "タカ　ハ", "高橋 花", "髙橋　花"])
async def test_two_kana_a_space_and_one_more_find_the_person(desk, people, typed):
    await desk.press("f")
    await desk.type(typed)
    assert len(rows(desk)) == 1
    assert "髙橋　花子" in desk.words
    assert "1人見つかりました" in desk.words


async def test_the_fast_way_is_find_letters_enter(desk, hall):
    guest = hall.guest(name="久保　類", furigana="くぼ　るい")
    await desk.press("f")
    await desk.type("kubo ru")
    await desk.press("enter")
    assert "○ 受付できました" in desk.words
    assert hall.is_in(guest)


async def test_enter_goes_to_the_list_when_there_are_several_and_a_number_chooses(
    desk, hall, people
):
    await desk.press("f")
    await desk.type("taka")
    assert len(rows(desk)) == 3
    await desk.press("enter")
    assert desk.screen.query_one("#search-hits").has_focus
    await desk.press("down", "enter")
    assert "○ 受付できました" in desk.words
    chosen = people["ichiro"]
    assert hall.is_in(chosen) or hall.is_in(people["hanako"])


async def test_a_number_chooses_while_the_pad_has_the_focus(desk, hall):
    hall.guest(name="千葉　一", furigana="ちば　はじめ")
    second = hall.guest(name="千葉　保", furigana="ちば　まもる")
    await desk.press("f")
    await desk.type("chiba")
    await desk.press("2")
    assert "○ 受付できました" in desk.words
    assert hall.is_in(second)


async def test_from_the_list_letters_go_on_in_the_pad(desk, people):
    await desk.press("f")
    await desk.type("taka")
    await desk.press("tab")
    await desk.type("gi")
    assert "▶ たかぎ" in desk.words
    assert len(rows(desk)) == 1


async def test_phone_digits_find_and_are_confirmed_before_anybody_is_in(desk, hall, people):
    guest = people["phone"]
    await desk.press("f")
    await desk.type("9876")
    assert "佐野　文" in desk.words
    assert "（確認）" in desk.words
    await desk.press("enter", "enter", "enter")
    assert "佐野　文 さまですか。" in desk.words
    assert not hall.is_in(guest)
    await desk.press("y")
    assert "○ 受付できました" in desk.words
    assert hall.is_in(guest)


async def test_a_reception_number_finds_its_person(desk, hall):
    guest = hall.guest(name="江口　浩", furigana="えぐち　ひろし")
    await desk.press("f")
    await desk.type(guest.reception_no)
    assert "江口　浩" in desk.words
    await desk.press("enter")
    assert hall.is_in(guest)


@pytest.mark.parametrize("typed", ["ta", "た", "12", "98"])
async def test_nothing_is_listed_below_the_least_that_must_be_typed(desk, people, typed):
    await desk.press("f")
    await desk.type(typed)
    assert rows(desk) == []
    assert "名字2字" in desk.words


async def test_at_most_eight_people_are_listed(desk, crowd):
    await desk.press("f")
    await desk.type("suzuki")
    assert len(rows(desk)) == 8
    assert "8人より多いです。" in desk.words


async def test_a_likely_name_is_never_taken_without_asking_aloud(desk, hall, people):
    await desk.press("f")
    await desk.type("oono")
    assert "大野　正" in desk.words
    number = next(row.split()[0] for row in rows(desk) if "小野" in row)
    await desk.press(number)
    assert "小野　正 さまですか。" in desk.words
    assert "おの　ただし" in desk.words
    await desk.press("enter", "space", number)
    assert not hall.is_in(people["ono"])
    await desk.press("escape")
    assert "小野　正 さまですか。" not in desk.words
    assert not hall.is_in(people["ono"])


async def test_namesakes_are_asked_about_even_when_their_reading_is_sure(desk, hall, people):
    await desk.press("f")
    await desk.type("watanabe hiromi")
    assert len(rows(desk)) == 2
    await desk.press("1")
    assert "さまですか。" in desk.words
    await desk.press("escape", "f6")
    assert "△ 同じ名前の方がいます" in desk.words
    assert "電話番号の下4けたを教えてください。" in desk.words
    assert not hall.is_in(people["twin"])
    assert not hall.is_in(people["other_twin"])


@pytest.mark.parametrize(
    ("who", "typed", "words"),
    [("wait", "hayashi", "△ お待ちの方です"), ("lost", "mori mi", "■ 申し訳ありません")],
)
async def test_who_has_no_place_is_found_and_gets_the_verdict(
    desk, hall, people, who, typed, words
):
    await desk.press("f")
    await desk.type(typed)
    await desk.press("enter")
    assert words in desk.words
    assert not hall.is_in(people[who])


async def test_a_search_is_logged_once_with_counts_and_without_words(desk, hall, people):
    before = len(hall.venue.deeds("name_search"))
    await desk.press("f")
    await desk.type("hayashi")
    await desk.press("escape")
    await desk.pilot.pause()
    deeds = hall.venue.deeds("name_search")
    assert len(deeds) == before + 1
    assert deeds[-1]["n"]["queries"] >= 2
    assert deeds[-1]["n"]["shown"] >= 1
    line = json.dumps(deeds[-1], ensure_ascii=False)
    assert "はや" not in line
    assert "林" not in line
