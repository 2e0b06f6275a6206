"""The 五十音 pad by mouse, arrows, letters and input method."""

from typing import ClassVar

import pytest
from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult

from venue_kiosk.domain.kana_marks import with_mark
from venue_kiosk.i18n import in_language
from venue_kiosk.ui.base_app import BaseApp, BaseScreen
from venue_kiosk.ui.screen_text import press, scan, screen_text, settle, type_text
from venue_kiosk.ui.widgets.kana_pad import COLUMNS, KanaEntered, KanaPad, KanaTyped


class PadScreen(BaseScreen):
    BINDINGS: ClassVar = [("space", "next"), ("f", "next")]

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, str]] = []
        self.nexts = 0
        self.entered = 0
        self.keys: list[str] = []

    def compose(self) -> ComposeResult:
        yield KanaPad()

    @on(KanaTyped)
    def _typed(self, message: KanaTyped) -> None:
        self.heard.append((message.text, message.pending))

    @on(KanaEntered)
    def _entered(self) -> None:
        self.entered += 1

    def on_key(self, event: events.Key) -> None:
        self.keys += [event.character] if (event.character or "").isdigit() else []

    def action_next(self) -> None:
        self.nexts += 1


class PadApp(BaseApp):
    def on_mount(self) -> None:
        self.push_screen(PadScreen())


@pytest.fixture
async def pad():
    with in_language("en"):
        async with PadApp().run_test(size=(60, 18)) as pilot:
            await pilot.pause()
            yield pilot


def typed(pilot):
    return pilot.app.screen.heard[-1]


async def test_romaji_becomes_kana_with_the_letters_still_waiting_told(pad):
    await type_text(pad, "tak")
    assert typed(pad) == ("た", "k")
    await type_text(pad, "ahashi")
    assert typed(pad) == ("たかはし", "")


async def test_the_letters_of_the_desks_shortcuts_are_typing_while_the_pad_has_the_focus(pad):
    await press(pad, "space")
    assert pad.app.screen.nexts == 1
    await type_text(pad, "fu")
    assert typed(pad) == ("ふ", "")
    assert pad.app.screen.nexts == 1


@pytest.mark.parametrize("space", [" ", "　"])
async def test_one_space_parts_family_and_given_name(pad, space):
    await type_text(pad, f"shin{space}{space}ka")
    assert typed(pad) == ("しん か", "")


async def test_digits_are_a_number_until_there_are_kana_and_then_belong_to_the_screen(pad):
    await type_text(pad, "01２3-4")
    assert typed(pad) == ("01２3-4", "")
    await press(pad, *["backspace"] * 6)
    await type_text(pad, "o-ta1")
    assert typed(pad) == ("おーた", "")
    assert pad.app.screen.keys == ["1"]


async def test_enter_finishes_what_was_typed_and_presses_keys_only_for_arrows(pad):
    await type_text(pad, "shin")
    await press(pad, "enter")
    assert typed(pad) == ("しん", "")
    assert pad.app.screen.entered == 1
    await press(pad, "down", "enter")
    assert typed(pad) == ("しんい", "")
    assert pad.app.screen.entered == 1


async def test_a_letter_stands_there_before_it_is_clear_that_no_scanner_sent_it(pad):
    pad.app.post_message(events.Key("a", "a"))
    await pad.pause()
    assert typed(pad) == ("あ", "")


@pytest.mark.parametrize("code", ["https://example.jp/?q=12", "ABC-12345678", "WIFI:S:a;P:b;;"])
async def test_the_first_letter_of_a_scanners_burst_is_taken_back(pad, code):
    await type_text(pad, "tak")
    await scan(pad, code)
    assert typed(pad) == ("た", "k")
    await type_text(pad, "a")
    assert typed(pad) == ("たか", "")


async def test_arrows_and_enter_press_keys(pad):
    await press(pad, "right", "down", "enter", "left", "enter")
    assert typed(pad) == ("きい", "")


async def test_arrows_jump_over_empty_places_and_round_the_edges(pad):
    pad_widget = pad.app.screen.query_one(KanaPad)
    await press(pad, *["right"] * 7, "down", "enter")
    assert pad_widget.text == "ゆ"
    await press(pad, *["right"] * 4, "enter")
    assert pad_widget.text == "ゆう"


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 36)])
async def test_keys_can_be_hit_with_the_mouse(size):
    async with PadApp().run_test(size=size) as pilot:
        await pilot.pause()
        pad = pilot.app.screen.query_one(KanaPad)
        lines = screen_text(pilot.app).splitlines()
        for column, line in ((0, 0), (3, 4), (7, 2), (9, 4)):
            kana = COLUMNS[column][line]
            pad.clear()
            await pilot.click(pad, offset=(cell_len(lines[line].split(kana)[0]), line))
            assert pad.text == kana


async def test_marks_change_the_last_kana_and_change_it_back(pad):
    await type_text(pad, "ka")
    marks = ["left", "enter"]  # round the edge: from あ to ゛
    await press(pad, *marks)
    assert typed(pad) == ("が", "")
    await press(pad, "enter")
    assert typed(pad) == ("か", "")


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [("は", "゛", "ば"), ("ば", "゜", "ぱ"), ("ぱ", "゛", "ば"), ("きよ", "小", "きょ"),
     ("つ", "小", "っ"), ("っ", "゛", "づ"), ("ま", "゛", "ま"), ("", "゛", "")],
)  # fmt: skip
def test_marks_follow_the_kana_table(before, mark, after):
    assert with_mark(before, mark) == after


async def test_erasing_takes_letters_before_kana(pad):
    await type_text(pad, "tak")
    await press(pad, "backspace")
    assert typed(pad) == ("た", "")
    await press(pad, "backspace", "backspace")
    assert typed(pad) == ("", "")


async def test_a_waiting_n_is_kept_when_a_key_of_the_pad_follows(pad):
    await type_text(pad, "shin")
    await press(pad, "down", "enter")
    assert typed(pad) == ("しんい", "")


async def test_the_key_of_the_given_name_parts_it_from_the_family_name_once(pad):
    await type_text(pad, "abe")
    await press(pad, "left", "left", *["up"] * 2, "enter", "enter", *["up"] * 3, "enter")
    assert typed(pad)[0].count(" ") == 1


async def test_kana_from_an_input_method_are_taken_as_hiragana(pad):
    await type_text(pad, "タカハシ")
    assert typed(pad) == ("たかはし", "")


async def test_the_pad_fits_the_smallest_screen_and_speaks_the_language(pad):
    words = screen_text(pad.app)
    for column in COLUMNS[:-1]:
        assert column[0] in words
    assert "Erase" in words
    assert max(len(line.encode("cp932", "replace")) for line in words.splitlines()) <= 60
    await settle(pad)
