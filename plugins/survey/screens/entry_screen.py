"""Whole sheets with the number keys: one key for most answers, the next question at once."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from plugins.survey.answer_keys import AnswerKey
from plugins.survey.desk.keying import Keyed, compose_answers
from plugins.survey.desk.store import Batch
from plugins.survey.living import Survey
from plugins.survey.messages import _
from plugins.survey.reading_lines import Answer
from plugins.survey.screens.code_pad import DIGIT_BINDINGS, CodePad
from plugins.survey.screens.option_words import option_lines
from plugins.survey.tally.counting import IDENTIFYING
from plugins.survey.tally.wording import kind_words
from venue_kiosk.api import N_, KioskError
from venue_kiosk.api_ui import AskingScreen, KeyBar, KeyHint, OpenKiosk, Sentence, TopBar

_KEYS: Final = (
    KeyHint("0-9", N_("the answer"), "hint", _),
    KeyHint("Enter", N_("go on; no answer"), "go_on", _),
    KeyHint("Backspace", N_("one question back"), "go_back", _, also="-"),
    KeyHint("Esc", N_("back"), "leave", _),
)
_TEXT_ANSWERS: Final = {
    "1": Answer("no_answer", ()),
    "2": Answer("answered", ()),
    "3": Answer("answered", (), flags=(IDENTIFYING,)),
}


class EntryScreen(AskingScreen):
    """One sheet after the other; nothing is kept before the last Enter of a sheet."""

    CSS_PATH = "survey.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *DIGIT_BINDINGS,
        Binding("enter,plus", "go_on", show=False),
        Binding("backspace,minus", "go_back", show=False),
        Binding("escape,f4", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk, survey: Survey, batch: Batch) -> None:
        super().__init__(kiosk, _)
        self._survey = survey
        self._batch = batch
        self._keys = survey.questionnaires.of(batch).form.keys
        self._last: Keyed | None = None
        self._begin()

    def compose(self) -> ComposeResult:
        """Lay out question, options, answers so far and keys."""
        yield TopBar(self.kiosk)
        yield Sentence(id="survey-numbers")
        yield Sentence(id="survey-question")
        yield Sentence(id="survey-options")
        yield Sentence(classes="answer")
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Show the first question."""
        self.retranslate()

    def on_resize(self) -> None:
        """Break the options anew."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("Enter sheets"))
        self.query_one("#survey-numbers", Sentence).update(self._numbers())
        self.query_one("#survey-question", Sentence).update(self._question())
        self.query_one("#survey-options", Sentence).update(self._options())
        super().retranslate()

    def action_digit(self, digit: str) -> None:
        """Take a number key."""
        if self._at < len(self._keys):
            self._press(self._keys[self._at], digit)
        self.retranslate()

    def action_hint(self) -> None:
        """Do nothing: the number keys answer."""

    def action_go_on(self) -> None:
        """Take what was marked as the answer, or keep the sheet after the last question."""
        if self._at == len(self._keys):
            self._save()
        else:
            self._take()
        self.retranslate()

    def action_go_back(self) -> None:
        """Go one question back; before the first, take the last sheet back."""
        if self._at > 0:
            self._at -= 1
            self._reset()
            self._given.pop(self._keys[self._at].key, None)
        elif self._last is not None:
            self._take_back(self._last)
        self.retranslate()

    def action_leave(self) -> None:
        """Go back; a sheet that is not finished is not kept, nor a batch without sheets."""
        try:
            self._survey.batches.finish(self._batch)
        except KioskError as error:
            self.dismiss(error)  # nobody is held here by a batch that another lane ended
        else:
            self.dismiss()

    def _begin(self) -> None:
        self._at = 0
        self._given: dict[str, list[str]] = {}
        self._texts: dict[str, Answer] = {}
        self._reset()

    def _reset(self) -> None:
        self._marked: list[str] = []
        at_end = self._at >= len(self._keys)
        self._pad = None if at_end else CodePad(self._keys[self._at])

    def _press(self, key: AnswerKey, digit: str) -> None:
        if key.kind == "text":
            if digit in _TEXT_ANSWERS:
                self._texts[key.key] = _TEXT_ANSWERS[digit]
                self._step()
        elif key.kind == "number":
            self._marked = [*self._marked, digit][: key.digits]
        else:
            assert self._pad is not None
            code = self._pad.press(digit)
            if code is not None and key.is_one_of:
                self._marked = [code]
                self._take()
            elif code in self._marked:
                self._marked.remove(code)
            elif code is not None:
                self._marked.append(code)

    def _take(self) -> None:
        self._given[self._keys[self._at].key] = self._marked
        self._step()

    def _step(self) -> None:
        self._at += 1
        self._reset()

    def _save(self) -> None:
        form = self._survey.questionnaires.of(self._batch).form
        answers = {**compose_answers(self._given, form), **self._texts}
        try:
            self._last = self._survey.keying.save(self._batch, answers)
        except KioskError as error:
            self.say_problem(error)
            return
        pile = self._last.pile
        self._begin()
        if pile:
            self.say(lambda: _("△ Write {n} on a corner of this sheet with a pencil; put it on the"
                               " second person's pile.", n=pile))  # fmt: skip
        else:
            self.say(lambda: _("The sheet is kept."))

    def _take_back(self, last: Keyed) -> None:
        try:
            self._survey.keying.take_back(last)
        except KioskError as error:
            self.say_problem(error)
            return
        self._last = None
        self.say(lambda: _("The last sheet was taken back. Enter it again."))

    def _numbers(self) -> str:
        sheets = self._survey.keying.sheets(self._batch)
        place = min(self._at + 1, len(self._keys))
        given = "  ".join(
            f"{key.number}:{','.join(self._given.get(key.key, ())) or '–'}"
            for key in self._keys[: self._at]
        )
        head = _("Sheet {sheet}, question {n} of {all}", sheet=sheets + 1, n=place,
                 all=len(self._keys))  # fmt: skip
        return f"{head}\n{given}"

    def _question(self) -> str:
        if self._at == len(self._keys):
            return _("All questions are answered. Enter keeps the sheet.")
        key = self._keys[self._at]
        return f"{key.number}. {key.text} ({kind_words(key)})"

    def _options(self) -> str:
        if self._at == len(self._keys):
            return ""
        key = self._keys[self._at]
        if key.kind == "text":
            words = (_("1 nothing is written"), _("2 something is written"),
                     _("3 it tells who somebody is: counted, not typed"))  # fmt: skip
            return "\n".join(words)
        if key.kind == "number":
            return f"[{''.join(self._marked).ljust(key.digits, '_')}]"
        assert self._pad is not None
        width = self.size.width - 2
        return "\n".join(option_lines(key, self._pad, self._marked, width=width))
