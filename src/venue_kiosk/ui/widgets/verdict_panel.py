"""The verdict after a scan, readable four ways: word, sign, colour and sound."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, get_args

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Digits

from venue_kiosk.ui.sound import Sound
from venue_kiosk.ui.widgets.sentence import Sentence

Look: TypeAlias = Literal["ok", "wait", "stop", "guide", "childcare", "idle"]
Sign: TypeAlias = Literal["○", "△", "■", "？", "i", ""]

LOOKS: Final[tuple[Look, ...]] = get_args(Look)
NAME_SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What to show; every text is in the language shown now."""

    sign: Sign
    big: str
    """One sentence of at most 12 full-width characters; a longer one is wrapped, never cut."""
    second: str = ""
    staff: str = ""
    look: Look = "idle"
    number: str | None = None
    """Digits to show large, such as a table number."""
    sound: Sound = "none"
    name: str = field(default="", repr=False)
    """Whose verdict it is; hidden after ``NAME_SECONDS``, the verdict stays."""


class VerdictPanel(Vertical):
    """Shows one verdict until the next one comes; nothing in it blinks or times out but the name.

    The sign stands at the beginning of its line with a space behind it, because terminals differ
    in how wide they draw it.
    """

    def __init__(self, *, on_sound: Callable[[Sound], None], id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._on_sound = on_sound
        self._shown = 0

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        with Horizontal(classes="verdict-row"):
            with Vertical(classes="verdict-words"):
                yield Sentence(classes="verdict-big")
                yield Sentence(classes="verdict-second")
            yield Digits(classes="verdict-number")
        yield Sentence(classes="verdict-name")
        yield Sentence(classes="verdict-staff")

    def show(self, view: VerdictView) -> None:
        """Show ``view`` with its sound; the verdict before disappears."""
        self._shown += 1
        shown = self._shown
        self._write(view)
        self._on_sound(view.sound)
        if view.name:
            self.set_timer(NAME_SECONDS, lambda: self._hide_name(shown))

    def rewrite(self, view: VerdictView) -> None:
        """Show the same verdict again in another language: no sound, no name once it is hidden."""
        name_is_out = not self.query_one(".verdict-name", Sentence).has_class("-filled")
        self._write(view)
        if name_is_out:
            self._hide_name(self._shown)

    def _write(self, view: VerdictView) -> None:
        for look in LOOKS:
            self.set_class(look == view.look, f"-{look}")
        big = f"{view.sign} {view.big}".strip()
        for part, words in (
            ("big", big),
            ("second", view.second),
            ("name", view.name),
            ("staff", view.staff),
        ):
            line = self.query_one(f".verdict-{part}", Sentence)
            line.update(words)
            line.set_class(bool(words), "-filled")
        number = self.query_one(Digits)
        number.update(view.number or "")
        number.set_class(view.number is not None, "-filled")

    def _hide_name(self, shown: int) -> None:
        if shown == self._shown:
            line = self.query_one(".verdict-name", Sentence)
            line.update("")
            line.remove_class("-filled")
