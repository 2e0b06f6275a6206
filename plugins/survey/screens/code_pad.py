"""Which option a number key means: one key while ten options are enough, else two digits."""

from dataclasses import dataclass, field
from typing import Final

from textual.binding import Binding

from plugins.survey.answer_keys import AnswerKey

_ONE_KEY: Final = "1234567890"

DIGIT_BINDINGS: Final = tuple(Binding(digit, f"digit('{digit}')", show=False) for digit in _ONE_KEY)
"""Digits go the way of every other key, so that none overtakes another."""


@dataclass(slots=True)
class CodePad:
    """Turns number keys into codes of one answer key."""

    key: AnswerKey
    waiting: str = field(default="", init=False)
    """The first of two digits."""

    @property
    def has_two_digits(self) -> bool:
        """Whether an option takes two digits, ``01`` and so on."""
        return len(self.key.codes) > len(_ONE_KEY)

    def press(self, digit: str) -> str | None:
        """Return the code that is complete with this digit; None while one is missing or none."""
        codes = self.key.codes
        if not self.has_two_digits:
            place = _ONE_KEY.find(digit)
            return codes[place] if 0 <= place < len(codes) else None
        if not self.waiting:
            self.waiting = digit
            return None
        place = int(self.waiting + digit) - 1
        self.waiting = ""
        return codes[place] if 0 <= place < len(codes) else None

    def key_of(self, code: str) -> str:
        """Return what is pressed for an option."""
        place = self.key.codes.index(code)
        return f"{place + 1:02}" if self.has_two_digits else _ONE_KEY[place]
