"""Words broken into lines as Japanese is broken: no 。 or 」 begins a line, no 「 ends one."""

from typing import Final

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

_NEVER_FIRST: Final = frozenset(
    "、。，．,.・：；:;？！?!」』）)】〕〉》々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_NEVER_LAST: Final = frozenset("「『（(【〔〈《")
_MOST_PULLED: Final = 3
_STOPS: Final = ("。", ". ", "、", ", ")
"""Where a text of two lines is best broken, the best first."""


def break_lines(words: str, width: int) -> list[str]:
    """Return ``words`` as lines of at most ``width`` cells; rules of JIS X 4051 for line ends."""
    return [line for part in words.split("\n") for line in _break_paragraph(part, max(2, width))]


def _break_paragraph(words: str, width: int) -> list[str]:
    lines: list[str] = []
    rest = words
    while cell_len(rest) > width:
        end = _break_before(rest, _fitting(rest, width))
        end = _after_stop(rest, end, width) or end
        lines.append(rest[:end].rstrip(" "))
        rest = rest[end:].lstrip(" ")
    return [*lines, rest]


def _after_stop(words: str, end: int, width: int) -> int:
    """Return where the last line may begin with a new sentence, or 0 where it cannot.

    The stop after the number of a step ends none.
    """
    for stop in _STOPS:
        place = words.rfind(stop, 0, end) + 1
        rest = words[place:].lstrip(" ")
        if (
            place
            and not words[: place - 1].isdigit()
            and cell_len(rest) <= width
            and rest[0] not in _NEVER_FIRST
        ):
            return place
    return 0


def _fitting(words: str, width: int) -> int:
    cells = 0
    for index, sign in enumerate(words):
        cells += cell_len(sign)
        if cells > width:
            return max(1, index)
    return len(words)


def _break_before(words: str, end: int) -> int:
    """Return where to break at ``end`` or a little before it."""
    for place in range(end, max(0, end - _MOST_PULLED), -1):
        if words[place] not in _NEVER_FIRST and words[place - 1] not in _NEVER_LAST:
            return _before_word(words, place)
    return end


def _before_word(words: str, place: int) -> int:
    """Return the beginning of the Latin word, number or 0123-4 that ``place`` would cut.

    A bracket that opens before it goes with it.
    """
    start = place
    while start > 0 and _is_latin(words[start - 1]) and _is_latin(words[place]):
        start -= 1
    while start > 0 and words[start - 1] in _NEVER_LAST:
        start -= 1
    return start or place


def _is_latin(sign: str) -> bool:
    return sign.isascii() and (sign.isalnum() or sign == "-")


class Sentence(Widget):
    """One text that takes the lines it needs."""

    DEFAULT_CSS = "Sentence { height: auto; }"

    def __init__(self, words: str = "", *, id: str | None = None, classes: str = "") -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._words = words

    def update(self, words: str) -> None:
        """Show other words."""
        if words != self._words:
            self._words = words
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines at ``width`` cells."""
        return len(break_lines(self._words, width))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Return the width of the longest line, unbroken."""
        return max(map(cell_len, self._words.split("\n")))

    def render(self) -> Text:
        """Return the broken lines."""
        lines = break_lines(self._words, self.content_size.width)
        return Text("\n".join(lines), no_wrap=True, overflow="ignore", end="")
