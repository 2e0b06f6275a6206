"""The doors a kiosk for personal data keeps closed, on private names of Textual 8.2.8.

Textual is pinned; private names are used in the modules ``textual_hacks…`` and nowhere else.
Here: ``App._handle_exception``, ``App._fatal_error``, ``App._exception``, ``App._exception_event``,
``App._background_screens``, ``MessagePump._dispatch_message``, ``Screen._compositor``,
``LayoutUpdate``.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Final

from rich.console import RenderableType
from rich.segment import Segment
from textual import constants, events
from textual._compositor import LayoutUpdate
from textual.app import App, SystemCommand
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import WorkerFailed

from venue_kiosk.errors import KioskError, RefusedError
from venue_kiosk.i18n import _
from venue_kiosk.ui.textual_hacks_input import keep_wide_space, read_patiently

FAULT_EXIT: Final = 70
"""Exit status after a fault that the kiosk could not go on from (EX_SOFTWARE)."""

_EXIT_SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM)
_NO_SIGNALS: Final = (RuntimeError, ValueError)
"""Raised outside the main thread, which alone may take signals."""
_DEVELOPER_SETTINGS: Final[dict[str, object]] = {
    "DEBUG": False,  # would write every key into a file
    "DRIVER": None,
    "LOG_FILE": None,
    "PRESS": "",
    "SCREENSHOT_DELAY": -1,
    "SCREENSHOT_FILENAME": None,
    "SCREENSHOT_LOCATION": None,
}
_STRUCTURAL: Final = (events.Compose, events.Mount, events.Load)


def quiet_descriptor_2(log_fd: int) -> None:
    """Send what native libraries write to descriptor 2 into ``log_fd``; the screen keeps its own.

    Call it once, before ``run()``: Textual draws on ``sys.__stderr__``.
    """
    kept = os.dup(2)
    sys.__stderr__ = os.fdopen(kept, "w", encoding="utf-8", errors="replace")  # type: ignore[misc]
    os.dup2(log_fd, 2)


def forget_developer_settings() -> None:
    """Drop every ``TEXTUAL…`` variable: logs, key logs, timed screenshots, the debug console."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    for name, harmless in _DEVELOPER_SETTINGS.items():
        setattr(constants, name, harmless)


class Unbreakable(MessagePump):
    """A message pump that reports a handler's exception and goes on; as shipped it would die.

    For the app and its screens, where nearly every handler and key binding runs.
    """

    async def _dispatch_message(self, message: Message) -> None:
        if isinstance(message, _STRUCTURAL):
            await super()._dispatch_message(message)
            return
        with _Reporting(closed_doors(self.app)):
            await super()._dispatch_message(message)


class _Reporting:
    """Hand every exception of the block to the app and go on."""

    def __init__(self, app: "ClosedDoors") -> None:
        self._app = app

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        self._app.report(error, lasting=False)
        return True


class ClosedDoors(Unbreakable, App[Any]):
    """An app without command palette, screenshots, clipboard, logs, tracebacks and free exit."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(self, **options: Any) -> None:
        forget_developer_settings()
        read_patiently()
        super().__init__(**options)

    def may_quit(self) -> bool:
        """Tell whether Ctrl+Q may leave the kiosk now; a locked kiosk says no."""
        return True

    async def action_quit(self) -> None:
        """Leave the kiosk if it may be left now."""
        if self.may_quit():
            self.exit()

    def action_help_quit(self) -> None:
        """Say nothing: Textual would explain how to quit, in English."""

    def on_load(self) -> None:
        """Turn SIGHUP and SIGTERM into a clean exit, so that every ``unmount`` runs."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._report_stray)
        with contextlib.suppress(*_NO_SIGNALS):
            for number in _EXIT_SIGNALS:
                loop.add_signal_handler(number, self.exit)

    def on_unmount(self) -> None:
        """Give the signals back."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(None)
        with contextlib.suppress(*_NO_SIGNALS):
            for number in _EXIT_SIGNALS:
                loop.remove_signal_handler(number)

    def report(self, error: BaseException, *, lasting: bool) -> None:
        """Take an exception nobody handled; ``lasting``: the part it broke answers no more."""
        if isinstance(error, KioskError) and not lasting:
            self.tell_problem(error)
            return
        if self.is_headless and self._exception is None and isinstance(error, Exception):
            self._exception = error  # tests see the bug; nobody else may keep its locals
            self._exception_event.set()
        with contextlib.suppress(Exception), contextlib.ExitStack() as unless_met:
            unless_met.callback(self.leave_after_fault)
            self.meet_fault(error, lasting=lasting)
            unless_met.pop_all()

    def tell_problem(self, problem: KioskError) -> None:
        """Show a problem that somebody must act on."""
        words = f"{problem.message}\n{problem.hint}".strip()
        self.notify(words, severity="error", timeout=30, markup=False)

    def meet_fault(self, error: BaseException, *, lasting: bool) -> None:  # noqa: ARG002
        """Answer a bug; overridden where there is a fault screen. Nothing of it is shown."""
        self.leave_after_fault()

    def leave_after_fault(self) -> None:
        """Exit cleanly with plain words on the terminal."""
        words = _("The kiosk stopped because of a fault. What was saved is safe. Start it again.")
        self.exit(return_code=FAULT_EXIT, message=words)

    def panic(self, *renderables: RenderableType) -> None:  # noqa: ARG002 - they hold a traceback
        """Exit with plain words; Textual would print what it is given."""
        self.leave_after_fault()

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, WorkerFailed):
            self.report(error.error, lasting=False)
        else:
            self.report(error, lasting=True)

    def _fatal_error(self) -> None:
        self.leave_after_fault()

    def _report_stray(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            self.report(error, lasting=False)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy nothing: the clipboard outlives the kiosk."""

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Offer nothing."""
        return ()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing: the kiosk has no network and follows no link."""

    def export_screenshot(
        self,
        *,
        title: str | None = None,  # noqa: ARG002
        simplify: bool = False,  # noqa: ARG002
    ) -> str:
        """Refuse: a picture of the screen is a copy of personal data.

        Raises:
            RefusedError: always.
        """
        raise RefusedError(_("The kiosk takes no pictures of its screen."))

    async def on_event(self, event: events.Event) -> None:
        """Pass an event on, with full-width spaces kept."""
        await super().on_event(keep_wide_space(event))


def closed_doors(app: App[Any]) -> ClosedDoors:
    """Return the app as what it must be here."""
    if not isinstance(app, ClosedDoors):
        raise TypeError("this screen needs an app with closed doors")
    return app


def screen_lines(app: App[Any]) -> list[list[Segment]]:
    """Return what is on the screen now, line by line, as styled runs of text."""
    update = app.screen._compositor.render_update(  # noqa: SLF001
        full=True,
        screen_stack=app._background_screens,  # noqa: SLF001
    )
    if not isinstance(update, LayoutUpdate):
        raise TypeError("a full update is a layout update")
    return [[segment for strip in line for segment in strip] for line in update.strips]
