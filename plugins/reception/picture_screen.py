"""Choosing a picture file with a code in it, such as a photographed notice."""

from collections.abc import Sequence

from textual.widget import Widget
from textual.widgets import Input

from plugins.reception.dialog import Dialog
from plugins.reception.messages import _
from plugins.reception.picture import parse_dropped_path
from venue_kiosk.api import N_
from venue_kiosk.api_ui import KeyHint


class PictureScreen(Dialog):
    """Dismisses with the path of a file."""

    def title_words(self) -> str:
        """Return the title."""
        return _("Read the code in a picture file")

    def compose_parts(self) -> Sequence[Widget]:
        """Return the field for the path."""
        return [Input(id="picture-path", max_length=1000)]

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return (KeyHint("Enter", N_("read"), "finish", _),)

    def begin(self) -> None:
        """Wait for the path."""
        self.query_one(Input).focus()
        self.say(lambda: _("Type the path of the file, or drop the file here."))

    def action_finish(self) -> None:
        """Go back with the file, if there is one."""
        path = parse_dropped_path(self.query_one(Input).value)
        if path is None:
            self.say(lambda: _("There is no such file. Check the path."))
        else:
            self.dismiss(path)
