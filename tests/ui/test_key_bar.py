"""The line a newcomer works from: every key whole, and clickable too."""

import pytest
from textual.app import ComposeResult

from venue_kiosk.i18n import in_language
from venue_kiosk.ui.base_app import BaseApp, BaseScreen
from venue_kiosk.ui.screen_text import screen_text
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint

HINTS = [
    KeyHint("Space", "next", "note('next')"),
    KeyHint("F", "search", "note('search')"),
    KeyHint("H", "call the manager", "note('call')", also="F5"),
    KeyHint("G", "picture", "note('picture')", spare=True),
]


class DeskScreen(BaseScreen):
    heard = ""

    def compose(self) -> ComposeResult:
        yield KeyBar(HINTS)

    def action_note(self, what: str) -> None:
        self.heard = what


class DeskApp(BaseApp):
    def on_mount(self) -> None:
        self.push_screen(DeskScreen())


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


async def test_a_key_that_does_not_fit_goes_on_in_the_next_line():
    async with DeskApp().run_test(size=(32, 10)) as pilot:
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
    assert [" ".join(line.split()) for line in lines[-2:]] == [
        "Space next F search",
        "H call the manager G picture",
    ]


@pytest.mark.parametrize(
    ("width", "keys"),
    [
        (80, "Space next F search H/F5 call the manager G picture"),
        (59, "Space next F search H/F5 call the manager G picture"),
        (49, "Space next F search H call the manager G picture"),
        (42, "Space next F search H call the manager"),
    ],
)
async def test_one_line_holds_what_it_can_the_needed_keys_first(width, keys):
    async with DeskApp().run_test(size=(width, 10)) as pilot:
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
    assert " ".join(lines[-1].split()) == keys
    assert lines[-2] == ""


async def test_a_click_on_a_key_does_what_the_key_does():
    async with DeskApp().run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        await pilot.click(KeyBar, offset=(16, 0))
        assert pilot.app.screen.heard == "search"


async def test_other_keys_can_take_their_place():
    async with DeskApp().run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        pilot.app.screen.query_one(KeyBar).show_keys(HINTS[2:3])
        await pilot.pause()
        assert screen_text(pilot.app).splitlines()[-1].split() == ["H/F5", "call", "the", "manager"]
