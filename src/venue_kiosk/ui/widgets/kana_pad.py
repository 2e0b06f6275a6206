"""The 五十音 pad: kana by mouse, by arrow keys, by romaji letters or by an input method."""

import unicodedata
from collections.abc import Callable
from typing import ClassVar, Final, TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from venue_kiosk.domain.digit_text import is_number_sign
from venue_kiosk.domain.kana_marks import FORMS, with_mark
from venue_kiosk.domain.romaji import romaji_to_kana
from venue_kiosk.i18n import _

COLUMNS: Final = ("あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの",
                  "はひふへほ", "まみむめも", "や　ゆ　よ", "らりるれろ", "わ　を名ん",
                  "゛゜小ー消")  # fmt: skip
"""The pad from left to right, each column from top to bottom; a wide space is an empty place.

名 is the space between family and given name: 姓2字、名1字 finds nearly everybody.
"""

Place: TypeAlias = tuple[int, int]
"""Column and line of a key, from 0."""

_ERASE: Final = "消"
_GIVEN_NAME: Final = "名"
_EMPTY: Final = "　"
_LINES: Final = 5
_CELL: Final = 5
_WIDEST_CELL: Final = 8
_LAST_CELL: Final = 8
_LONGEST: Final = 20
_SPACES: Final = " \u3000"
_TO_HIRAGANA: Final = {kana: kana - 0x60 for kana in range(ord("ァ"), ord("ヶ") + 1)}


class KanaTyped(Message):
    """The text on the pad changed."""

    def __init__(self, text: str, pending: str) -> None:
        super().__init__()
        self.text = text
        """Hiragana, or what an input method committed."""
        self.pending = pending
        """Romaji letters that make no kana yet."""


class KanaEntered(Message):
    """Enter was pressed on a finished text."""


