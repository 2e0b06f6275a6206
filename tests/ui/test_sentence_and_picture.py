"""Japanese on lines and in pictures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import ComposeResult

from venue_kiosk.ui.base_app import BaseApp, BaseScreen
from venue_kiosk.ui.picture import CELL_WIDTH, screen_svg
from venue_kiosk.ui.screen_text import screen_text
from venue_kiosk.ui.widgets.sentence import Sentence, break_lines

WORDS = "お名前をうかがってください。続けるときは「責任者を呼ぶ」を押します。"


class SentenceScreen(BaseScreen):
    def compose(self) -> ComposeResult:
        yield Sentence(WORDS, id="one")
        yield Sentence("次 2025 <&>")


class SentenceApp(BaseApp):
    def on_mount(self) -> None:
        self.push_screen(SentenceScreen())


@pytest.mark.parametrize("width", range(12, 40))
def test_no_stop_begins_a_line_and_no_bracket_ends_one(width):
    lines = break_lines(WORDS, width)
    assert "".join(lines) == WORDS
    assert not any(line[0] in "。」っゃょ" for line in lines)
    assert not any(line[-1] == "「" for line in lines)


def test_a_number_is_not_cut():
    assert break_lines("受付番号は 0123 です", 14) == ["受付番号は", "0123 です"]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("お席は自由です。資料をお取りください。", ["お席は自由です。", "資料をお取りください。"]),
        ("Sit anywhere. Please take the papers.", ["Sit anywhere.", "Please take the papers."]),
        ("番号を入れるか、QRをかざしてください。", ["番号を入れるか、", "QRをかざしてください。"]),
        (
            "6. Before you give it away, have it purged",
            ["6. Before you give it away,", "have it purged"],
        ),
        (
            "「はい。」と答えてください。お待ちします。",
            ["「はい。」と答えてください。", "お待ちします。"],
        ),
    ],
)
def test_two_lines_are_parted_where_a_sentence_is(words, lines):
    assert break_lines(words, 34) == lines


def test_a_bracket_goes_with_the_number_it_opens():
    assert break_lines("カード「12」を渡す", 9) == ["カード", "「12」を", "渡す"]


@given(st.text(max_size=120), st.integers(2, 40))
def test_every_line_fits_and_nothing_is_lost(words, width):
    lines = break_lines(words, width)
    assert all(cell_len(line) <= width or len(line) <= 1 for line in lines)
    kept = "".join(lines).replace(" ", "").replace("\n", "")
    assert kept == words.replace(" ", "").replace("\n", "")


async def test_a_sentence_takes_the_lines_it_needs_and_follows_the_width():
    async with SentenceApp().run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        one = pilot.app.screen.query_one("#one", Sentence)
        assert one.size.height == 2
        one.update("短い")
        await pilot.pause()
        assert one.size.height == 1
        assert "短い" in screen_text(pilot.app)


async def test_a_picture_puts_every_wide_glyph_into_its_own_two_cells():
    async with SentenceApp().run_test(size=(70, 6)) as pilot:
        await pilot.pause()
        svg = screen_svg(pilot.app)
    third = WORDS[2]
    middle = (2 * 2 + 1) * CELL_WIDTH
    assert f'x="{float(middle)}"' in svg
    assert f">{third}</text>" in svg
    assert "&lt;&amp;&gt;" in svg
