"""What the board's keys do, question by question."""

from functools import partial
from typing import assert_never

from textual import on, work

from plugins.exchange.messages import _
from plugins.exchange.person_flows import PersonFlows
from plugins.exchange.person_words import tell_person
from plugins.exchange.repair_screen import RepairScreen
from plugins.exchange.search_screen import SearchScreen
from plugins.exchange.standing import Standing
from venue_kiosk.api import N_, KioskError
from venue_kiosk.api_ui import (
    CodeScanned,
    ConfirmScreen,
    Done,
    Failed,
    Stopped,
)


class BoardFlows(PersonFlows):
    """Plans, people, announcements, repairs; ``table_flows`` has what belongs to a table."""

    @work(exclusive=True)
    async def action_allocate(self) -> None:
        """Search for a plan, its progress shown."""
        outcome = await self.app.push_screen_wait(SearchScreen(self.kiosk))
        match outcome:
            case Done():
                self.say(lambda: _("The plan is made."))
            case Failed(error):
                self.say_problem(error)
            case Stopped():
                self.say(lambda: _("Stopped: the old plan stands."))
            case _:
                assert_never(outcome)
        self.look_again()

    @work(exclusive=True)
    async def action_find(self) -> None:
        """Find a person by reception number, and show their table."""
        text = await self.ask_whom(
            lambda: _("Whose table is it? Type the reception number, or scan the ticket.")
        )
        if text:
            await self._find(text)

    @on(CodeScanned)
    def _code_came(self, message: CodeScanned) -> None:
        self._find_scanned(message.text)

    @work(exclusive=True)
    async def _find_scanned(self, text: str) -> None:
        await self._find(text)

    async def _find(self, text: str) -> None:
        try:
            person = self.exchange.office.find(text).attendee_id
        except KioskError as error:
            self.say_problem(error)
            return
        if self.standing is not None:
            self.mark_table(self.standing.room.state.table_of(person, self.number))
            await self.ask_about(person)

    @work(exclusive=True)
    async def action_people(self) -> None:
        """Choose one of the marked table's people."""
        if self.standing is None:
            return
        table_no, number = self.marked_table, self.number
        people = self.standing.team(table_no, number)
        if not people:
            self.say(lambda: _("Nobody sits at this table."))
            return
        room = self.standing.room
        chosen = await self.choose(
            lambda: _("Table {n}: who?", n=table_no),
            lambda: [tell_person(room, each, number) for each in people],
        )
        if chosen is not None:
            await self.ask_about(people[chosen])

    @work(exclusive=True)
    async def action_announce(self) -> None:
        """Freeze the next round, after a question."""
        standing = self.standing
        if standing is None:
            self.say(lambda: _("Make a plan first."))
            return
        number = standing.room.current + 1
        question = partial(_announce_question, number, standing)
        if await self.app.push_screen_wait(
            ConfirmScreen(question, yes=N_("announce"), catalogue=_)
        ):
            self.do(self.exchange.office.announce, lambda: _("Round {n} is announced.", n=number))

    @work(exclusive=True)
    async def action_repair(self) -> None:
        """Show the ways to go on side by side."""
        chosen = await self.app.push_screen_wait(RepairScreen(self.kiosk))
        if chosen is not None:
            self.do(
                lambda: self.exchange.repairs.choose(chosen),
                lambda: _("{n} people are to be told another table.", n=len(chosen.moves)),
            )

    def action_undo(self) -> None:
        """Take the last act back."""
        if self.attempt(self.exchange.book.undo):
            self.say(lambda: _("Taken back."))


def _announce_question(number: int, standing: Standing) -> str:
    return _(
        "Announce round {n} to {people} people? From then on nobody moves by themselves.",
        n=number,
        people=len(standing.room.people),
    )
