"""Questions that stand over a screen until somebody answers."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import N_, Catalogue, _
from venue_kiosk.ui.base_app import BaseDialog
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence

Words = Callable[[], str]
"""Gives words in the language shown now, so that they can change while they stand there."""


def problem_words(error: KioskError) -> str:
    """Return what is wrong and what to do about it, in one paragraph."""
    return f"{error.message} {error.hint}".strip()


def after_problem(problem: Words, question: Words) -> Words:
    """Return a question with what was wrong with the answer above it."""
    return lambda: f"■ {problem()}\n\n{question()}"


class ConfirmScreen(BaseDialog[bool]):
    """Asks before something that cannot be taken back; dismisses with the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Not the key that opens questions: pressed twice it would answer.
        Binding("y,f8", "answer(True)", show=False),
        Binding("n,b,escape", "answer(False)", show=False),
    ]

    def __init__(self, question: Words, *, yes: str, catalogue: Catalogue = _) -> None:
        """Prepare; ``yes`` is the message id of what the yes key does."""
        super().__init__()
        self._question = question
        self._yes = KeyHint("Y", yes, "answer(True)", catalogue, also="F8")

    def compose(self) -> ComposeResult:
        """Lay out question and keys."""
        with Vertical(classes="question"):
            yield Sentence()
            yield KeyBar([self._yes, KeyHint("Esc", N_("leave as it is"), "answer(False)")])

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(Sentence).update(self._question())

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - what a key binding passes
        """Go back with the answer."""
        self.dismiss(answer)


class AskScreen(BaseDialog[str | None]):
    """Asks for one short text; dismisses with it, or with nothing.

    Enter on an empty field stays, where nothing is no answer: what stands there is an example.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(
        self, question: Words, *, example: str = "", when_empty: str | None = None
    ) -> None:
        """Prepare; ``when_empty`` is what Enter alone answers."""
        super().__init__()
        self._question = question
        self._example = example
        self._when_empty = when_empty

    def compose(self) -> ComposeResult:
        """Lay out question, field and keys."""
        with Vertical(classes="question"):
            yield Sentence()
            yield Input(placeholder=self._example, max_length=100)
            yield KeyBar(
                [KeyHint("Enter", N_("go on"), "go_on"), KeyHint("Esc", N_("back"), "leave")]
            )

    def on_mount(self) -> None:
        """Show the words and wait for the text."""
        self.retranslate()
        self.query_one(Input).focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(Sentence).update(self._question())

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """Go back with what was typed."""
        if not self.is_mounted:  # a key may come before the field stands there
            return
        answer = self.query_one(Input).value.strip() or self._when_empty
        if answer is not None:
            self.dismiss(answer)

    def action_leave(self) -> None:
        """Go back with nothing."""
        self.dismiss(None)
