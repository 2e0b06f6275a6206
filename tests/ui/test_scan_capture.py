"""A hand scanner and a keyboard on one stream of keys."""

import threading
import time
from typing import ClassVar

import pytest
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Button, Input, TextArea

from venue_kiosk.ui.base_app import BaseApp, BaseScreen
from venue_kiosk.ui.scan_capture import CodeScanned, ImeSuspected, ScannersMixed
from venue_kiosk.ui.screen_text import press, scan, settle, type_text
from venue_kiosk.ui.textual_hacks_input import key_of

TICKET = "10010123456789012397"


class DeskScreen(BaseScreen):
    AUTO_FOCUS = ""
    BINDINGS: ClassVar = [
        Binding(key, f"note('{key}')") for key in ("f", "b", "h", "space", "enter", "f1")
    ]

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.pasted: list[bool] = []

    def compose(self) -> ComposeResult:
        yield Input(id="name")
        yield Input(id="secret", password=True)
        yield TextArea(id="text")
        yield Button("x", id="button")

    def action_note(self, key: str) -> None:
        self.heard.append(key)

    @on(CodeScanned)
    def _scanned(self, message: CodeScanned) -> None:
        self.heard.append(message.text)
        self.pasted.append(message.pasted)

    @on(ImeSuspected)
    def _ime(self) -> None:
        self.heard.append("IME")

    @on(ScannersMixed)
    def _mixed(self) -> None:
        self.heard.append("MIXED")

    @on(Button.Pressed)
    def _pressed(self) -> None:
        self.heard.append("BUTTON")


class DeskApp(BaseApp):
    locked = False

    def on_mount(self) -> None:
        self.push_screen(DeskScreen())

    def accepts_scans(self) -> bool:
        return not self.locked


@pytest.fixture
async def desk():
    app = DeskApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        yield pilot


def heard(pilot):
    return pilot.app.screen.heard


def focus(pilot, selector):
    widget = pilot.app.screen.query_one(selector)
    pilot.app.screen.set_focus(widget)
    return widget


@pytest.mark.parametrize("end", ["enter", "tab", ""])
async def test_a_scan_is_one_message_however_it_ends(desk, end):
    await scan(desk, TICKET, end=end)
    assert heard(desk) == [TICKET]


@pytest.mark.parametrize("gap", [0.0, 0.010, 0.030])
async def test_a_scan_leaves_the_focused_field_alone(desk, gap):
    field = focus(desk, "#name")
    await type_text(desk, "やまだ")
    await scan(desk, TICKET, gap=gap)
    await type_text(desk, "はなこ")
    assert heard(desk) == [TICKET]
    assert field.value == "やまだはなこ"


async def test_a_foreign_code_leaves_nothing_in_the_field_not_even_its_first_letter(desk):
    field = focus(desk, "#name")
    await type_text(desk, "ab")
    await scan(desk, "https://example.jp/?q=1")
    assert heard(desk) == ["https://example.jp/?q=1"]
    assert field.value == "ab"


async def test_a_scan_neither_presses_a_button_nor_types_into_a_text_area(desk):
    focus(desk, "#button")
    await scan(desk, TICKET)
    area = focus(desk, "#text")
    await scan(desk, TICKET)
    assert heard(desk) == [TICKET, TICKET]
    assert area.text == ""


async def test_lines_of_a_foreign_code_press_no_keys(desk):
    await scan(desk, "BEGIN:VCARD\rFN:Bob\rh\rf\rEND:VCARD\r".replace("\r", "\n"), end="")
    assert [word for word in heard(desk) if len(word) < 4] == []


async def test_a_control_character_inside_a_code_does_not_quit(desk):
    ctrl_q = events.Key("ctrl+q", "\x11")
    keys = [ctrl_q, *(events.Key(key_of(sign), sign) for sign in "12345678"), ctrl_q.copy()]
    now = keys[-1].time
    for number, key in enumerate(keys):
        key.time = now + number * 0.002
        desk.app.post_message(key)
    await settle(desk)
    assert desk.app.is_running
    assert desk.app.return_code is None
    assert heard(desk) == ["12345678"]


async def test_three_scans_in_one_write_are_three_messages(desk):
    for _ in range(3):
        for sign in TICKET:
            desk.app.post_message(events.Key(sign, sign))
        desk.app.post_message(events.Key("enter", "\r"))
    await settle(desk)
    assert heard(desk) == [TICKET] * 3


async def test_a_letter_in_a_field_is_seen_before_it_is_clear_what_it_begins(desk):
    field = focus(desk, "#name")
    seen: list[bool] = []
    desk.app.screen.set_interval(
        0.002, lambda: seen.append(field.value == "a" and desk.app.holds_keys)
    )
    desk.app.post_message(events.Key("a", "a"))
    await settle(desk)
    assert any(seen)


