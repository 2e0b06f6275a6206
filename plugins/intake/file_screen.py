"""Choosing an application file: type its place, or walk there with the arrow keys."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from plugins.intake.folder import Place, is_folder, parse_place, places_in
from plugins.intake.messages import _
from venue_kiosk.api import N_
from venue_kiosk.api_ui import BaseScreen, KeyBar, KeyHint, OpenKiosk, Sentence, TopBar

_KEYS: Final = (
    KeyHint("Enter", N_("check this file"), "take", _),
    KeyHint("Tab", N_("type the place"), "change_field", _),
    KeyHint("F2", N_("folder above"), "go_up", _, also="U"),
    KeyHint("Esc", N_("back"), "leave", _),
)
_KIB: Final = 1024


class FileScreen(BaseScreen):
    """Dismisses with the path of a file, or with nothing."""

    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,u", "go_up", show=False),
        Binding("escape,b", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk, folder: Path) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._folder = folder
        self._places: Sequence[Place] = ()

    def compose(self) -> ComposeResult:
        """Lay out field, list and keys."""
        yield TopBar(self._kiosk)
        yield Sentence(id="file-question")
        yield Input(id="file-place", max_length=1_000)
        yield OptionList(id="file-list", markup=False)
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Show the folder."""
        self._look_into(self._folder)
        self.retranslate()
        self.query_one("#file-list").focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("Take in a file"))
        self.query_one("#file-question", Sentence).update(
            _("Which file do you take in?")
            if self._places
            else _("There is no CSV or XLSX file here.")
        )

    def action_go_up(self) -> None:
        """Show the folder above."""
        self._look_into(self._folder.parent)
        self.retranslate()

    def action_change_field(self) -> None:
        """Go from the list to the field, or back."""
        self.focus_next()

    def action_leave(self) -> None:
        """Go back without a file."""
        self.dismiss(None)

    def action_take(self) -> None:
        """Take what is chosen in the list, or what is typed when the field has the focus."""
        chosen = self.query_one(OptionList).highlighted
        if self.query_one(Input).has_focus or chosen is None:
            self._take(parse_place(self.query_one(Input).value, self._folder))
        else:
            self._take(self._places[chosen].path)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _entered(self) -> None:
        self.action_take()

    def _take(self, path: Path) -> None:
        if is_folder(path):
            self._look_into(path)
            self.retranslate()
        else:
            self.dismiss(path)

    def _look_into(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._places = places_in(self._folder)
        place = self.query_one(Input)
        place.value = str(self._folder)
        place.cursor_position = len(place.value)
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options([Option(_line(each)) for each in self._places])
        listed.highlighted = 0 if self._places else None


def _line(place: Place) -> str:
    if place.size is None or place.changed is None:
        return f"{place.path.name}/"
    size = f"{-(-place.size // _KIB):,} KiB"
    return f"{place.path.name}    {place.changed:%m/%d %H:%M}    {size}"
