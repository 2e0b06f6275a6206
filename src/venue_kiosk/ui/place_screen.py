"""Choosing a file or a folder: type its place, or walk there with the arrow keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList

from venue_kiosk.i18n import N_
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.base_app import BaseScreen
from venue_kiosk.ui.questions import Words
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence
from venue_kiosk.ui.widgets.top_bar import TopBar


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the list."""

    path: Path
    words: Words
    opens: bool = False
    """Whether it is looked into instead of taken."""


class PlaceScreen(BaseScreen):
    """Dismisses with a path, or with nothing; a typed path may lead nowhere.

    ``find`` lists what of a folder is worth showing, and must bear one that cannot be read;
    ``question`` hears whether there was anything. A typed folder is looked into, or taken where
    ``takes_folders``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,u", "go_up", show=False),
        Binding("escape,b", "leave", show=False),
    ]

    def __init__(
        self,
        kiosk: OpenKiosk,
        folder: Path,
        *,
        title: Words,
        question: Callable[[bool], str],
        find: Callable[[Path], Sequence[Place]],
        takes_folders: bool = False,
    ) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._folder = folder
        self._title = title
        self._question = question
        self._find = find
        self._takes_folders = takes_folders
        self._places: Sequence[Place] = ()

    def compose(self) -> ComposeResult:
        """Lay out question, field, list and keys."""
        yield TopBar(self._kiosk)
        yield Sentence(id="place-question")
        yield Input(id="place-field", max_length=1_000)
        yield OptionList(id="place-list", markup=False)
        yield KeyBar(
            [
                KeyHint("Enter", N_("take this"), "take"),
                KeyHint("Tab", N_("type the place"), "change_field"),
                KeyHint("F2", N_("folder above"), "go_up", also="U"),
                KeyHint("Esc", N_("back"), "leave"),
            ]
        )

    def on_mount(self) -> None:
        """Show the folder."""
        self._look_into(self._folder)
        self.query_one(OptionList).focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(self._title())
        self.query_one("#place-question", Sentence).update(self._question(bool(self._places)))
        listed = self.query_one(OptionList)
        marked = listed.highlighted or 0
        listed.clear_options()
        listed.add_options([place.words() for place in self._places])
        listed.highlighted = marked if self._places else None

    def action_go_up(self) -> None:
        """Show the folder above."""
        self._look_into(self._folder.parent)

    def action_change_field(self) -> None:
        """Go from the list to the field, or back."""
        self.focus_next()

    def action_leave(self) -> None:
        """Go back with nothing."""
        self.dismiss(None)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def action_take(self) -> None:
        """Take what is marked in the list, or what is typed when the field has the focus."""
        field, marked = self.query_one(Input), self.query_one(OptionList).highlighted
        if field.has_focus or marked is None:
            path = parse_place(field.value, self._folder)
            opens = is_folder(path) and not self._takes_folders
        else:
            path, opens = self._places[marked].path, self._places[marked].opens
        if opens:
            self._look_into(path)
        else:
            self.dismiss(path)

    def _look_into(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._places = self._find(self._folder)
        field = self.query_one(Input)
        field.value = str(self._folder)
        field.cursor_position = len(field.value)
        self.query_one(OptionList).highlighted = None
        self.retranslate()


def parse_place(text: str, folder: Path) -> Path:
    """Return the path that somebody typed or pasted, relative ones seen from ``folder``."""
    path = Path(text.strip().strip("\"'").strip())
    try:
        return folder / path.expanduser()
    except RuntimeError:  # ~nobody
        return folder / path


def is_folder(path: Path) -> bool:
    """Say whether ``path`` is a folder; what cannot be asked is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def visible_in(folder: Path) -> Sequence[Path]:
    """Return what lies in a folder, by name, nothing hidden; nothing if it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return ()
