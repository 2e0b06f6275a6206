"""The table board: every table's card, the marked one in words, and one person in hand."""

from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from plugins.exchange.board_drawing import Grid, draw_board, lay_out
from plugins.exchange.board_words import tell_summary, tell_table, tell_terms
from plugins.exchange.card_words import compose_cards
from plugins.exchange.messages import _
from plugins.exchange.problems import find_problems
from plugins.exchange.table_flows import TableFlows
from venue_kiosk.api import N_, KioskError
from venue_kiosk.api_ui import KeyBar, KeyHint, OpenKiosk, Sentence, TopBar

_EVERY_S: Final = 1.0
_DETAIL_LINES: Final = 3
_KEYS: Final = (
    KeyHint("F2", N_("make a plan"), "allocate", _),
    KeyHint("F3", N_("find"), "find", _),
    KeyHint("Enter", N_("people"), "people", _),
    KeyHint("F5", N_("announce"), "announce", _),
    KeyHint("F6", N_("repair"), "repair", _),
    KeyHint("F7", N_("other round"), "turn", _),
    KeyHint("F8", N_("undo"), "undo", _),
    KeyHint("F10", N_("table"), "table", _),
    KeyHint("F12", N_("more"), "more", _),
    KeyHint("F4", N_("back"), "leave", _),
)
_HAND_KEYS: Final = (
    KeyHint("←↑↓→", N_("to a table"), "step(1)", _),
    KeyHint("Enter", N_("put here"), "put", _),
    KeyHint("S", N_("swap, the cheapest"), "swap_here", _),
    KeyHint("Esc", N_("put back"), "let_go", _),
)


class BoardScreen(TableFlows):
    """Looks into the vault every second: people come and go at other desks."""

    CSS_PATH = "exchange.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,a", "allocate", show=False),
        Binding("f3,f", "find", show=False),
        Binding("enter", "people_or_put", show=False),
        Binding("f5,n", "announce", show=False),
        Binding("f6,r", "repair", show=False),
        Binding("f7,t", "turn", show=False),
        Binding("f8,u", "undo", show=False),
        Binding("f10,k", "table", show=False),
        Binding("f12,m", "more", show=False),
        Binding("f4,b", "leave", show=False),
        Binding("s", "swap_here", show=False),
        Binding("escape", "let_go", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("up", "step_row(-1)", show=False),
        Binding("down", "step_row(1)", show=False),
        Binding("home", "step(-9999)", show=False),
        Binding("end", "step(9999)", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk)
        self._grid = Grid(1, 1, 1, 1)
        self._seen: object = None

    def compose(self) -> ComposeResult:
        """Lay out figures, cards, the marked table, the answer and keys."""
        yield TopBar(self.kiosk)
        yield Sentence(id="board-summary")
        yield Static(id="board-cards", markup=False)
        yield Static(id="board-table", markup=False)
        yield Sentence(id="board-answer")
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Show the board and keep it."""
        self.look_again()
        self.set_interval(_EVERY_S, self._look_if_changed)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self.retranslate)

    def on_screen_resume(self) -> None:
        """Count again whenever a question is answered."""
        self._look_if_changed()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("Exchange session"))
        self.query_one(KeyBar).show_keys(_KEYS if self.held is None else _HAND_KEYS)
        self.query_one("#board-answer", Sentence).update(self.answer())
        summary = self.query_one("#board-summary", Sentence)
        standing = self.standing
        if standing is None:
            summary.update(self._words_without_plan())
            self.query_one("#board-cards", Static).update("")
            self.query_one("#board-table", Static).update("")
            return
        problems = [each.text for each in find_problems(standing.room, self.number)]
        summary.set_class(bool(problems), "-urgent")
        lines = [tell_summary(standing, self.number), tell_terms(standing)]
        if problems:
            lines.append("■ " + "  ".join(problems[:3]) + ("  …" if len(problems) > 3 else ""))
        elif self.is_stale:
            lines.append(self.stale_words())
        summary.update("\n".join(lines))
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if self.standing is None:
            return
        cards = compose_cards(self.standing, self.number)
        board = self.query_one("#board-cards", Static)
        self._grid = lay_out(len(cards), board.size.width, board.size.height)
        board.update(draw_board(cards, self._grid, cursor=self.cursor, held=self.held_from))
        lines = self.hand_lines() or tell_table(self.standing, self.marked_table, self.number)
        self.query_one("#board-table", Static).update("\n".join(lines[:_DETAIL_LINES]))

    def action_step(self, steps: int) -> None:
        """Mark another table."""
        self.mark(self.cursor + steps)

    def action_step_row(self, rows: int) -> None:
        """Mark the table above or below."""
        place = self.cursor + rows * self._grid.columns
        if 0 <= place < self.table_count:
            self.mark(place)

    def action_people_or_put(self) -> None:
        """Choose one of the marked table's people, or put down who is in hand."""
        if self.held is None:
            self.action_people()
        else:
            self.action_put()

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.dismiss()

    def _look_if_changed(self) -> None:
        try:
            seen = self.fingerprint()
        except KioskError:  # locked or busy for a moment: the next second looks again
            return
        if seen != self._seen:
            self._seen = seen
            self.look_again()
        if self.is_stale and self.app.screen is self:
            self.search_behind()

    @work(exclusive=True, group="turn")
    async def action_turn(self) -> None:
        """Show the next round."""
        self.turn()

    def _words_without_plan(self) -> str:
        n = len(self.exchange.book.room().people)
        if self.exchange.settings.mode == "colour_cards":
            return self.card_words()
        return _("No plan yet. {n} people are here.", n=n) + "\n" + _("F2 makes one.")
