"""The hall display: the numbers being called, to be read from the back row, and nothing else."""

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from plugins.childcare.childcare import Childcare
from plugins.childcare.hall import arrange_numbers
from plugins.childcare.messages import _
from venue_kiosk.api_ui import BaseScreen, BlockDrawing, OpenKiosk, Sentence, draw_number, sounds_of

_EVERY_S = 1.0


class DisplayScreen(BaseScreen):
    """Looks into the vault every second, because the desk is another process."""

    CSS_PATH = "childcare.tcss"
    STANDS_OPEN = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4,escape", "leave", show=False)]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__()
        self._childcare = cast("Childcare", kiosk.plugin("childcare"))
        self._shown: dict[int, int] = {}

    def compose(self) -> ComposeResult:
        """Lay out title, numbers and what to do."""
        yield Sentence(id="hall-title")
        with Container(id="hall-numbers"):
            yield BlockDrawing()
        yield Sentence(id="hall-todo")
        yield Sentence(id="hall-slips")

    def on_mount(self) -> None:
        """Show the numbers and keep them."""
        self.retranslate()
        self.set_interval(_EVERY_S, self.retranslate)

    def on_resize(self) -> None:
        """Draw as large as there is room now."""
        self.call_after_refresh(self.retranslate)

    def retranslate(self) -> None:
        """Show the calls of this moment, the newest first."""
        room = self._childcare.room()
        calls = {stay.tag_no: stay.calls for stay in reversed(room.called)}
        if any(self._shown.get(tag_no) != n for tag_no, n in calls.items()):
            sounds_of(self.app).play("call")
        self._shown = calls
        called = list(calls)
        self.query_one("#hall-title", Sentence).update(_("Childcare: numbers called"))
        todo = _("Please come to the childcare room.") if called else _("Nobody is being called.")
        self.query_one("#hall-todo", Sentence).update(todo)
        slips = ", ".join(map(str, room.offered))
        words = _("Slip {slips}: please come to the childcare desk.", slips=slips) if slips else ""
        self.query_one("#hall-slips", Sentence).update(words)
        self.query_one("#hall-slips").display = bool(words)
        area = self.query_one("#hall-numbers").size
        lines = arrange_numbers(called, area.width, area.height, draw=draw_number)
        widest = max(map(len, lines), default=0)
        self.query_one(BlockDrawing).draw([line.ljust(widest) for line in lines if widest])

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.dismiss()
