"""Choosing scans: a whole folder or one file, with the arrow keys or typed."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList

from plugins.survey.messages import _
from plugins.survey.screens.places import Place, places_in
from venue_kiosk.api import N_
from venue_kiosk.api_ui import BaseScreen, KeyBar, KeyHint, OpenKiosk, Sentence, TopBar

_KEYS: Final = (
    KeyHint("Enter", N_("take this"), "take", _),
    KeyHint("Tab", N_("type the place"), "change_field", _),
    KeyHint("F2", N_("folder above"), "go_up", _),
    KeyHint("Esc", N_("back"), "leave", _),
)


class PlaceScreen(BaseScreen):
    """Dismisses with a folder or a file, or with nothing."""

    CSS_PATH = "survey.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "go_up", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk, folder: Path) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._folder = folder
        self._places: Sequence[Place] = ()

    def compose(self) -> ComposeResult:
        """Lay out words, field, list and keys."""
        yield TopBar(self._kiosk)
        yield Sentence(id="survey-question")
        yield Input(id="survey-place", max_length=1000)
        yield OptionList(id="survey-list", markup=False)
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Show the folder."""
        self._look_into(self._folder)
        self.query_one(OptionList).focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("Read sheets"))
        self.query_one("#survey-question", Sentence).update(
            _("Where are the scans or photographs?")
        )
        options = self.query_one(OptionList)
        marked = options.highlighted or 0
        options.clear_options()
        options.add_options([self._line(place) for place in self._places])
        options.highlighted = marked if self._places else None

    def action_go_up(self) -> None:
        """Show the folder above."""
        self._look_into(self._folder.parent)

    def action_change_field(self) -> None:
        """Go from the list to the field, or back."""
        self.focus_next()

    def action_take(self) -> None:
        """Take or open the marked line."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self._take(self._places[options.highlighted])

    def action_leave(self) -> None:
        """Go back with nothing."""
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_take()

    @on(Input.Submitted)
    def _typed(self, message: Input.Submitted) -> None:
        path = Path(message.value.strip().strip("\"'")).expanduser()
        self.dismiss(self._folder / path)

    def _take(self, place: Place) -> None:
        if place.is_folder:
            self._look_into(place.path)
        else:
            self.dismiss(place.path)

    def _look_into(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._places = places_in(self._folder)
        self.query_one(Input).value = str(self._folder)
        self.query_one(OptionList).highlighted = None
        self.retranslate()

    def _line(self, place: Place) -> str:
        if place.pictures:
            return _("▶ all {n} files of this folder", n=place.pictures)
        return f"{place.path.name}/" if place.is_folder else place.path.name
