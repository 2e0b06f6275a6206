"""A number by hand, and the keys: all of them, whatever has the focus."""

import pytest

from venue_kiosk.ui.screen_text import screen_text


async def test_a_number_is_typed_from_anywhere_digit_by_digit(desk, hall):
    guest = hall.guest()
    await desk.press(*guest.reception_no.replace("-", ""))
    assert desk.screen.query_one("#desk-number").has_focus
    assert guest.reception_no.replace("-", "") in desk.words
    await desk.press("enter")
    assert "○ 受付できました" in desk.words
    assert f"番号 {guest.reception_no}" in desk.words
    assert desk.screen.focused is None


async def test_a_number_in_full_width_with_its_hyphen_is_the_same_number(desk, hall):
    guest = hall.guest()
    await desk.type(guest.reception_no.translate({ord("0") + n: ord("０") + n for n in range(10)}))
    await desk.press("enter")
    assert hall.is_in(guest)


async def test_a_wrong_check_digit_is_told_and_nobody_is_in(desk, hall):
    guest = hall.guest()
    digits = guest.reception_no.replace("-", "")
    await desk.type(digits[:-1] + str((int(digits[-1]) + 1) % 10))
    await desk.press("enter")
    assert "？ 番号をもう一度" in desk.words
    assert "最後の1けたまで入れてください。" in desk.words
    assert not hall.is_in(guest)


async def test_enter_without_a_number_is_no_scan(desk, hall):
    before = hall.scans()
    await desk.press("1", "backspace", "enter", "enter")
    assert hall.scans() == before
    assert "QRをかざしてください" in desk.words


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("f", "下4けたでさがす"),
        ("w", "この紙にご記入ください"),
        ("u", "受付を取り消す"),
        ("h", "責任者を呼んでいます"),
        ("p", "ご本人ですか"),
        ("f7", "画像ファイルのQRを読む"),
        ("F", "下4けたでさがす"),
        ("ｆ", "下4けたでさがす"),
        ("ｈ", "責任者を呼んでいます"),
        ("f8", "受付を取り消す"),
    ],
)
async def test_a_key_works_while_the_number_field_has_the_focus(desk, key, words):
    await desk.type("12")
    if len(key) == 1:
        await desk.type(key)
    else:
        await desk.press(key)
    await desk.pilot.pause()
    assert words in desk.words


@pytest.mark.parametrize("space", [" ", "　"])
async def test_space_is_the_next_guest_and_empties_the_number_field(desk, hall, space):
    await desk.scan(hall.ticket(hall.guest()))
    await desk.type("12" + space)
    assert "QRをかざしてください" in desk.words
    assert "12" not in desk.screen.query_one("#desk-number").value


async def test_the_sound_is_switched_and_its_state_stands_in_words(desk):
    assert "S 音なし" in desk.words
    await desk.press("s")
    assert "S 音あり" in desk.words
    assert desk.pilot.app.sounds.on
    await desk.press("s")
    assert "S 音なし" in desk.words


async def test_back_leads_home_and_the_desk_opens_again(desk):
    await desk.press("b")
    assert "QRをかざしてください" not in desk.words
    await desk.press("1")
    assert "QRをかざしてください" in desk.words


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
async def test_the_keys_a_newcomer_needs_are_whole_on_every_screen(hall, size, language):
    async with hall.venue.run_app("H-03", start_at="reception", size=size) as pilot:
        if language == "en":
            await pilot.press("f9")
            await pilot.pause()
        shown = " ".join(screen_text(pilot.app).split())
    japanese = ("次の方", "さがす", "当日", "取消", "責任者を呼ぶ", "代理", "音なし")
    english = ("next", "find", "walk-in", "undo", "call the manager", "proxy", "silent")
    for words in japanese if language == "ja" else english:
        assert words in shown
    assert ("F/F2" in shown) == (size[0] == 120)


@pytest.mark.parametrize(
    ("language_keys", "first", "counts"),
    [((), "Space 次の方", "出席"), (("f9",), "Space next", "Present")],
)
async def test_the_keys_take_one_line_at_80_columns(desk, language_keys, first, counts):
    for _sound in range(2):
        await desk.press(*language_keys)
        lines = desk.words.splitlines()
        assert lines[-1].startswith(first)
        assert "F9" in lines[-1]
        assert lines[-2].lstrip().startswith(counts)
        await desk.press("s", *language_keys)
