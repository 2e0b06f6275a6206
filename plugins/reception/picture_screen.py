"""Choosing a picture file with a code in it, such as a photographed notice."""

from collections.abc import Sequence
from pathlib import Path

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from plugins.reception.dialog import Dialog
from plugins.reception.messages import _


class PictureScreen(Dialog):
    """Dismisses with the path of a file."""

    def title_words(self) -> str:
        """Return the title."""
        return _("Read the code in a picture file")

    def compose_parts(self) -> Sequence[Widget]:
        """Return the field for the path."""
        return [Input(id="picture-path", max_length=1000)]

    def on_mount(self) -> None:
        """Wait for the path."""
        super().on_mount()
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        path = Path(event.value.strip().strip("'\"")).expanduser()
        if path.is_file():
            self.dismiss(path)
        else:
            self.say(_("There is no such file. Check the path."))
