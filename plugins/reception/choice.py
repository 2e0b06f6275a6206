"""A short list to choose one of, told apart by marks and numbers, never by colour alone."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static


class Choice(Static, can_focus=True):
    """Numbered lines; a number, or up and down, chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "enter", show=False),
    ]

    class Entered(Message):
        """Enter was pressed: whoever chose goes on."""

    def __init__(self, count: int, *, chosen: int | None = None, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._words: Sequence[str] = [""] * count
        self.chosen = chosen
        """Index of the chosen line, or nothing."""

    def show(self, words: Sequence[str]) -> None:
        """Show the lines in the current language."""
        self._words = words
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse."""
        if 0 <= event.y < len(self._words):
            self._choose(event.y)

    def on_key(self, event: events.Key) -> None:
        """Choose by number."""
        number = int(event.character) if event.character and event.character.isdecimal() else 0
        if 1 <= number <= len(self._words):
            event.stop()
            self._choose(number - 1)

    def action_move(self, step: int) -> None:
        """Choose the line above or below."""
        start = self.chosen if self.chosen is not None else (-1 if step > 0 else len(self._words))
        self._choose(max(0, min(len(self._words) - 1, start + step)))

    def action_enter(self) -> None:
        """Go on."""
        self.post_message(self.Entered())

    def _choose(self, index: int) -> None:
        self.chosen = index
        self._draw()

    def _draw(self) -> None:
        self.update(
            "\n".join(
                f"{'[*]' if index == self.chosen else '[ ]'} {index + 1} {words}"
                for index, words in enumerate(self._words)
            )
        )