class KanaPad(Widget, can_focus=True):
    """Eleven columns of five keys; holds what was typed so far and tells every change.

    Digits are taken only while there are no kana, so that behind a name they may choose from a
    list. Enter presses the key under the cursor once the arrows have been used; before, and after
    the next letter, it finishes the text.
    """

    takes_typing: ClassVar[bool] = True
    """Letters go here while it has the focus, see ``scan_capture.what_takes_typing``."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"kana-pad--key", "kana-pad--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1, 0)", show=False),
        Binding("right", "move(1, 0)", show=False),
        Binding("up", "move(0, -1)", show=False),
        Binding("down", "move(0, 1)", show=False),
        Binding("enter", "enter", show=False),
        Binding("backspace", "erase", show=False),
    ]

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.text = ""
        self.pending = ""
        self._cursor: Place = (0, 0)
        self._aims = False

    def clear(self) -> None:
        """Begin anew; tells nobody."""
        self.text, self.pending = "", ""

    def remember_typing(self) -> Callable[[], object]:
        """Return what takes back everything typed from now on: it was a scanner."""
        text, pending = self.text, self.pending

        def restore() -> None:
            self.text, self.pending = text, pending
            self._put("")

        return restore

    def retranslate(self) -> None:
        """Show the erase key in the current language."""
        self.refresh()

    # -- keys --------------------------------------------------------------------------------

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Tell whether a key is typing, so that no shortcut is offered for it."""
        return self._takes(character or "")

    def on_key(self, event: events.Key) -> None:
        """Take romaji letters, committed kana, a space between names, or a number."""
        character = event.character or ""
        if not self._takes(character):
            return
        event.stop()
        self._aims = False
        if character.isspace():
            self._settle_pending()
            self._put(" ")
        elif is_number_sign(character) and not self._has_kana:
            self._put(character)
        else:
            kana, self.pending = romaji_to_kana(self.pending + character)
            self._put(kana.translate(_TO_HIRAGANA))

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted kana, or a pasted number."""
        event.stop()
        pasted = event.text.strip()
        if not self._has_kana and all(map(is_number_sign, pasted)):
            self._put(pasted)
            return
        kana, self.pending = romaji_to_kana(self.pending + pasted)
        self._put("".join(filter(_is_typing, kana.translate(_TO_HIRAGANA))))

    @property
    def _has_kana(self) -> bool:
        return bool(self.pending) or not all(map(is_number_sign, self.text))

    def _takes(self, character: str) -> bool:
        if character.isspace():
            return character in _SPACES and self._has_kana and not self.text.endswith(" ")
        return _is_typing(character) or (is_number_sign(character) and not self._has_kana)

    def action_move(self, columns: int, lines: int) -> None:
        """Move the cursor to the next key in a direction, over empty places and round the edge."""
        column, line = self._cursor
        while True:
            column, line = (column + columns) % len(COLUMNS), (line + lines) % _LINES
            if COLUMNS[column][line] != _EMPTY:
                break
        self._cursor = (column, line)
        self._aims = True
        self.refresh()

    def action_enter(self) -> None:
        """Press the key under the cursor, or finish the text."""
        if self._aims:
            self.action_press()
            return
        self._settle_pending()
        self._put("")
        self.post_message(KanaEntered())

    def action_press(self) -> None:
        """Press the key under the cursor."""
        column, line = self._cursor
        key = COLUMNS[column][line]
        if key == _ERASE:
            self.action_erase()
            return
        self._settle_pending()
        if key in FORMS:
            self.text = with_mark(self.text, key)
            self._put("")
        elif key == _GIVEN_NAME:
            self._put(" " if self.text.strip() and self.text[-1] != " " else "")
        else:
            self._put(key)

    def action_erase(self) -> None:
        """Take back the last letter or kana."""
        if self.pending:
            self.pending = self.pending[:-1]
        else:
            self.text = self.text[:-1]
        self._put("")

    def _settle_pending(self) -> None:
        if self.pending == "n":
            self.text += "ん"
        self.pending = ""

    def _put(self, kana: str) -> None:
        self.text = (self.text + kana)[:_LONGEST]
        self.post_message(KanaTyped(self.text, self.pending))

    # -- the picture -------------------------------------------------------------------------

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Return the narrowest width."""
        return (len(COLUMNS) - 1) * _CELL + _LAST_CELL

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return one line for each key; twice that makes keys easier to hit."""
        return _LINES

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        column = min(offset.x // self._cell, len(COLUMNS) - 1)
        line = min(offset.y // self._key_height, _LINES - 1)
        if COLUMNS[column][line] != _EMPTY:
            self._cursor = (column, line)
            self.refresh()
            self.action_press()

    @property
    def _cell(self) -> int:
        fitting = (self.size.width - _LAST_CELL) // (len(COLUMNS) - 1)
        return max(4, min(_WIDEST_CELL, fitting))

    @property
    def _key_height(self) -> int:
        return max(1, self.size.height // _LINES)

    def render_line(self, y: int) -> Strip:
        """Return one line of the pad; the key under the cursor stands in brackets."""
        line, within = divmod(y, self._key_height)
        if line >= _LINES:
            return Strip.blank(self.size.width, self.rich_style)
        segments = [
            segment
            for column in range(len(COLUMNS))
            for segment in self._key((column, line), blank=within > 0)
        ]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _key(self, place: Place, *, blank: bool) -> list[Segment]:
        column, line = place
        label = _("Erase") if COLUMNS[column][line] == _ERASE else COLUMNS[column][line]
        chosen = place == self._cursor and self._aims and self.has_focus
        face = f"[{label}]" if chosen else f" {label} "
        width = (_LAST_CELL if column == len(COLUMNS) - 1 else self._cell) - 1
        spare = width - cell_len(face)
        face = " " * width if blank else " " * (spare // 2) + face + " " * (spare - spare // 2)
        name = "cursor" if chosen else "key"
        style = self.get_component_rich_style(f"kana-pad--{name}")
        return [Segment(face, self.rich_style if label == _EMPTY else style),
                Segment(" ", self.rich_style)]  # fmt: skip


def _is_typing(character: str | None) -> bool:
    """Tell whether a character is a letter, a kana, a long mark or the apostrophe after n."""
    if not character:
        return False
    return character in "-'゛゜" or unicodedata.category(character[0])[0] == "L"
