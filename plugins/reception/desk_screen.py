"""The reception desk: every way in is live at once, and one verdict is always on the screen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from plugins.reception.arrivals import ArrivalsLine
from plugins.reception.camera_view import CameraView
from plugins.reception.desk_keys import (
    DESK_BINDINGS,
    action_of_wide_sign,
    desk_keys,
    is_kana,
)
from plugins.reception.manager_screen import ManagerScreen
from plugins.reception.messages import _
from plugins.reception.number_row import NumberRow
from plugins.reception.picture import parse_dropped_path, read_first_code
from plugins.reception.picture_screen import PictureScreen
from plugins.reception.reception import Reception
from plugins.reception.revoke_screen import RevokeScreen
from plugins.reception.search_screen import SearchScreen
from plugins.reception.views import calling_view, compose_view, idle_view, revoked_view
from plugins.reception.walk_in_screen import WalkInScreen
from plugins.reception.withheld_views import ime_view, picture_view, scanners_mixed_view
from venue_kiosk.api import Admitted, KioskError, Verdict, Withheld, reasons
from venue_kiosk.api_ui import (
    BaseScreen,
    CodeScanned,
    CodeSeen,
    ImeSuspected,
    KeyBar,
    OpenKiosk,
    ScannersMixed,
    TopBar,
    VerdictPanel,
    VerdictView,
    is_number_sign,
    sounds_of,
)


class DeskScreen(BaseScreen):
    """Camera, hand scanner, picture, typed number, name and phone lead to the same verdict."""

    CSS_PATH = "desk.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high"), (34, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = DESK_BINDINGS

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._reception = cast("Reception", kiosk.plugin("reception"))
        self._verdict: Verdict | None = None
        self._view: Callable[[], VerdictView] = idle_view
        self._deaf: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """Lay out verdict, camera, number, counts and keys."""
        settings = self._kiosk.config.desk
        yield TopBar(self._kiosk)
        with Horizontal(id="desk-main"):
            yield VerdictPanel(
                on_sound=sounds_of(self.app).play,
                hide_name_after=settings.hide_name_after_s,
                id="desk-verdict",
            )
            yield CameraView(self._kiosk)
        yield NumberRow(undo_for=settings.undo_for_s)
        yield ArrivalsLine(self._reception.desk, self._kiosk.clock)
        yield KeyBar(desk_keys(sound=sounds_of(self.app).on))

    def on_mount(self) -> None:
        """Wait for the first guest."""
        self._numbers.show_recent(self._reception.recent())
        self._show(idle_view)

    def retranslate(self) -> None:
        """Show the verdict in the current language, with what plugins say in it."""
        if isinstance(self._verdict, Admitted):
            greeting = tuple(self._kiosk.host.greetings(self._verdict.attendee))
            self._verdict = replace(self._verdict, greeting=greeting)
            self._view = partial(compose_view, self._verdict)
        self.query_one(VerdictPanel).rewrite(self._compose_view())

    @property
    def _numbers(self) -> NumberRow:
        return self.query_one(NumberRow)

    # -- ways in ---------------------------------------------------------------------------

    @on(CodeSeen)
    @on(CodeScanned)
    def _code_came(self, message: CodeSeen | CodeScanned) -> None:
        dropped = isinstance(message, CodeScanned) and message.pasted
        path = parse_dropped_path(message.text) if dropped else None
        if not self.is_active:
            # Nobody would see the verdict: whatever is in front says what becomes of the code.
            self.app.screen.post_message(CodeScanned(message.text))
        elif path is not None:
            self._read_picture(path)
        else:
            self.take(message.text)

    @on(ImeSuspected)
    def _input_method_is_on(self) -> None:
        self._show(ime_view)

    @on(ScannersMixed)
    def _scanners_were_mixed(self) -> None:
        self._show(scanners_mixed_view)

    @on(Input.Submitted, "#desk-number")
    def _number_entered(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.take(event.value)

    async def on_key(self, event: events.Key) -> None:
        """Let a digit begin a number wherever the focus is; understand an input method's signs."""
        sign = event.character or ""
        if is_number_sign(sign):
            event.stop()  # the field would have done so: the sign came before it had the focus
            self._numbers.field.take(sign)
        elif action := action_of_wide_sign(sign):
            event.stop()
            await self.run_action(action)
        elif is_kana(sign):
            event.stop()
            self._show(ime_view)

    def on_paste(self, event: events.Paste) -> None:
        """Take a file that was dropped while the number field had the focus."""
        path = parse_dropped_path(event.text)
        if path is not None:
            event.stop()
            self._read_picture(path)

    def take(self, payload: str) -> None:
        """Check in whoever holds a payload or a reception number, and show the verdict."""
        self.show_verdict(self._reception.desk.check_in(payload))

    def show_verdict(self, verdict: Verdict) -> None:
        """Show a verdict until the next one, and the counts after it."""
        self._show(partial(compose_view, verdict), verdict)
        if isinstance(verdict, Admitted) and not isinstance(verdict.reason, reasons.RepeatSameDesk):
            self._numbers.offer_undo()

    # -- keys ------------------------------------------------------------------------------

    def action_next(self) -> None:
        """Clear the desk for the next person."""
        self._show(idle_view)

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.dismiss()

    def action_find(self) -> None:
        """Find somebody by name or phone."""
        self.app.push_screen(SearchScreen(self._kiosk), self._answered)

    def action_walk_in(self) -> None:
        """Take in somebody without an application."""
        self.app.push_screen(WalkInScreen(self._kiosk), self._answered)

    def action_undo(self) -> None:
        """Take back a check-in."""
        self.app.push_screen(RevokeScreen(self._kiosk), self._revoked)

    def action_call_manager(self) -> None:
        """Call the manager, who may let a waiting person in."""
        waiting = self._verdict
        if isinstance(waiting, Withheld) and waiting.attendee is not None:
            self.app.push_screen(ManagerScreen(self._kiosk, waiting), self._answered)
        else:
            self._show(calling_view)

    def action_proxy(self) -> None:
        """Record that somebody came in another person's place."""
        person = self._verdict.attendee if self._verdict is not None else None
        attendee_id = person.attendee_id if person else None
        self.show_verdict(self._reception.desk.withhold(reasons.Proxy(), attendee_id=attendee_id))

    def action_picture(self) -> None:
        """Read the code in a picture file."""
        self.app.push_screen(PictureScreen(self._kiosk), self._picture_chosen)

    def action_switch_sound(self) -> None:
        """Turn the sound off or on; others can hear whose verdict it is."""
        sounds = sounds_of(self.app)
        sounds.on = not sounds.on
        self.query_one(KeyBar).show_keys(desk_keys(sound=sounds.on))
        sounds.play("ok")

    def _answered(self, verdict: Verdict | None) -> None:
        if verdict is not None:
            self.show_verdict(verdict)

    def _revoked(self, reception_no: str | None) -> None:
        if reception_no is not None:
            self._show(partial(revoked_view, reception_no))

    def _picture_chosen(self, path: Path | None) -> None:
        if path is not None:
            self._read_picture(path)

    # -- showing -----------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="picture")
    def _read_picture(self, path: Path) -> None:
        try:
            text = read_first_code(path, self._reception.kiosk)
        except KioskError as error:
            words = f"{error.message} {error.hint}".strip()
            self.app.call_from_thread(self._show, partial(picture_view, words))
            return
        self.app.call_from_thread(self.take, text)

    def _show(self, view: Callable[[], VerdictView], verdict: Verdict | None = None) -> None:
        """Show a view until the next one, and what changes with it."""
        self._verdict = verdict
        self._view = view
        self._deaf = self._kiosk.host.take_failures()
        self.query_one(VerdictPanel).show(self._compose_view())
        self.query_one(ArrivalsLine).count_again()
        self._numbers.field.value = ""
        self._numbers.withdraw_offer()
        self._numbers.show_recent(self._reception.recent())
        self.set_focus(None)

    def _compose_view(self) -> VerdictView:
        """Return the view with the plugins that did not hear of what happened."""
        view = self._view()
        titles = map(self._kiosk.host.title, self._deaf)
        words = [_("{plugin} did not hear of this.", plugin=title) for title in titles]
        return replace(view, staff=" ".join([view.staff, *words]).strip())
