"""The line below the verdict: a reception number by hand, and what was done just now."""

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Label, Static

from plugins.reception.messages import _
from plugins.reception.number_field import NumberField
from venue_kiosk.api import CheckIn

_SHOWN = 3
_GAP = "  "


class NumberRow(Horizontal):
    """Beside the field stand this lane's latest numbers, or for a while how to take one back."""

    def __init__(self, *, undo_for: float) -> None:
        super().__init__()
        self._undo_for = undo_for
        self._recent: Sequence[str] = ()
        self._offer: Timer | None = None

    @property
    def field(self) -> NumberField:
        """The field."""
        return self.query_one(NumberField)

    def compose(self) -> ComposeResult:
        """Lay out label, field and the words beside it."""
        yield Label(id="desk-number-label")
        yield NumberField(id="desk-number", placeholder="0123-4")
        yield Static(id="desk-recent", markup=False)

    def on_resize(self) -> None:
        """Show as many numbers as there is room for."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show the words in the current language."""
        self.query_one("#desk-number-label", Label).update(_("Reception no."))
        beside = self.query_one("#desk-recent", Static)
        offered = self._offer is not None
        room = beside.content_size.width
        beside.update(_("U: take this check-in back") if offered else self._latest(room))
        beside.set_class(offered, "-offer")

    def _latest(self, room: int) -> str:
        shown = self._recent[:_SHOWN]
        while len(_GAP.join(shown)) > room > 0:
            shown = shown[:-1]
        return _GAP.join(shown)

    def show_recent(self, check_ins: Iterable[tuple[CheckIn, str]]) -> None:
        """Show the latest check-ins, newest first; an offer stands before them."""
        self._recent = [f"{check_in.at:%H:%M} {number}" for check_in, number in check_ins]
        self.retranslate()

    def offer_undo(self) -> None:
        """Say for a while how to take back what was just done; the key works afterwards too."""
        self.withdraw_offer()
        self._offer = self.set_timer(self._undo_for, self.withdraw_offer)
        self.retranslate()

    def withdraw_offer(self) -> None:
        """Show the latest check-ins again."""
        if self._offer is not None:
            self._offer.stop()
            self._offer = None
            self.retranslate()
