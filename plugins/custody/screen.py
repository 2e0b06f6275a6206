"""Opening and custody: what is done is ticked, one thing at a time."""

from collections.abc import Awaitable, Callable
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from plugins.custody.flows import CustodyFlows
from plugins.custody.messages import _
from plugins.custody.slip import Stage
from plugins.custody.telling import stage_words
from venue_kiosk.api import N_, State, tell_actor, tell_missing, tell_state
from venue_kiosk.api_ui import KeyBar, KeyHint, OpenKiosk, Sentence, TopBar

_KEYS: Final = (
    KeyHint("1-7", N_("choose"), "take(1)", _),
    KeyHint("Enter", N_("do the marked line"), "take(0)", _),
    KeyHint("Esc", N_("back"), "leave", _),
)


class CustodyScreen(CustodyFlows):
    """Seven lines of work; the answer stands below."""

    CSS_PATH = "custody.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"take({n})", show=False) for n in range(1, 8)),
        Binding("escape,b", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk)
        self._lines: list[tuple[Callable[[], str], Callable[[], Awaitable[None]]]] = [
            (self._preflight_line, self.answer_preflight),
            (self._slip_line, self.enter_slip),
            (self._time_line, self.enter_time),
            (self._unlock_line, self.unlock),
            (self._ledger_line, self.enter_paper),
            (self._inspection_line, self.record_inspection),
            (lambda: "  " + _("Handlers reported to the ward"), self.show_handlers),
        ]

    def compose(self) -> ComposeResult:
        """Lay out state, lines, answer and keys."""
        yield TopBar(self.kiosk)
        yield Sentence(id="custody-state")
        yield OptionList(id="custody-lines", markup=False)
        yield Sentence(classes="answer")
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()
        self.query_one(OptionList).focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("Opening and custody"))
        self.query_one("#custody-state", Sentence).update(self._state())
        lines = self.query_one(OptionList)
        marked = lines.highlighted
        lines.clear_options()
        lines.add_options([f"{n} {words()}" for n, (words, _do) in enumerate(self._lines, 1)])
        lines.highlighted = marked or 0
        super().retranslate()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.action_take(event.option_index + 1)

    @work
    async def action_take(self, number: int) -> None:
        """Do a line; 0 is the marked one."""
        marked = self.query_one(OptionList).highlighted or 0
        index = number - 1 if number else marked
        self.query_one(OptionList).highlighted = index
        await self._lines[index][1]()
        self.retranslate()

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.dismiss()

    def _state(self) -> str:
        state = self.kiosk.life_cycle.state()
        words = _("The event is {state}.", state=tell_state(state))
        if state is not State.PREPARED:
            return words
        missing = self.kiosk.life_cycle.missing(self.living.carrying.entry())
        if not missing:
            return words + "\n" + _("Everything is there: open it with 4.")
        first = missing[0]
        more = _(" (and {n} more)", n=len(missing) - 1) if len(missing) > 1 else ""
        told = _("Next: {what} → {who}", what=tell_missing(first), who=tell_actor(first.who))
        return f"{words}\n{told}{more}"

    def _preflight_line(self) -> str:
        left = len(self.living.preflight.unsettled())
        return (
            _tick(not left) + _("Check before opening") + (_(" ({n} left)", n=left) if left else "")
        )

    def _slip_line(self) -> str:
        slip = self.living.carrying.newest()
        is_there = slip is not None and slip.stage is not Stage.RETURNED
        words = _tick(is_there) + _("Carry-out slip")
        return f"{words} ({slip.form.slip_no})" if slip is not None else words

    def _time_line(self) -> str:
        slip = self.living.carrying.newest()
        if slip is None or slip.next_stage is None:
            return "○ " + _("Times of the slip")
        done = ", ".join(
            f"{stage_words(stage)} {at:%H:%M}" for stage, at in zip(Stage, slip.times, strict=False)
        )
        words = _("Enter: {stage}", stage=stage_words(slip.next_stage))
        return _tick(slip.stage is Stage.ARRIVED) + words + (f" ({done})" if done else "")

    def _unlock_line(self) -> str:
        is_open = self.kiosk.life_cycle.state() is not State.PREPARED
        return _tick(is_open) + _("Open the event at the venue")

    def _ledger_line(self) -> str:
        left = len(self.living.ledger.unsettled())
        words = _tick(not left) + _("Paper ledger")
        return words + (_(" ({n} to count)", n=left) if left else "")

    def _inspection_line(self) -> str:
        n = len(self.living.reports.inspections())
        return "  " + _("Inspections by the ward ({n})", n=n)


def _tick(done: bool) -> str:  # noqa: FBT001 - a tick is one
    return "✓ " if done else "○ "
