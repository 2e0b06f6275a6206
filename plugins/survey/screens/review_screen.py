"""Review: the doubtful cells large, one key for the answer, the next doubt at once."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from plugins.survey.answer_keys import AnswerKey
from plugins.survey.desk.reviewing import Item
from plugins.survey.desk.store import Batch
from plugins.survey.living import Survey
from plugins.survey.messages import _
from plugins.survey.screens.code_pad import CodePad
from plugins.survey.screens.option_words import option_lines
from plugins.survey.screens.pictured_screen import PicturedScreen
from plugins.survey.screens.review_keys import BACK, KEYS, LARGER, UNDO, WHOLE
from plugins.survey.screens.review_pictures import pictures_of, whole_picture
from plugins.survey.screens.review_words import decision_words, paper_words, why_words
from plugins.survey.tally.wording import kind_words
from venue_kiosk.api import KioskError
from venue_kiosk.api_ui import (
    KeyBar,
    OpenKiosk,
    Sentence,
    StillPicture,
    TopBar,
)


class ReviewScreen(PicturedScreen):
    """Shows one doubt of a batch after the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", show=False),
        Binding("tab", "whole", show=False, priority=True),
        Binding("m", "several", show=False),
        Binding("z", "no_answer", show=False),
        Binding("backspace", "rub_out", show=False),
    ]
    KEYS = (BACK,)

    def __init__(self, kiosk: OpenKiosk, survey: Survey, batch: Batch) -> None:
        super().__init__(kiosk, survey, batch)
        self._item: Item | None = None
        self._pad: CodePad | None = None
        self._chosen: list[str] = []
        self._typed = ""
        self._several = False
        self._is_whole = False

    def on_mount(self) -> None:
        """Show the first doubt."""
        self._next()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("Review"))
        self.query_one("#survey-question", Sentence).update(self._question())
        self.query_one("#survey-options", Sentence).update("\n".join(self._options()))
        self.query_one(KeyBar).show_keys([*KEYS.get(self._mode, ()), WHOLE, UNDO, LARGER, BACK]
                                         if self._item else [UNDO, BACK])  # fmt: skip
        super().retranslate()

    @property
    def _mode(self) -> str:
        if self._item is None:
            return ""
        kind = "margin" if self._item.is_margin else self._item.doubt.kind
        if kind != "choice":
            return kind
        assert self._item.key is not None
        return "one" if self._item.key.is_one_of and not self._several else "many"

    def action_digit(self, digit: str) -> None:
        """Take a number key."""
        match self._mode:
            case "one" | "many":
                self._press(digit)
            case "number":
                self._typed = (self._typed + digit)[: self._key.digits or 6]
                self.retranslate()
            case "text":
                self.action_text(int(digit))
            case "page":
                self.action_page(int(digit))
            case "margin":
                self.action_margin(int(digit))

    def action_rub_out(self) -> None:
        """Take the last digit back."""
        self._typed = self._typed[:-1]
        self.retranslate()

    def action_several(self) -> None:
        """Mark several options of a question that asks for one."""
        if self._mode == "one":
            self._several = True
            self.retranslate()

    def action_accept(self) -> None:
        """Take what is marked or typed."""
        if self._item is None:
            return
        item = self._item
        if self._mode == "many":
            codes = tuple(self._chosen)
            self._decide(lambda: self._survey.review.decide_codes(item, codes))
        elif self._mode == "number":
            digits = self._typed
            self._decide(lambda: self._survey.review.decide_digits(item, digits))

    def action_no_answer(self) -> None:
        """Say that nothing was answered."""
        if self._item is not None and self._item.key is not None:
            item = self._item
            self._decide(lambda: self._survey.review.decide_no_answer(item))

    def action_page(self, number: int) -> None:
        """Count a page, or leave it out."""
        if self._item is not None and self._mode == "page" and number in (1, 2):
            item = self._item
            self._decide(lambda: self._survey.review.decide_page(item, usable=number == 1))

    def action_margin(self, number: int) -> None:
        """Say whether writing outside the answer places tells who somebody is."""
        if self._item is not None and self._mode == "margin" and number in (1, 2):
            item = self._item
            self._decide(lambda: self._survey.review.decide_margin(item, identifying=number == 2))

    @work(exclusive=True)
    async def action_text(self, number: int) -> None:
        """Say whether a text tells who somebody is; only one that does not may be typed."""
        item = self._item
        if item is None or self._mode != "text" or number not in (1, 2, 3):
            return
        words = ""
        if number == 3:
            typed = await self.ask(lambda: _("What is written? Nobody's name."), example="")
            if typed is None:
                return
            words = typed
        self._decide(
            lambda: self._survey.review.decide_text(item, identifying=number == 2, words=words)
        )

    def action_undo(self) -> None:
        """Take the last decision back, say which, and show its doubt again."""
        try:
            undone = self._survey.review.undo(self._batch)
        except KioskError as error:
            self.say_problem(error)
            self._next()
            return
        if undone is None:
            self.say(lambda: _("You have decided nothing in this batch that could be undone."))
        else:
            self.say(lambda: _("Taken back: {what}", what=decision_words(undone)))
            self._show(undone.item)

    def action_whole(self) -> None:
        """Show all of the question instead of the doubtful cells, or these again."""
        self._is_whole = not self._is_whole
        self._show_picture()

    def action_leave(self) -> None:
        """Let other lanes have what is shown, and go back."""
        try:
            self._survey.review.leave()
        finally:
            self.dismiss()

    @property
    def _key(self) -> AnswerKey:
        assert self._item is not None
        assert self._item.key is not None
        return self._item.key

    def _press(self, digit: str) -> None:
        assert self._pad is not None
        code = self._pad.press(digit)
        if code is None:
            self.retranslate()
        elif self._mode == "one":
            item = self._item
            assert item is not None
            self._decide(lambda: self._survey.review.decide_codes(item, (code,)))
        else:
            self._chosen = (
                [each for each in self._chosen if each != code]
                if code in self._chosen
                else [*self._chosen, code]
            )
            self.retranslate()

    def _decide(self, act: Callable[[], None]) -> None:
        self.say(str)
        try:
            act()
        except KioskError as error:
            self.say_problem(error)
        self._next()

    def _next(self) -> None:
        try:
            item = self._survey.review.next(self._batch)
        except KioskError as error:
            item = None
            self.say_problem(error)
        self._show(item)

    def _show(self, item: Item | None) -> None:
        self._item = item
        self._several = self._is_whole = False
        self._typed = ""
        answer = item.answer if item else None
        self._chosen = list(answer.codes) if answer else []
        key = item.key if item else None
        self._pad = CodePad(key) if key is not None and key.is_choice else None
        self.retranslate()
        self._show_picture()

    def _question(self) -> str:
        item = self._item
        if item is None:
            return _("Nothing is left to decide in this batch.")
        left = _("{n} left", n=item.left)
        head = _("Is this page to be counted?")
        if item.is_margin:
            head = _("Something is written outside the answer places. It is counted, not typed.")
        if item.key is not None:
            head = f"{item.key.number}. {item.key.text} ({kind_words(item.key)})"
        return f"{head}  {left}\n△ {why_words(item)} ・ {paper_words(item)}"

    def _options(self) -> Sequence[str]:
        item = self._item
        if item is None or item.key is None:
            return ()
        if item.doubt.kind == "number":
            return [f"[{self._typed.ljust(item.key.digits or 6, '_')}]"]
        if self._pad is None:
            return ()
        waiting = [f"{self._pad.waiting}_"] if self._pad.waiting else []
        chosen = self._chosen
        return [
            *option_lines(item.key, self._pad, chosen, width=self.size.width - 2),
            *waiting,
        ]

    def _show_picture(self) -> None:
        picture = self.query_one(StillPicture)
        item = self._item
        if item is None:
            picture.show((), instead="")
        elif item.crop is None:
            words = _("There is no picture of it. Look at the paper: {which}",
                      which=paper_words(item))  # fmt: skip
            picture.show((), instead=words)
        elif self._is_whole:
            picture.show(whole_picture(item))
        else:
            cutter = self._survey.questionnaires.of(self._batch).cutter
            picture.show(pictures_of(item, cutter))
