"""The closing wizard's screen: the steps with their ticks, and the one that is next."""

from collections.abc import Awaitable, Callable
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.closing_steps import Closing, ClosingStep, StepCode
from venue_kiosk.services.closing_words import tell_deed, tell_hold, tell_step, tell_turn
from venue_kiosk.services.life_cycle_words import tell_actor, tell_missing
from venue_kiosk.ui.closing.erase_step import EraseStep
from venue_kiosk.ui.closing.ward_steps import WardSteps
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence
from venue_kiosk.ui.widgets.top_bar import TopBar

_ACTS: Final = {
    StepCode.DESKS: N_("look again"),
    StepCode.HEADS: N_("enter the count"),
    StepCode.CLOSE: N_("close reception …"),
    StepCode.PAPERS: N_("look again"),
    StepCode.SLIP: N_("show the slip"),
    StepCode.HAND_OVER: N_("hand over …"),
    StepCode.RECEIPT: N_("enter the receipt"),
    StepCode.ERASE: N_("erase …"),
}
"""What the one key does; an ellipsis asks first."""


class ClosingScreen(WardSteps, EraseStep):
    """Shows one step; Space does it, Escape leaves, and the next visit goes on from there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,f2", "go_on", show=False),
        Binding("f5,r", "look", show=False),
        Binding("f6", "package_again", show=False),
        Binding("f7", "hold", show=False),
        Binding("escape,b", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk)
        self._wizard = Closing(kiosk.life_cycle, newest_slip=kiosk.audit.newest_slip_at)
        self._deeds: dict[StepCode, Callable[[], Awaitable[None]]] = {
            StepCode.DESKS: self.look_again,
            StepCode.HEADS: self.count_heads,
            StepCode.CLOSE: self.close_day,
            StepCode.PAPERS: self.look_again,
            StepCode.SLIP: self.make_slip,
            StepCode.HAND_OVER: self.hand_over,
            StepCode.RECEIPT: self.take_receipt,
            StepCode.ERASE: self.erase,
        }

    def compose(self) -> ComposeResult:
        """Lay out ticks, the step, the answer and the keys."""
        yield TopBar(self.kiosk)
        yield Sentence(id="closing-ticks")
        with VerticalScroll(id="closing-step"):
            yield Sentence(id="closing-deed")
            yield Sentence(id="closing-missing")
            yield Sentence(classes="answer")
        yield KeyBar([])

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()

    def on_screen_resume(self) -> None:
        """Look again whenever somebody comes back."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show every word in the current language, as things stand now."""
        steps = self._wizard.steps()
        current = next(each for each in steps if not each.is_done)
        number = 1 + steps.index(current)
        title = _("Close the event ({n} of {all})", n=number, all=len(steps))
        self.query_one(TopBar).show_title(title)
        ticks = "\n".join(_line(n, each, current) for n, each in enumerate(steps, 1))
        self.query_one("#closing-ticks", Sentence).update(ticks)
        self.query_one("#closing-deed", Sentence).update(_deed(current))
        self.query_one("#closing-missing", Sentence).update(self._missing(current))
        self.query_one(KeyBar).show_keys(self._keys(current))
        super().retranslate()

    @work
    async def action_go_on(self) -> None:
        """Do the step that is next."""
        current = self._wizard.current()
        deed = self._deeds.get(current.code)
        if deed is not None and not self._is_held(current):
            await deed()
        self.retranslate()

    def action_look(self) -> None:
        """Look again what is missing."""
        self.say(lambda: _("Asked again."))

    @work
    async def action_package_again(self) -> None:
        """Make the package anew: the password was lost, or the ward could not open it."""
        current = self._wizard.current()
        if current.code is StepCode.RECEIPT and not self._is_held(current):
            await self.hand_over()
            self.retranslate()

    @work
    async def action_hold(self) -> None:
        """Stop or release the procedure."""
        await self.hold_or_release()
        self.retranslate()

    def action_leave(self) -> None:
        """Leave; nothing is lost."""
        self.dismiss()

    def _missing(self, step: ClosingStep) -> str:
        hold = self.kiosk.life_cycle.read().hold
        lines = [] if hold is None else [f"■ {tell_hold(hold)}"]
        lines += [
            f"○ {tell_missing(each)}  → {tell_actor(each.who)}"
            for each in step.missing
            if each.code != "hold"
        ]
        return "\n".join(lines)

    def _is_held(self, step: ClosingStep) -> bool:
        looks = step.code in (StepCode.DESKS, StepCode.HEADS, StepCode.PAPERS, StepCode.SLIP)
        return self.kiosk.life_cycle.read().hold is not None and not looks

    def _keys(self, step: ClosingStep) -> list[KeyHint]:
        held = self.kiosk.life_cycle.read().hold is not None
        hold = N_("the ward lets it go on") if held else N_("the ward stops it")
        keys = [
            KeyHint("F5", N_("look again"), "look", spare=True),
            KeyHint("F7", hold, "hold"),
            KeyHint("Esc", N_("leave; go on later"), "leave"),
        ]
        if self._is_held(step):
            return keys
        if step.code is StepCode.RECEIPT:
            keys.insert(0, KeyHint("F6", N_("make the package again"), "package_again"))
        return [KeyHint("Space", _ACTS[step.code], "go_on", also="F2"), *keys]


def _line(number: int, step: ClosingStep, current: ClosingStep) -> str:
    sign = "✓" if step.is_done else "▶" if step is current else "・"
    return f"{sign} {number} {tell_step(step.code)}"


def _deed(step: ClosingStep) -> str:
    """Return what to do; what is missing says itself who must act."""
    turn = "" if step.missing else f"\n→ {tell_turn(step.code)}"
    return f"{tell_deed(step.code)}{turn}"
