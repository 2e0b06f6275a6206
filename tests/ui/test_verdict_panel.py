"""What the desk shows after a scan."""

from dataclasses import replace

import pytest
from textual.app import ComposeResult

from venue_kiosk.ui.base_app import BaseApp, BaseScreen
from venue_kiosk.ui.screen_text import screen_text
from venue_kiosk.ui.sound import SoundBox
from venue_kiosk.ui.widgets.block_drawing import draw_number, draw_sign, side_by_side
from venue_kiosk.ui.widgets.verdict_panel import LOOKS, VerdictPanel, VerdictView

OK = VerdictView("○", "受付できました", "お席は自由です。", "番号 0123-4", look="ok", sound="ok")
DUPLICATE = VerdictView(
    "△",
    "もう受付ずみです",
    "13時12分に受付しています。",
    "別の方の番号ではありませんか。お名前をうかがってください。続けるときは「責任者を呼ぶ」",
    look="wait",
    sound="wait",
)


class PanelScreen(BaseScreen):
    def __init__(self, hide_name_after: float) -> None:
        super().__init__()
        self.sounds: list[str] = []
        self._hide_name_after = hide_name_after

    def compose(self) -> ComposeResult:
        yield VerdictPanel(on_sound=self.sounds.append, hide_name_after=self._hide_name_after)


class PanelApp(BaseApp):
    def __init__(self, hide_name_after: float = 3.0) -> None:
        super().__init__()
        self._hide_name_after = hide_name_after

    def on_mount(self) -> None:
        self.push_screen(PanelScreen(self._hide_name_after))


def panel_of(pilot):
    return pilot.app.screen.query_one(VerdictPanel)


async def test_a_verdict_is_sign_words_colour_and_sound_until_the_next_one():
    async with PanelApp().run_test(size=(60, 18)) as pilot:
        panel = panel_of(pilot)
        panel.show(OK)
        await pilot.pause()
        words = screen_text(pilot.app)
        assert "○ 受付できました" in words
        assert "お席は自由です。" in words
        assert panel.has_class("-ok")
        panel.show(DUPLICATE)
        await pilot.pause()
        words = screen_text(pilot.app)
        assert "受付できました" not in words
        assert "△ もう受付ずみです" in words
        assert [look for look in LOOKS if panel.has_class(f"-{look}")] == ["wait"]
        assert pilot.app.screen.sounds == ["ok", "wait"]


async def test_a_long_staff_line_is_broken_as_japanese_is():
    async with PanelApp().run_test(size=(60, 18)) as pilot:
        panel_of(pilot).show(DUPLICATE)
        await pilot.pause()
        lines = [line.strip() for line in screen_text(pilot.app).splitlines()]
        assert "".join(lines).find(DUPLICATE.staff) > 0
        assert not any(line.startswith(("。", "」")) for line in lines)


async def test_a_number_is_drawn_large():
    async with PanelApp().run_test(size=(60, 18)) as pilot:
        panel_of(pilot).show(OK)
        await pilot.pause()
        plain = screen_text(pilot.app)
        panel_of(pilot).show(VerdictView("○", OK.big, OK.second, OK.staff, look="ok", number="7"))
        await pilot.pause()
        numbered = screen_text(pilot.app).splitlines()
    seven = draw_number("7", 7)
    for line in seven:
        assert any(shown.endswith(line.rstrip()) for shown in numbered)
    assert not any(shown.endswith(seven[0]) for shown in plain.splitlines())


@pytest.mark.parametrize("size", [(60, 13), (44, 18), (80, 18), (68, 30), (120, 30)])
@pytest.mark.parametrize("sign", ["○", "△", "■", "？", "i"])
async def test_the_sign_is_drawn_large_beside_or_above_words_that_stay_whole(size, sign):
    async with PanelApp().run_test(size=size) as pilot:
        panel_of(pilot).show(replace(DUPLICATE, sign=sign, name="髙橋　花子 さま"))
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
    drawn = [line for line in lines if set(line) & set("█▀▄")]
    assert len(drawn) >= 5
    words = "".join("".join(lines).split())
    assert f"{sign}{DUPLICATE.big}" in words
    assert DUPLICATE.second in words
    assert "お名前をうかがってください。" in words


async def test_a_panel_too_low_for_a_drawing_has_the_sign_in_its_line():
    async with PanelApp().run_test(size=(60, 8)) as pilot:
        panel_of(pilot).show(OK)
        await pilot.pause()
        words = screen_text(pilot.app)
    assert "○ 受付できました" in words
    assert "█" not in words


def test_no_two_signs_look_alike_at_any_size():
    for rows in range(5, 13):
        shapes = {tuple(draw_sign(sign, rows)) for sign in ("○", "△", "■", "？", "i")}
        assert len(shapes) == 5
        assert {len(line) for shape in shapes for line in shape} == {2 * rows}


def test_a_number_and_a_sign_share_a_line_only_where_both_fit():
    sign, number = draw_sign("○", 7), draw_number("12", 7)
    both = side_by_side([sign, number], 40)
    assert len(both) == 7
    assert len(both[0]) == 31
    assert side_by_side([sign, number], 30) == number


async def test_the_name_goes_and_the_verdict_stays():
    named = VerdictView("○", "受付できました", look="ok", name="髙橋　花子 様")
    async with PanelApp(hide_name_after=0.3).run_test(size=(60, 18)) as pilot:
        panel_of(pilot).show(named)
        await pilot.pause()
        assert "髙橋　花子 様" in screen_text(pilot.app)
        await pilot.pause(0.5)
        assert "髙橋" not in screen_text(pilot.app)
        assert "○ 受付できました" in screen_text(pilot.app)
        panel_of(pilot).rewrite(VerdictView("○", "Checked in", look="ok", name="髙橋　花子 様"))
        await pilot.pause()
        assert "Checked in" in screen_text(pilot.app)
        assert "髙橋" not in screen_text(pilot.app)


async def test_the_timer_of_one_name_does_not_hide_the_next_one():
    async with PanelApp(hide_name_after=0.4).run_test(size=(60, 18)) as pilot:
        panel_of(pilot).show(VerdictView("○", "受付できました", look="ok", name="山田"))
        await pilot.pause(0.25)
        panel_of(pilot).show(VerdictView("○", "受付できました", look="ok", name="田中"))
        await pilot.pause(0.25)
        assert "田中" in screen_text(pilot.app)


def test_a_view_shows_no_name_in_its_repr():
    assert "髙橋" not in repr(VerdictView("○", "受付できました", name="髙橋　花子"))


def test_sounds_differ_in_their_pattern_and_can_be_switched_off():
    struck: list[float] = []
    box = SoundBox(
        strike=lambda: struck.append(0.0), after=lambda delay, strike: struck.append(delay)
    )
    patterns = []
    for sound in ("ok", "wait", "stop", "call"):
        struck.clear()
        box.play(sound)
        patterns.append(tuple(struck))
    assert len(set(patterns)) == 4
    box.on = False
    struck.clear()
    box.play("stop")
    assert struck == []


def test_a_new_sound_ends_the_one_before():
    late: list = []
    struck: list[str] = []
    box = SoundBox(
        strike=lambda: struck.append("bell"), after=lambda _delay, strike: late.append(strike)
    )
    box.play("stop")
    box.play("wait")
    for strike in late:
        strike()
    assert len(struck) == 2
