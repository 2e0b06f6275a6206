"""The ways to go on after a change, side by side: who moves, and what each costs."""

import threading
from collections.abc import Sequence
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from plugins.exchange.board_drawing import fit
from plugins.exchange.composing import Room
from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from plugins.exchange.repair_plans import Repair, TableChange
from plugins.exchange.terms import TERMS, term_words, terms_off
from venue_kiosk.api import N_, KioskError
from venue_kiosk.api_ui import BaseDialog, KeyBar, KeyHint, OpenKiosk, Sentence

_MOST = 5
_NAME = 16
_COLUMN = 11
_STEPS_SHOWN = 8


class _Proposed(Message, bubble=False):
    def __init__(self, repairs: Sequence[Repair], error: KioskError | None) -> None:
        super().__init__()
        self.repairs = repairs
        self.error = error


class RepairScreen(BaseDialog[Repair | None]):
    """Works out the plans in a thread; dismisses with the one that was chosen."""

    CSS_PATH = "exchange.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose({n})", show=False) for n in range(1, _MOST + 1)),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("enter", "choose(0)", show=False),
        Binding("escape,b", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._exchange = cast("Exchange", kiosk.plugin("exchange"))
        self._room: Room | None = None
        self._repairs: Sequence[Repair] = ()
        self._error: KioskError | None = None
        self._is_ready = threading.Event()
        self._marked = 0

    def compose(self) -> ComposeResult:
        """Lay out title, columns, who moves, and keys."""
        with Vertical(classes="question -wide"):
            yield Sentence(id="repair-title")
            yield Static(id="repair-columns", markup=False)
            yield Sentence(id="repair-steps")
            yield KeyBar(
                [
                    KeyHint("←→", N_("another plan"), "step(1)", _),
                    KeyHint("1-5", N_("choose"), "choose(1)", _),
                    KeyHint("Enter", N_("the marked one"), "choose(0)", _),
                    KeyHint("Esc", N_("change nothing"), "leave", _),
                ]
            )

    def on_mount(self) -> None:
        """Begin."""
        self.retranslate()
        self.run_worker(self._propose, thread=True)

    def retranslate(self) -> None:
        """Show the plans in the current language."""
        title, steps = self.query_one("#repair-title", Sentence), ""
        if self._error is not None:
            title.update(f"■ {self._error.message} {self._error.hint}".strip())
        elif not self._is_ready.is_set():
            title.update(_("Working out who would have to move …"))
        else:
            title.update(_("Ways to go on: the fewest moves first"))
            steps = self._step_words()
        self.query_one("#repair-columns", Static).update("\n".join(self._columns()))
        self.query_one("#repair-steps", Sentence).update(steps)

    def action_step(self, steps: int) -> None:
        """Mark another plan."""
        if self._repairs:
            self._marked = (self._marked + steps) % len(self._repairs)
            self.retranslate()

    def action_choose(self, number: int) -> None:
        """Take a plan; 0 is the marked one."""
        place = number - 1 if number else self._marked
        if 0 <= place < len(self._repairs):
            self.dismiss(self._repairs[place])

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def _propose(self) -> None:
        repairs: Sequence[Repair] = ()
        error = None
        try:
            with self._kiosk.fork() as kiosk:
                repairs = cast("Exchange", kiosk.plugin("exchange")).repairs.propose()
        except KioskError as problem:
            error = problem
        self.post_message(_Proposed(repairs, error))

    @on(_Proposed)
    def _proposed(self, message: _Proposed) -> None:
        self._repairs, self._error = _shown(message.repairs), message.error
        self._room = self._exchange.book.room()
        self._is_ready.set()
        self.retranslate()

    def _columns(self) -> Sequence[str]:
        if not self._repairs or self._room is None:
            return []
        off = terms_off(self._room.programme, self._room.settings)
        rows = [
            ("", [self._head(n) for n in range(len(self._repairs))]),
            *self._ways(),
            (_("people who move"), [str(len(each.moves)) for each in self._repairs]),
            (_("newly seated"), [str(len(each.newcomers)) for each in self._repairs]),
            *(
                (term_words(term), [str(each.terms[term]) for each in self._repairs])
                for term in TERMS
                if term not in off
            ),
            (_("score"), [str(each.score) for each in self._repairs]),
        ]
        return [fit(name, _NAME) + "".join(fit(c, _COLUMN) for c in cells) for name, cells in rows]

    def _ways(self) -> Sequence[tuple[str, Sequence[str]]]:
        words = {"seats": _("wait"), "guest": _("a guest"), "close": _("close")}
        table_no = next((each.table_no for each in self._repairs if each.table_no), None)
        if table_no is None:
            return []
        return [(_("host of table {n}", n=table_no), [words[each.way] for each in self._repairs])]

    def _head(self, place: int) -> str:
        mark = "▸" if place == self._marked else " "
        return f"{mark}{place + 1}"

    def _step_words(self) -> str:
        if not self._repairs:
            return ""
        chosen = self._repairs[self._marked]
        if chosen.guest is not None and self._room is not None:
            guest = self._room.people.get(chosen.guest)
            who = guest.reception_no if guest else "?"
            return _("{who} facilitates table {n}.", who=who, n=chosen.table_no)
        changes = [*chosen.moves, *chosen.newcomers]
        if not changes:
            return _("Nobody changes tables.")
        words = "  ".join(self._change_words(each) for each in changes[:_STEPS_SHOWN])
        more = len(changes) - _STEPS_SHOWN
        return words + ("  " + _("{n} more.", n=more) if more > 0 else "")

    def _change_words(self, change: TableChange) -> str:
        assert self._room is not None
        person = self._room.people.get(change.person)
        who = person.reception_no if person else "?"
        before = "-" if change.before is None else str(change.before)
        return f"{who}: {before}→{change.now}"


def _shown(repairs: Sequence[Repair]) -> Sequence[Repair]:
    """Return as many plans as there is room for; those for a missing facilitator among them."""
    others = [each for each in repairs if each.way != "seats"]
    plain = [each for each in repairs if each.way == "seats"]
    return [*plain[: _MOST - len(others)], *others]
