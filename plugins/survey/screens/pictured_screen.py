"""What review and second entry have in common: a question, its cells large, number keys."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from plugins.survey.desk.store import Batch
from plugins.survey.living import Survey
from plugins.survey.messages import _
from plugins.survey.screens.code_pad import DIGIT_BINDINGS
from venue_kiosk.api_ui import (
    AskingScreen,
    KeyBar,
    KeyHint,
    OpenKiosk,
    Sentence,
    StillPicture,
    TopBar,
)


class PicturedScreen(AskingScreen):
    """Asks one thing about one picture after the other; a subclass says what."""

    CSS_PATH = "survey.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGIT_BINDINGS,
        Binding("enter,space", "accept", show=False),
        Binding("plus", "zoom(1)", show=False),
        Binding("minus", "zoom(-1)", show=False),
        Binding("left", "move(-1, 0)", show=False),
        Binding("right", "move(1, 0)", show=False),
        Binding("up", "move(0, -1)", show=False),
        Binding("down", "move(0, 1)", show=False),
        Binding("escape,f4", "leave", show=False),
    ]
    KEYS: ClassVar[Sequence[KeyHint]] = ()
    """What the key bar shows at first."""

    def __init__(self, kiosk: OpenKiosk, survey: Survey, batch: Batch) -> None:
        super().__init__(kiosk, _)
        self._survey = survey
        self._batch = batch

    def compose(self) -> ComposeResult:
        """Lay out question, picture, options and keys."""
        yield TopBar(self.kiosk)
        yield Sentence(id="survey-question")
        yield StillPicture(id="survey-picture")
        yield Sentence(id="survey-options")
        yield Sentence(classes="answer")
        yield KeyBar(self.KEYS)

    def on_resize(self) -> None:
        """Break the options anew."""
        self.retranslate()

    def on_screen_suspend(self) -> None:
        """Leave no picture under another screen."""
        self.query_one(StillPicture).wipe()

    def on_screen_resume(self) -> None:
        """Draw the picture again."""
        self.query_one(StillPicture).refresh()

    def action_hint(self) -> None:
        """Do nothing: the number keys answer."""

    def action_zoom(self, by: int) -> None:
        """Show the picture larger or smaller."""
        self.query_one(StillPicture).zoom(by)

    def action_move(self, across: int, down: int) -> None:
        """Move what is shown of a large picture."""
        self.query_one(StillPicture).move(across, down)
