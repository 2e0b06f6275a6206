"""Finding a person by kana, kanji, phone or number; no input method is needed."""

from collections.abc import Sequence
from typing import ClassVar, Final, cast

from rich.cells import cell_len
from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from plugins.reception.dialog import Dialog
from plugins.reception.hit_rows import compose_rows, is_certain
from plugins.reception.messages import _
from plugins.reception.reception import Reception
from venue_kiosk.api import N_, NameHit, name_search, reasons
from venue_kiosk.api_ui import KanaEntered, KanaPad, KanaTyped, KeyHint, OpenKiosk

_ROWS: Final = name_search.MOST_ROWS


class SearchScreen(Dialog):
    """The pad above, at most eight people below; a number or Enter takes one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "to_list", show=False),
        Binding("f6", "same_name", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk)
        self._reception = cast("Reception", kiosk.plugin("reception"))
        self._hits: Sequence[NameHit] = ()
        self._refused = True
        self._queries = 0
        self._shown = 0

    def title_words(self) -> str:
        """Return the title."""
        return _("Find by name, or by the last 4 digits of the phone")

    def compose_parts(self) -> Sequence[Widget]:
        """Return the pad and what was typed."""
        return [KanaPad(id="search-pad"), Static(id="search-typed", markup=False)]

    def compose_below(self) -> Sequence[Widget]:
        """Return the list."""
        return [OptionList(id="search-hits", markup=False)]

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return (
            KeyHint("1-8", N_("choose"), "to_list", _),
            KeyHint("Tab", N_("to the list"), "to_list", _),
            KeyHint("F6", N_("same name"), "same_name", _),
        )

    def begin(self) -> None:
        """Wait for the first kana."""
        self.query_one(KanaPad).focus()
        self.say(self._state_words)

    def on_unmount(self) -> None:
        """Log that somebody searched."""
        if self._queries:
            self._reception.kiosk.register.record_search(queries=self._queries, shown=self._shown)

    def show_words(self) -> None:
        """Show what was typed and the hits again."""
        self._show_typed(self.query_one(KanaPad).pending)
        self._show_hits()

    def take_scan(self, payload: str) -> None:
        """Check in whoever holds the code; nobody needs to be found any more."""
        self.dismiss(self._reception.desk.check_in(payload))

    # -- searching ---------------------------------------------------------------------------

    @on(KanaTyped)
    def _typed(self, message: KanaTyped) -> None:
        found = self._reception.kiosk.register.find(message.text)
        self._queries += 1
        self._refused = not isinstance(found, Sequence)
        self._hits = found if isinstance(found, Sequence) else ()
        self._shown += min(len(self._hits), _ROWS)
        self.say(self._state_words)

    def _state_words(self) -> str:
        if self._refused:
            return _("Two kana of the family name, space, one of the given name. Or 4 digits.")
        if not self._hits:
            return _("Nobody was found. Try fewer letters, or the phone.")
        if len(self._hits) > _ROWS:
            return _("More than {n} people. Add a space and the given name.", n=_ROWS)
        if len(self._hits) == 1:
            return _("One person found. Enter chooses.")
        return _("{n} people found. Press the number of the right one.", n=len(self._hits))

    def _show_typed(self, pending: str) -> None:
        words = self.query_one(KanaPad).text + pending
        self.query_one("#search-typed", Static).update(f"▶ {words}" if words else "▶")

    def _show_hits(self) -> None:
        listed = self.query_one(OptionList)
        chosen = listed.highlighted
        listed.clear_options()
        room = self.size.width - cell_len(" 1  ") - 3
        for number, row in enumerate(compose_rows(self._hits[:_ROWS], room), 1):
            listed.add_option(Option(f"{number}  {row}"))
        listed.highlighted = chosen if chosen is not None and chosen < len(self._hits) else None
        listed.display = bool(self._hits)

    # -- choosing ----------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Choose by number; from the list, let letters go on in the pad."""
        pad = self.query_one(KanaPad)
        if event.character and event.character in "12345678":
            event.stop()
            self._choose(int(event.character) - 1)
        elif not pad.has_focus and pad.check_consume_key(event.key, event.character):
            pad.focus()
            pad.on_key(event)

    def action_to_list(self) -> None:
        """Go between the pad and the people found."""
        listed = self.query_one(OptionList)
        if listed.has_focus or not self._hits:
            self.query_one(KanaPad).focus()
            return
        listed.focus()
        listed.highlighted = 0

    def action_same_name(self) -> None:
        """Record that several people fit and somebody has to ask."""
        if len(self._hits) > 1:
            reason = reasons.AmbiguousName(count=len(self._hits[:_ROWS]))
            self.dismiss(self._reception.desk.withhold(reason))

    @on(KanaEntered)
    def _entered(self) -> None:
        if len(self._hits) == 1:
            self._choose(0)
        elif self._hits:
            self.action_to_list()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)

    def _choose(self, index: int) -> None:
        if index < min(len(self._hits), _ROWS):
            self._take(self._hits[index])

    @work(exclusive=True)
    async def _take(self, hit: NameHit) -> None:
        """Check a certain hit in; ask about any other one first."""
        certain = is_certain(hit, self._hits)
        if certain or await self.confirm(lambda: _question(hit), yes=N_("yes, this person")):
            self.dismiss(self._reception.desk.check_in_attendee(hit.attendee.attendee_id))


def _question(hit: NameHit) -> str:
    attendee = hit.attendee
    return _(
        "Is it {name}?\n{reading}　{place}\nAsk for the last 4 digits of the phone: {phone}",
        name=attendee.name,
        reading=attendee.furigana or "",
        place=attendee.town or attendee.reception_no,
        phone=attendee.phone_last4 or _("none"),
    )
