"""The childcare desk: the room's limits, who is here by number, and one answer at a time."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from plugins.childcare.menu_flows import MenuFlows
from plugins.childcare.messages import _
from plugins.childcare.room import Room, Stay, StayState, judge_call, waited_s
from plugins.childcare.stubs import parse_scan
from plugins.childcare.telling import state_words, tell_room
from plugins.childcare.views import idle_view
from venue_kiosk.api import N_
from venue_kiosk.api_ui import (
    CodeScanned,
    ImeSuspected,
    KeyBar,
    KeyHint,
    OpenKiosk,
    TopBar,
    VerdictPanel,
    VerdictView,
    sounds_of,
)

_EVERY_S: Final = 1.0
_KEYS: Final = (
    KeyHint("F2", N_("drop-off"), "drop_off", _),
    KeyHint("F3", N_("to the room"), "enter", _),
    KeyHint("F5", N_("call"), "call", _),
    KeyHint("F6", N_("pick-up"), "pick_up", _),
    KeyHint("F7", N_("stub lost"), "lost_stub", _),
    KeyHint("F8", N_("waiting list"), "wait", _),
    KeyHint("F10", N_("carers"), "carers", _),
    KeyHint("F12", N_("more"), "more", _),
    KeyHint("F4", N_("back"), "leave", _),
)


class ChildcareDeskScreen(MenuFlows):
    """Works from the key bar alone; other lanes' acts appear within a second."""

    CSS_PATH = "childcare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,d", "drop_off", show=False),
        Binding("f3,e", "enter", show=False),
        Binding("f5,c", "call", show=False),
        Binding("f6,p", "pick_up", show=False),
        Binding("f7,l", "lost_stub", show=False),
        Binding("f8,w", "wait", show=False),
        Binding("f10,k", "carers", show=False),
        Binding("f12,m", "more", show=False),
        Binding("f4,b", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk)
        self._view: Callable[[], VerdictView] = idle_view

    def compose(self) -> ComposeResult:
        """Lay out limits, answer, tags and keys."""
        yield TopBar(self.kiosk)
        yield Static(id="childcare-room", markup=False)
        with Horizontal(id="childcare-main"):
            yield VerdictPanel(on_sound=sounds_of(self.app).play, id="childcare-answer")
            yield Static(id="childcare-tags", markup=False)
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Show the words and keep the counts."""
        self.query_one(VerdictPanel).show(idle_view())
        self.count_again()
        self.set_interval(_EVERY_S, self.count_again)

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(VerdictPanel).rewrite(self._view())
        self.count_again()

    def show(self, compose: Callable[[], VerdictView]) -> None:
        """Show a view until the next one, with the counts after it."""
        self._view = compose
        self.query_one(VerdictPanel).show(compose())
        self.count_again()

    def count_again(self) -> None:
        """Show the room as it stands."""
        room = self.living.room()
        limits = self.query_one("#childcare-room", Static)
        limits.update("\n".join(tell_room(room, self.living.settings)))
        limits.set_class(bool(room.missing_carers or room.left_over), "-short")
        self.query_one("#childcare-tags", Static).update("\n".join(self._tag_lines(room)))

    @on(CodeScanned)
    def _code_came(self, message: CodeScanned) -> None:
        shown = parse_scan(message.text)
        if shown is None:
            self.show(_foreign_view)
        else:
            self._hand_over(message.text)

    @on(ImeSuspected)
    def _input_method_is_on(self) -> None:
        self.show(_ime_view)

    @work
    async def _hand_over(self, text: str) -> None:
        await self.hand_over(parse_scan(text))

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.dismiss()

    def _tag_lines(self, room: Room) -> list[str]:
        calls = list(room.called)
        others = [stay for stay in room.stays if stay.state is not StayState.CALLED]
        return [self._tag_line(stay) for stay in [*calls, *others]]

    def _tag_line(self, stay: Stay) -> str:
        if stay.state is not StayState.CALLED or stay.called_at is None:
            return f"  {stay.tag_no:>2} {state_words(stay.state)} {stay.arrived_at:%H:%M}"
        now, settings = self.kiosk.clock.now(), self.living.settings
        urgency = judge_call(
            stay, now, call_again_s=settings.call_again_s, escalate_s=settings.escalate_s
        )
        sign, todo = {
            "new": (" ", state_words(stay.state)),
            "again": ("△", _("call again")),
            "escalate": ("■", _("go and look")),
        }[urgency]
        words = _("{n} min, {calls}x", n=waited_s(stay.called_at, now) // 60, calls=stay.calls)
        return f"{sign} {stay.tag_no:>2} {todo} {words}"


def _foreign_view() -> VerdictView:
    return VerdictView(
        "△", _("This is not a stub"), staff=_("Scan the parent's half."), look="wait", sound="wait"
    )


def _ime_view() -> VerdictView:
    return VerdictView(
        "△",
        _("Japanese input is on"),
        second=_("A member of staff is coming."),
        staff=_("Switch the input to half-width. Nothing was lost."),
        look="wait",
        sound="wait",
    )
