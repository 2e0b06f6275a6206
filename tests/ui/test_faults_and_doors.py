"""What a bug, a stranger's key and a developer's switch cannot do."""

import asyncio
from typing import ClassVar

import pytest
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input, Static

from venue_kiosk.errors import ConfigError, RefusedError, VaultFullError
from venue_kiosk.i18n import in_language, use_language
from venue_kiosk.traces import describe_crash
from venue_kiosk.ui.base_app import BaseApp, BaseScreen
from venue_kiosk.ui.crash_file import record_crash
from venue_kiosk.ui.language import LanguageChanged
from venue_kiosk.ui.screen_text import press, screen_text, settle
from venue_kiosk.ui.textual_hacks import FAULT_EXIT

SECRET = "髙橋花子 090-1234-5678"


class Boom(Message):
    """Asks the screen to fail in a message handler."""


class Fragile(Static):
    """Fails in its own queue when told to."""

    def on_key(self) -> None:
        raise ValueError(SECRET)


class WorkScreen(BaseScreen):
    AUTO_FOCUS = ""
    BINDINGS: ClassVar = [
        Binding("x", "break_here"),
        Binding("w", "break_worker"),
        Binding("k", "no_space"),
        Binding("n", "note"),
    ]

    def compose(self) -> ComposeResult:
        yield Static("working", id="state")
        yield Fragile("fragile")
        yield Input(id="field")

    def retranslate(self) -> None:
        from venue_kiosk.i18n import current_language

        self.query_one("#state", Static).update(f"language {current_language()}")

    def action_break_here(self) -> None:
        secret = SECRET
        raise ValueError(secret)

    @work(thread=True)
    def action_break_worker(self) -> None:
        raise ValueError(SECRET)

    def action_no_space(self) -> None:
        raise VaultFullError("The disk is full.", "Write it on paper.")

    def action_note(self) -> None:
        self.query_one("#state", Static).update("noted")

    @on(Boom)
    def _boom(self) -> None:
        raise ValueError(SECRET)


class WorkApp(BaseApp):
    locked = False
    heard_language = ""

    def on_mount(self) -> None:
        self.push_screen(WorkScreen())

    def may_quit(self) -> bool:
        return not self.locked

    @on(LanguageChanged)
    def _language_changed(self, message: LanguageChanged) -> None:
        self.heard_language = message.language


def crash_words(folder):
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("crash-*")))


async def run_into(app, *steps) -> list[str]:
    """Run the app, take each step until its word shows, and return the screen after each.

    The bug itself comes out of ``run_test`` at the end, so that no test can overlook one.
    """
    screens = []
    with in_language("en"), pytest.raises(ValueError, match="090"):  # noqa: PT012
        async with app.run_test(size=(60, 18)) as pilot:
            await pilot.pause()
            for step, word in steps:
                step(app)
                screens.append(await shown(app, word))
    return screens


async def shown(app, word) -> str:
    """Return the screen once ``word`` is on it, or the app leaves, or after two seconds."""
    for _ in range(100):
        await asyncio.sleep(0.02)
        words = screen_text(app) if app.screen_stack else ""
        if word in words or app.return_code is not None:
            break
    return words


def key(name):
    return lambda app: app.post_message(events.Key(name, None))


def boom(app):
    app.screen.post_message(Boom())


@pytest.mark.parametrize("trigger", [key("x"), key("w"), boom])
async def test_a_bug_shows_plain_words_and_the_work_goes_on(tmp_path, trigger):
    app = WorkApp(fault_folder=tmp_path)
    fault, _, after = await run_into(
        app, (trigger, "■"), (key("enter"), "working"), (key("n"), "noted")
    )
    assert "■ Something went wrong" in fault
    assert "crash-01.txt" in fault
    assert SECRET[:4] not in fault
    assert "Traceback" not in fault
    assert "noted" in after
    crash = crash_words(tmp_path)
    assert "builtins.ValueError" in crash
    assert "test_faults_and_doors.py:" in crash
    assert SECRET[:4] not in crash
    assert "090" not in crash


async def test_a_part_that_broke_for_good_leads_out_cleanly(tmp_path):
    app = WorkApp(fault_folder=tmp_path)

    def break_part(app):
        app.screen.query_one(Fragile).post_message(events.Key("z", "z"))

    fault, _ = await run_into(app, (break_part, "■"), (key("enter"), "never shown"))
    assert "Close the kiosk" in fault
    assert app.return_code == FAULT_EXIT


async def test_a_known_problem_is_told_with_its_next_step_and_is_no_fault(tmp_path):
    app = WorkApp(fault_folder=tmp_path)
    async with app.run_test(size=(60, 18), notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "k")
        words = screen_text(app)
        assert "The disk is full." in words
        assert "Write it on paper." in words
    assert list(tmp_path.iterdir()) == []


async def test_faults_that_keep_coming_end_in_an_exit(tmp_path):
    app = WorkApp(fault_folder=tmp_path)

    def break_often(app):
        for _ in range(9):
            app.screen.post_message(Boom())

    await run_into(app, (break_often, "never shown"))
    assert app.return_code == FAULT_EXIT


def test_a_crash_file_names_causes_and_lines_and_no_values(tmp_path):
    try:
        try:
            use_language(SECRET)
        except ConfigError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        path = record_crash(error, tmp_path / "faults")
        lines = list(describe_crash(error))
    words = path.read_text(encoding="utf-8")
    assert "builtins.KeyError" in words
    assert "caused by venue_kiosk.errors.ConfigError" in words
    assert "  src/venue_kiosk/i18n.py:" in words
    assert "髙橋" not in words
    assert str(tmp_path) not in words
    assert not any(line.strip().startswith("/") for line in lines)


def test_a_crash_that_cannot_be_written_is_still_survived(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert record_crash(ValueError(SECRET), blocked / "faults") is None


def test_crash_files_do_not_fill_the_disk(tmp_path):
    for _ in range(60):
        record_crash(ValueError(), tmp_path)
    assert len(list(tmp_path.iterdir())) == 50


async def test_ctrl_q_leaves_only_an_unlocked_kiosk():
    app = WorkApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.locked = True
        await press(pilot, "ctrl+q")
        assert app.return_code is None
        app.locked = False
        await press(pilot, "ctrl+q")
        assert app.return_code == 0


async def test_no_key_copies_pictures_or_opens_a_palette():
    app = WorkApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        field = app.screen.query_one(Input)
        field.value = SECRET
        field.focus()
        await press(pilot, "ctrl+a", "ctrl+c", "ctrl+p", "ctrl+backslash")
        assert app.clipboard == ""
        assert isinstance(app.screen, WorkScreen)
        for take in (app.save_screenshot, app.deliver_screenshot, app.export_screenshot):
            with pytest.raises(RefusedError):
                take()


async def test_every_screen_changes_its_language_at_once():
    app = WorkApp()
    with in_language("ja"):
        async with app.run_test() as pilot:
            await pilot.pause()
            app.switch_language("en")
            await settle(pilot)
            assert "language en" in screen_text(app)
            assert app.heard_language == "en"
