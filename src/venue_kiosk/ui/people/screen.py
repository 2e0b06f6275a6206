"""Who may open the event: the manager's list, read by the ward's auditor too."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from venue_kiosk.domain.handler import HandlerRole
from venue_kiosk.domain.person import Person
from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.people import Issued
from venue_kiosk.services.people_words import tell_person
from venue_kiosk.ui.asking_screen import AskingScreen
from venue_kiosk.ui.choosing import CredentialScreen
from venue_kiosk.ui.people.asking import LeftError, ask_dates, ask_duties, ask_new_person
from venue_kiosk.ui.people.slip import SlipScreen
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence
from venue_kiosk.ui.widgets.top_bar import TopBar

Act = Callable[[Person], Awaitable[None]]


class PeopleScreen(AskingScreen):
    """Lists the accounts; the keys work on the marked one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", show=False),
        Binding("c", "change", show=False),
        Binding("n", "issue", show=False),
        Binding("r", "revoke", show=False),
        Binding("u", "unlock", show=False),
        Binding("escape,b", "app.pop_screen", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk, _)
        self._people: list[Person] = []

    def compose(self) -> ComposeResult:
        """Lay out list, answer and keys."""
        yield TopBar(self.kiosk)
        yield OptionList(id="people", markup=False)
        yield Sentence(classes="answer")
        yield KeyBar(
            [
                KeyHint("A", N_("add"), "add"),
                KeyHint("C", N_("duties and dates"), "change"),
                KeyHint("N", N_("new passphrase"), "issue"),
                KeyHint("U", N_("clear the wait"), "unlock"),
                KeyHint("R", N_("revoke"), "revoke"),
                KeyHint("Esc", N_("back"), "app.pop_screen"),
            ]
        )

    def on_mount(self) -> None:
        """Show the list."""
        self.retranslate()
        self.query_one(OptionList).focus()

    def retranslate(self) -> None:
        """Show list and answer in the current language."""
        super().retranslate()
        self.query_one(TopBar).show_title(_("List of handlers"))
        options = self.query_one(OptionList)
        marked = options.highlighted
        people, waiting = self.kiosk.people.listed(), self.kiosk.people.waiting()
        self._people = sorted(people, key=lambda person: not person.is_current)
        options.clear_options()
        for person in self._people:
            who, role, dates, state = tell_person(person, wrong=waiting.get(person.handler_id, 0))
            options.add_option(f"{who}  {role}　{state}\n      {dates}")
        options.highlighted = min(marked or 0, len(self._people) - 1)

    @work
    async def action_add(self) -> None:
        """Ask for a new account and show its passphrase once."""

        async def add(_marked: Person) -> None:
            person = await ask_new_person(self)
            await self._show([self.kiosk.people.add(person)])

        await self._act(add)

    @work
    async def action_change(self) -> None:
        """Ask for duties and dates of the marked account."""

        async def change(person: Person) -> None:
            is_handler = person.handler.role is HandlerRole.HANDLER
            duties = await ask_duties(self) if is_handler else None
            trained, reported, document = await ask_dates(self)
            self.kiosk.people.change(
                person.handler_id,
                duties=duties,
                trained=trained,
                reported=reported,
                document=document or None,
            )

        await self._act(change)

    @work
    async def action_issue(self) -> None:
        """Give the marked account a new passphrase."""

        async def issue(person: Person) -> None:
            who = person.handler_id
            question = _("A new passphrase for {id}? The former one ends at once.", id=who)
            if await self.confirm(lambda: question, yes=N_("give a new one")):
                await self._show([self.kiosk.people.issue(who)])

        await self._act(issue)

    @work
    async def action_unlock(self) -> None:
        """Clear the wait of the marked account."""

        async def unlock(person: Person) -> None:
            self.kiosk.people.clear_wait(person.handler_id)
            self.say(lambda: _("{id} can try again at once.", id=person.handler_id))

        await self._act(unlock)

    @work
    async def action_revoke(self) -> None:
        """End the marked account, with a new key if the disk may have been copied."""

        async def revoke(person: Person) -> None:
            who = person.handler_id
            question = _("Revoke {id}? This cannot be taken back.", id=who)
            if not await self.confirm(lambda: question, yes=N_("revoke")):
                return
            self.kiosk.people.revoke(who)
            copied = _(
                "May {id} have copied the disk? Then everything is encrypted anew, and everybody"
                " gets a new passphrase.",
                id=who,
            )
            if await self.confirm(lambda: copied, yes=N_("encrypt anew")):
                await self._renew()

        await self._act(revoke)

    async def _renew(self) -> None:
        own = await self.app.push_screen_wait(
            CredentialScreen(lambda: _("Enter your own passphrase once more."))
        )
        if own is not None:
            await self._show(self.kiosk.people.renew_key(own))

    async def _show(self, issued: Sequence[Issued]) -> None:
        self.retranslate()
        await self.app.push_screen_wait(SlipScreen(issued))

    async def _act(self, act: Act) -> None:
        marked = self.query_one(OptionList).highlighted
        self.say(str)
        try:
            await act(self._people[marked or 0])
        except LeftError:
            return
        except KioskError as error:
            self.say_problem(error)
        self.retranslate()
