"""What the board does with one person, question by question."""

from collections.abc import Callable, Sequence
from functools import partial

from textual import on

from plugins.exchange.board_behind import BoardBehind
from plugins.exchange.messages import _
from plugins.exchange.person_words import tell_cost, tell_person, tell_why
from plugins.exchange.standing import Standing
from plugins.exchange.trying import cheapest_swaps, judge, swapped
from venue_kiosk.api import N_
from venue_kiosk.api_ui import (
    AskScreen,
    ChooseScreen,
    CodeScanned,
    ConfirmScreen,
    Words,
)

_SWAPS_SHOWN = 9


class _AskWhomScreen(AskScreen):
    """Takes a scanned ticket where a reception number is asked for."""

    @on(CodeScanned)
    def _scanned(self, message: CodeScanned) -> None:
        self.dismiss(message.text)


Act = Callable[[], object]


class PersonFlows(BoardBehind):
    """Why here, move, pin, gone, facilitate, accessible seat, companions."""

    async def ask_about(self, person: int) -> None:
        """Ask what to do with one person, and do it."""
        standing = self.standing
        assert standing is not None
        room = standing.room
        chosen = await self.choose(
            lambda: self._place_words(standing, person),
            lambda: [
                *(_("Why here? The cheapest swaps"), _("Move: take in hand")),
                *(_("Pin to this table in every round"), _("Unpin")),
                *(_("Not at the table: gone"), _("Facilitates this table from now on")),
                *(_("Give an accessible seat"), _("Keep together with another person")),
                _("Keep apart from another person"),
            ],
        )
        at = room.state.table_of(person, self.number)
        office = self.exchange.office
        match chosen:
            case 0:
                await self._why(person)
            case 1:
                self.take(person)
            case 2 if at is not None:
                self.do(lambda: office.pin(person, at), lambda: _("Pinned."))
            case 3:
                self.do(lambda: office.unpin(person), lambda: _("Unpinned."))
            case 4:
                self.do(lambda: office.mark_gone(person), lambda: _("Taken off the table."))
            case 5 if at is not None:
                self.do(lambda: office.guest_host(at, person), lambda: _("Facilitates now."))
            case 6:
                await self._accessible(person)
            case 7:
                await self._keep("together", person)
            case 8:
                await self._keep("apart", person)
            case _:
                pass

    async def _why(self, person: int) -> None:
        standing, number = self.standing, self.number
        assert standing is not None
        swaps = cheapest_swaps(standing, person, number)
        as_good = sum(each.cost <= 0 for each in swaps)
        shown = swaps[:_SWAPS_SHOWN]

        def lines() -> Sequence[str]:
            if not shown:
                return [_("No swap is possible.")]
            return [
                self._swap_line(standing, person, each.partner, each.table_no) for each in shown
            ]

        chosen = await self.choose(
            lambda: tell_why(standing, person, number, as_good=as_good), lines
        )
        if chosen is None or not shown:
            return
        partner, there = shown[chosen].partner, shown[chosen].table_no
        one, two = (standing.room.people[each].reception_no for each in (person, partner))
        here = standing.room.state.table_of(person, number)
        question = partial(_swap_question, one, two, here, there)
        screen = ConfirmScreen(question, yes=N_("swap them"), catalogue=_)
        if await self.app.push_screen_wait(screen):
            self.do(
                lambda: self.exchange.office.swap(person, partner, number), lambda: _("Swapped.")
            )

    def _swap_line(self, standing: Standing, person: int, partner: int, table_no: int) -> str:
        trial = judge(standing, swapped(standing, person, partner, self.number), self.number)
        return _(
            "table {n}, with {who}: {cost}",
            n=table_no,
            who=standing.room.people[partner].reception_no,
            cost=tell_cost(trial.cost, trial.terms),
        )

    async def _accessible(self, person: int) -> None:
        standing = self.standing
        assert standing is not None
        tables = [e for e in standing.room.state.open_tables if e.accessible_seats]
        free = [each for each in tables if each.accessible_taken < each.accessible_seats]
        if not free:
            self.say(lambda: _("No accessible seat is free."))
            return
        chosen = await self.choose(
            lambda: _("At which table? Only how many are taken is kept."),
            lambda: [
                _(
                    "table {n}: {free} free",
                    n=e.table_no,
                    free=e.accessible_seats - e.accessible_taken,
                )
                for e in free
            ],
        )
        if chosen is not None:
            table_no = free[chosen].table_no
            self.do(
                lambda: self.exchange.office.take_accessible_seat(person, table_no),
                lambda: _("Moved to table {n}.", n=table_no),
            )

    async def _keep(self, kind: str, person: int) -> None:
        text = await self.ask_whom(lambda: _("With whom? Type the reception number."))
        if not text:
            return
        office = self.exchange.office

        def keep() -> None:
            other = office.find(text).attendee_id
            office.keep("together" if kind == "together" else "apart", [person, other])

        self.do(keep, lambda: _("Kept. Make the plan anew, or repair."))

    def do(self, act: Act, words: Words) -> None:
        """Do an act and say so."""
        if self.attempt(act):
            self.say(words)

    async def choose(self, question: Words, lines: Callable[[], Sequence[str]]) -> int | None:
        """Ask for one of a few lines."""
        return await self.app.push_screen_wait(ChooseScreen(question, lines))

    async def ask(self, question: Words, example: str) -> str | None:
        """Ask for a short text."""
        return await self.app.push_screen_wait(AskScreen(question, example=example))

    async def ask_whom(self, question: Words) -> str | None:
        """Ask for a person's reception number or ticket."""
        return await self.app.push_screen_wait(_AskWhomScreen(question, example="0123-4"))

    def _place_words(self, standing: Standing, person: int) -> str:
        words = tell_person(standing.room, person, self.number)
        at = standing.room.state.table_of(person, self.number)
        table = _("Table {n}", n=at) if at is not None else _("No table")
        return f"{table}: {words}"


def _swap_question(one: str, two: str, here: int | None, there: int) -> str:
    words = _("{one} goes to table {there}, {two} to table {here}.")
    return words.format(one=one, two=two, here=here, there=there)