async def test_keys_read_while_the_screen_was_busy_make_one_scan(desk):
    keys = [events.Key(sign, sign) for sign in TICKET]
    driver = desk.app._driver

    def read() -> None:
        for key in keys:
            time.sleep(0.010)
            key.time = time.monotonic()
            key.set_sender(desk.app)
            driver.send_message(key)

    reader = threading.Thread(target=read)
    reader.start()
    await desk.pause(0.03)
    begun = time.monotonic()
    while time.monotonic() < begun + 0.3:
        pass
    reader.join()
    await settle(desk)
    assert heard(desk) == [TICKET]


async def test_one_late_enter_belongs_to_the_scan_and_the_next_does_not(desk):
    for sign in TICKET:
        desk.app.post_message(events.Key(sign, sign))
    await settle(desk)
    desk.app.post_message(events.Key("enter", "\r"))
    await settle(desk)
    assert heard(desk) == [TICKET]
    desk.app.post_message(events.Key("enter", "\r"))
    await settle(desk)
    assert heard(desk) == [TICKET, "enter"]


async def test_full_width_digits_of_an_input_method_are_a_scan(desk):
    field = focus(desk, "#name")
    wide = TICKET.translate({ord("0") + n: ord("０") + n for n in range(10)})
    await scan(desk, wide, end="")
    assert heard(desk) == [wide]
    assert field.value == ""


async def test_kana_from_a_scanner_warn_about_the_input_method(desk):
    await scan(desk, "ｈっｔｐｓ：・・えぁｍｐぇ", end="")
    assert heard(desk) == ["IME"]


async def test_two_scanners_at_once_are_told_and_nothing_leaks(desk):
    field = focus(desk, "#name")
    await scan(desk, "".join(a + b for a, b in zip(TICKET, TICKET, strict=True))[:38], gap=0.002)
    for sign in (*TICKET[-2:], "enter"):
        key = events.Key(sign, sign if len(sign) == 1 else "\r")
        key.time = desk.app._last_key_at + 0.002
        desk.app.post_message(key)
    await settle(desk)
    assert heard(desk) == ["MIXED"]
    assert field.value == ""


async def test_ten_thousand_digits_are_one_bounded_message(desk):
    await scan(desk, "7319" * 2500, gap=0.0005)
    assert [len(text) for text in heard(desk)] == [512]


async def test_letters_at_a_persons_speed_are_keys(desk):
    await press(desk, "f", "space", "h")
    assert heard(desk) == ["f", "space", "h"]


async def test_a_key_held_down_is_a_key(desk):
    for number in range(12):
        key = events.Key("h", "h")
        key.time -= 1 - number * 0.033
        desk.app.post_message(key)
    await settle(desk)
    assert heard(desk) == ["h"] * 12


@pytest.mark.parametrize(
    "committed", ["たかはし", "地域支え合いのまちづくり", "山田　花子", "takahashi hanako", "ｔａ"]
)
async def test_what_an_input_method_commits_arrives_whole_and_in_order(desk, committed):
    field = focus(desk, "#name")
    for sign in committed:
        desk.app.post_message(events.Key(key_of(sign), sign))
    await settle(desk)
    assert field.value == committed
    assert heard(desk) == []


async def test_typing_and_leaving_a_field_at_any_speed_keeps_its_order(desk):
    field = focus(desk, "#name")
    base = events.Key("a", "a").time - 2
    for number, sign in enumerate("0123-4 ab"):
        key = events.Key(key_of(sign), sign)
        key.time = base + number * (0.02 if number % 3 else 0.09)
        desk.app.post_message(key)
    await settle(desk)
    await press(desk, "left", "backspace")
    assert field.value == "0123-4 b"


async def test_a_passphrase_is_never_taken_for_a_code_but_a_ticket_still_is(desk):
    field = focus(desk, "#secret")
    for sign in "mado-5-kuruma-88!":
        desk.app.post_message(events.Key(key_of(sign), sign))
    await settle(desk)
    await scan(desk, TICKET)
    assert field.value == "mado-5-kuruma-88!"
    assert heard(desk) == [TICKET]


async def test_a_pasted_ticket_is_a_scan_and_other_pastes_reach_the_field(desk):
    field = focus(desk, "#name")
    desk.app.post_message(events.Paste(f"{TICKET}\n"))
    desk.app.post_message(events.Paste("03-1234-5678 山田　花子"))
    await settle(desk)
    assert heard(desk) == [TICKET]
    assert field.value == "03-1234-5678 山田　花子"


@pytest.mark.parametrize("path", ["/media/usb/a.png", "/home/係/デスクトップ/お知らせ.png"])
async def test_a_dropped_file_comes_whole_and_is_known_from_a_scan(desk, path):
    desk.app.post_message(events.Paste(path))
    await settle(desk)
    await scan(desk, "https://example.jp/?q=1")
    assert heard(desk) == [path, "https://example.jp/?q=1"]
    assert desk.app.screen.pasted == [True, False]


async def test_a_locked_kiosk_drops_scans_unread(desk):
    desk.app.locked = True
    await scan(desk, TICKET)
    assert heard(desk) == []
