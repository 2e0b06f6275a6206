"""The 五十音 pad: kana by mouse, by arrow keys, by romaji letters or by an input method."""

import unicodedata
from typing import ClassVar, Final, TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from venue_kiosk.domain.kana_marks import FORMS, with_mark
from venue_kiosk.domain.romaji import romaji_to_kana
from venue_kiosk.i18n import _

COLUMNS: Final = ("あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの",
                  "はひふへほ", "まみむめも", "や　ゆ　よ", "らりるれろ", "わ　を　ん",
                  "゛゜小ー消")  # fmt: skip
"""The pad from left to right, each column from top to bottom; a wide space is an empty place."""

Place: TypeAlias = tuple[int, int]
"""Column and line of a key, from 0."""

_ERASE: Final = "消"
_EMPTY: Final = "　"
_LINES: Final = 5
_CELL: Final = 5
_WIDEST_CELL: Final = 8
_LAST_CELL: Final = 8
_LONGEST: Final = 20
_TO_HIRAGANA: Final = {kana: kana - 0x60 for kana in range(ord("ァ"), ord("ヶ") + 1)}


class KanaTyped(Message):
    """The text on the pad changed."""

    def __init__(self, text: str, pending: str) -> None:
        super().__init__()
        self.text = text
        """Hiragana, or what an input method committed."""
        self.pending = pending
        """Romaji letters that make no kana yet."""


class KanaPad(Widget, can_focus=True):
    """Eleven columns of five keys; holds what was typed so far and tells every change."""

    takes_typing: ClassVar[bool] = True
    """Letters go here while it has the focus, see ``scan_capture.what_takes_typing``."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"kana-pad--key", "kana-pad--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1, 0)", show=False),
        Binding("right", "move(1, 0)", show=False),
        Binding("up", "move(0, -1)", show=False),
        Binding("down", "move(0, 1)", show=False),
        Binding("enter", "press", show=False),
        Binding("backspace", "erase", show=False),
    ]

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.text = ""
        self.pending = ""
        self._cursor: Place = (0, 0)

    def clear(self) -> None:
        """Begin anew; tells nobody."""
        self.text, self.pending = "", ""

    def retranslate(self) -> None:
        """Show the erase key in the current language."""
        self.refresh()

    # -- keys --------------------------------------------------------------------------------

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Tell whether a key is typing, so that no shortcut is offered for it."""
        return _is_typing(character)

    def on_key(self, event: events.Key) -> None:
        """Take romaji letters and committed kana."""
        if event.character is None or not _is_typing(event.character):
            return
        event.stop()
        kana, self.pending = romaji_to_kana(self.pending + event.character)
        self._put(kana.translate(_TO_HIRAGANA))

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted kana."""
        event.stop()
        kana, self.pending = romaji_to_kana(self.pending + event.text.strip())
        self._put("".join(filter(_is_typing, kana.translate(_TO_HIRAGANA))))

    def action_move(self, columns: int, lines: int) -> None:
        """Move the cursor to the next key in a direction, over empty places and round the edge."""
        column, line = self._cursor
        while True:
            column, line = (column + columns) % len(COLUMNS), (line + lines) % _LINES
            if COLUMNS[column][line] != _EMPTY:
                break
        self._cursor = (column, line)
        self.refresh()

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
        chosen = place == self._cursor and self.has_focus
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
