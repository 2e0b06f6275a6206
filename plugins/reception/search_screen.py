"""Finding a person by kana, kanji or the last digits of the phone; no input method is needed."""

from collections.abc import Sequence
from typing import ClassVar, Final, cast

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from plugins.reception.dialog import Dialog
from plugins.reception.messages import _
from plugins.reception.reception import Reception
from venue_kiosk.api import N_, Decision, NameHit, is_sure, name_search, reasons
from venue_kiosk.api_ui import KanaPad, KanaTyped, KeyHint, OpenKiosk

_ROWS: Final = name_search.MOST_ROWS


class SearchScreen(Dialog):
    """The pad above, at most eight people below; a number or Enter takes one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "to_list", show=False),
        Binding("f6", "same_name", show=False),
        *(Binding(f"f{n}", "nothing", show=False) for n in (1, 2, 3)),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk)
        self._reception = cast("Reception", kiosk.plugin("reception"))
        self._hits: Sequence[NameHit] = ()
        self._asked: NameHit | None = None
        self._queries = 0
        self._shown = 0

    def title_words(self) -> str:
        """Return the title."""
        return _("Find by name, or by the last 4 digits of the phone")

    def compose_parts(self) -> Sequence[Widget]:
        """Return the pad, what was typed, and the list."""
        return [KanaPad(id="search-pad"), Static(id="search-typed", markup=False), OptionList()]

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return (
            KeyHint("Tab", N_("to the list"), "to_list", _),
            KeyHint("Enter", N_("choose"), "to_list", _),
            KeyHint("F6", N_("same name"), "same_name", _),
        )

    def on_mount(self) -> None:
        """Wait for the first kana."""
        super().on_mount()
        self.query_one(KanaPad).focus()

    def on_unmount(self) -> None:
        """Log that somebody searched."""
        if self._queries:
            self._reception.kiosk.register.record_search(queries=self._queries, shown=self._shown)

    def show_words(self) -> None:
        """Show what was typed and the hits again."""
        self._show_typed()
        self._show_hits()

    @on(KanaTyped)
    def _typed(self, message: KanaTyped) -> None:
        self._asked = None
        self._search(message.text)
        self._show_typed(message.pending)

    def _search(self, text: str) -> None:
        found = self._reception.kiosk.register.find(text)
        self._queries += 1
        if isinstance(found, Sequence):
            self._hits = found
            self._shown += min(len(found), _ROWS)
            self.say(self._answer(len(found)))
        else:
            self._hits = ()
            self.say(_("Type two kana of the family name; after a space, of the given name."))
        self._show_hits()

    def _answer(self, count: int) -> str:
        if count == 0:
            return _("Nobody was found. Try fewer letters, or the phone.")
        if count > _ROWS:
            return _("More than {n} people. Add a space and the given name.", n=_ROWS)
        return _("{n} people found", n=count)

    def _show_typed(self, pending: str = "") -> None:
        words = self.query_one(KanaPad).text + pending
        self.query_one("#search-typed", Static).update(f"▶ {words}" if words else "▶")

    def _show_hits(self) -> None:
        listed = self.query_one(OptionList)
        listed.clear_options()
        for number, hit in enumerate(self._hits[:_ROWS], 1):
            listed.add_option(Option(f"{number}  {_row(hit)}"))

    # -- choosing ----------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Let a number choose while the list has the focus."""
        if event.character and event.character in "12345678" and self._list_has_focus():
            event.stop()
            self._choose(int(event.character) - 1)

    def action_to_list(self) -> None:
        """Go on from the pad to the people found."""
        listed = self.query_one(OptionList)
        listed.focus()
        listed.highlighted = 0 if self._hits else None

    def action_nothing(self) -> None:
        """Keep the desk's keys from acting here."""

    def action_same_name(self) -> None:
        """Record that several people fit and somebody has to ask."""
        if len(self._hits) > 1:
            reason = reasons.AmbiguousName(count=len(self._hits[:_ROWS]))
            self.dismiss(self._reception.desk.withhold(reason))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)

    def _choose(self, index: int) -> None:
        """Check a sure hit in; ask about any other one first."""
        if index >= min(len(self._hits), _ROWS):
            return
        hit = self._hits[index]
        if self._asked is hit or (is_sure(hit) and not self._has_namesake(hit)):
            self.dismiss(self._reception.desk.check_in_attendee(hit.attendee.attendee_id))
            return
        self._asked = hit
        self.query_one(OptionList).highlighted = index
        self.say(
            _(
                "Is it {name}? Ask for the last 4 digits of the phone: {phone}. Yes: Enter again.",
                name=hit.attendee.name,
                phone=hit.attendee.phone_last4 or _("none"),
            )
        )

    def _has_namesake(self, hit: NameHit) -> bool:
        readings = [other.attendee.furigana or other.attendee.name for other in self._hits]
        return readings.count(hit.attendee.furigana or hit.attendee.name) > 1

    def _list_has_focus(self) -> bool:
        return self.query_one(OptionList).has_focus


def _row(hit: NameHit) -> str:
    attendee = hit.attendee
    place = attendee.town or attendee.reception_no
    mark = "" if is_sure(hit) else _("(ask)")
    return f"{attendee.name}　{place}　{_decision(attendee.decision)} {mark}".rstrip()


def _decision(decision: Decision) -> str:
    return {
        Decision.ACCEPTED: _("accepted"),
        Decision.WAITLISTED: _("waitlisted"),
        Decision.NOT_SELECTED: _("not selected"),
        Decision.WITHDRAWN: _("withdrawn"),
        Decision.UNDECIDED: _("undecided"),
    }[decision]
