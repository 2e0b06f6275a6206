"""The second entry: a tenth of the answers, shown without what was read."""

from typing import Final

from plugins.survey.desk.second_entry import Blind
from plugins.survey.desk.store import Batch
from plugins.survey.living import Survey
from plugins.survey.messages import _
from plugins.survey.screens.code_pad import CodePad
from plugins.survey.screens.option_words import option_lines
from plugins.survey.screens.pictured_screen import PicturedScreen
from plugins.survey.screens.review_words import pile_words, place_words
from plugins.survey.tally.tables import render_tenths, tenths_of
from venue_kiosk.api import N_, KioskError
from venue_kiosk.api_ui import (
    KeyHint,
    OpenKiosk,
    Picture,
    Sentence,
    StillPicture,
    TopBar,
)

_KEYS: Final = (
    KeyHint("0-9", N_("what is marked"), "hint", _),
    KeyHint("Enter", N_("go on; no answer"), "accept", _),
    KeyHint("+ -", N_("larger, smaller"), "zoom(1)", _),
    KeyHint("Esc", N_("back"), "leave", _),
)


class SecondScreen(PicturedScreen):
    """Marks are toggled and Enter takes them; a difference goes to review."""

    KEYS = _KEYS

    def __init__(self, kiosk: OpenKiosk, survey: Survey, batch: Batch) -> None:
        super().__init__(kiosk, survey, batch)
        self._blind: Blind | None = None
        self._pad: CodePad | None = None
        self._marked: list[str] = []

    def on_mount(self) -> None:
        """Show the first answer."""
        self._next()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("Second entry"))
        self.query_one("#survey-question", Sentence).update(self._question())
        self.query_one("#survey-options", Sentence).update(self._options())
        super().retranslate()

    def action_digit(self, digit: str) -> None:
        """Take a number key."""
        if self._pad is None:
            return
        code = self._pad.press(digit)
        if code in self._marked:
            self._marked.remove(code)
        elif code is not None:
            self._marked.append(code)
        self.retranslate()

    def action_accept(self) -> None:
        """Take what is marked."""
        if self._blind is None:
            return
        try:
            same = self._survey.second.enter(self._batch, self._blind, tuple(self._marked))
        except KioskError as error:
            self.say_problem(error)
            return
        if same:
            self.say(str)
        else:
            self.say(lambda: _("△ It was read differently: the review asks once more."))
        self._next()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    def _next(self) -> None:
        try:
            self._blind = self._survey.second.next(self._batch)
        except KioskError as error:
            self._blind = None
            self.say_problem(error)
        self._pad = CodePad(self._blind.key) if self._blind else None
        self._marked = []
        self.retranslate()
        self._show_picture()

    def _show_picture(self) -> None:
        blind = self._blind
        words, pictures = "", []
        if blind is not None and blind.crop is not None:
            cutter = self._survey.questionnaires.of(self._batch).cutter
            cells = cutter.cells(blind.crop, blind.key.key)
            pictures = [Picture(code, grey) for code, grey in cells.items()]
        elif blind is not None and blind.pile:
            words = _("Look at {which}.", which=pile_words(blind.pile))
        elif blind is not None:
            words = _("There is no picture of it. Look at the paper: {which}",
                      which=place_words(blind.path, blind.page_index))  # fmt: skip
        self.query_one(StillPicture).show(pictures, instead=words)

    def _question(self) -> str:
        if self._blind is None:
            count = self._survey.second.count(self._batch)
            if not count.compared:
                return _("Nothing of this batch waits for a second person.")
            rate = render_tenths(tenths_of(count.mismatched, count.compared)) or "–"
            return _(
                "All of the sample was entered: {rate} % different ({n} of {all}).",
                rate=rate, n=count.mismatched, all=count.compared,
            )  # fmt: skip
        key = self._blind.key
        left = _("{n} left", n=self._blind.left)
        return f"{key.number}. {key.text}  {left}"

    def _options(self) -> str:
        if self._blind is None or self._pad is None:
            return ""
        width = self.size.width - 2
        return "\n".join(option_lines(self._blind.key, self._pad, self._marked, width=width))
