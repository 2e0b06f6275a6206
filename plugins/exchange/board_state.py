"""What the board has before it: the seats as they stand, the marked table, one person in hand."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from textual import work

from plugins.exchange.board_words import tell_cost, tell_person, tell_trial
from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from plugins.exchange.standing import Standing
from plugins.exchange.trying import Swap, cheapest_swaps, judge, moved, swapped
from venue_kiosk.api import KioskError
from venue_kiosk.api_ui import BaseScreen, OpenKiosk, Words


class BoardState(BaseScreen):
    """Keeps one ``Standing`` until something changes; a subclass shows it."""

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__()
        self.kiosk = kiosk
        self.exchange = cast("Exchange", kiosk.plugin("exchange"))
        self.standing: Standing | None = None
        self.number = 1
        """The round that is shown."""
        self.cursor = 0
        self.held: int | None = None
        """Who is in hand."""
        self.is_stale = False
        self.answer: Words = str
        self._swaps: dict[int, Swap] = {}
        self._searched: object = None
        self._is_searching = False

    def retranslate(self) -> None:
        """Show everything."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Read how the session stands and show it."""
        room = self.exchange.book.room()
        has_plan = bool(room.state.open_tables) and room.state.rounds_planned > 0
        before = self.standing
        self.standing = Standing(room) if has_plan else None
        plan = self.exchange.store.plan(self.exchange.book.session_no)
        self.is_stale = plan is not None and plan.is_stale
        if before is None or before.room.announced != room.announced:
            self.number = max(1, room.current)
        self.cursor = min(self.cursor, max(0, self.table_count - 1))
        if self.held is not None and self.held not in room.people:
            self.held = None
        self._count_swaps()
        self.retranslate()

    def fingerprint(self) -> object:
        """Return what changes whenever the board should be drawn anew."""
        book = self.exchange.book
        plan = self.exchange.store.plan(book.session_no)
        people = self.exchange.kiosk.presence.people(book.session_no)
        return plan and (plan.revision, plan.is_stale), [each.attendee_id for each in people]

    @property
    def table_count(self) -> int:
        """How many tables stand on the board."""
        return len(self.standing.room.state.open_tables) if self.standing else 0

    @property
    def marked_table(self) -> int:
        """The number of the marked table."""
        assert self.standing is not None
        return self.standing.room.state.open_tables[self.cursor].table_no

    @property
    def held_from(self) -> int | None:
        """The table of who is in hand."""
        if self.standing is None or self.held is None:
            return None
        return self.standing.room.state.table_of(self.held, self.number)

    def mark(self, place: int) -> None:
        """Mark a table by its place on the board."""
        self.cursor = max(0, min(place, self.table_count - 1))
        self.retranslate()

    def mark_table(self, table_no: int | None) -> None:
        """Mark a table by its number."""
        if self.standing is not None and table_no is not None:
            numbers = [each.table_no for each in self.standing.room.state.open_tables]
            self.mark(numbers.index(table_no) if table_no in numbers else self.cursor)

    def turn(self) -> None:
        """Show the next round, or the first after the last."""
        if self.standing is not None:
            self.held = None
            self.number = self.number % self.standing.room.state.rounds_planned + 1
            self.retranslate()

    def take(self, person: int) -> None:
        """Take a person in hand."""
        self.held = person
        self.mark_table(self.held_from)
        self._count_swaps()
        self.retranslate()

    def action_let_go(self) -> None:
        """Leave who is in hand where they were."""
        self.held = None
        self.retranslate()

    def hand_lines(self) -> Sequence[str]:
        """Return what putting down or swapping at the marked table would cost."""
        standing, person = self.standing, self.held
        if standing is None or person is None:
            return []
        here, there = self.held_from, self.marked_table
        lines = [_("In hand: {who}", who=tell_person(standing.room, person, self.number))]
        if here == there:
            return [*lines, _("This is their table. Go to another one.")]
        trial = judge(standing, moved(standing, person, self.number, there), self.number)
        lines.append(_("Put at table {n}: {cost}", n=there, cost=tell_trial(trial)))
        swap = self._swaps.get(there)
        if swap is not None:
            state = swapped(standing, person, swap.partner, self.number)
            cost = judge(standing, state, self.number)
            partner = standing.room.people[swap.partner].reception_no
            words = tell_cost(cost.cost, cost.terms)
            lines.append(_("Swap with {who}: {cost}", who=partner, cost=words))
        return lines

    def action_put(self) -> None:
        """Put who is in hand at the marked table."""
        person = self.held
        if person is not None:
            office, number, table_no = self.exchange.office, self.number, self.marked_table
            if self.attempt(lambda: office.move(person, number, table_no)):
                self.held = None
                self.say(lambda: _("Moved to table {n}.", n=table_no))

    def action_swap_here(self) -> None:
        """Swap who is in hand with the cheapest person of the marked table."""
        person = self.held
        if person is None or self.standing is None:
            return
        swap = self._swaps.get(self.marked_table)
        if swap is None:
            self.say(lambda: _("Nobody here can be swapped with them."))
            return
        if self.attempt(lambda: self.exchange.office.swap(person, swap.partner, self.number)):
            self.held = None
            who = self.standing.room.people[swap.partner].reception_no
            self.say(lambda: _("Swapped with {who}.", who=who))

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do an act and look again, or say why not; return whether it was done."""
        try:
            act()
        except KioskError as error:
            self.say_problem(error)
            return False
        self.look_again()
        return True

    def say(self, words: Words) -> None:
        """Answer until the next answer."""
        self.answer = words
        self.retranslate()

    def say_problem(self, error: KioskError) -> None:
        """Answer with why something was not done."""
        self.say(partial(_problem_words, error))

    def stale_words(self) -> str:
        """Return what the board says while rounds wait for a new search."""
        if self._is_searching:
            return _("People changed: searching the rounds not announced anew …")
        return _("People changed since the plan was made: F2 makes it anew.")

    def search_behind(self) -> None:
        """Search the rounds not announced anew, once for each change; announced ones stay."""
        room_now = self.standing.room if self.standing else None
        if room_now is None or not room_now.current or self._is_searching:
            return
        seen = self.fingerprint()
        if seen != self._searched:
            self._searched = seen
            self._is_searching = True
            self.retranslate()
            self._search()

    @work(thread=True, group="behind")
    def _search(self) -> None:
        try:
            with self.kiosk.fork() as kiosk:
                exchange = cast("Exchange", kiosk.plugin("exchange"))
                exchange.allocator.allocate(continues=lambda _progress: self.is_running)
        except KioskError as error:
            self.app.call_from_thread(self._searched_behind, error)
        else:
            self.app.call_from_thread(self._searched_behind, None)

    def _searched_behind(self, error: KioskError | None) -> None:
        self._is_searching = False
        if error is not None:
            self.say_problem(error)
        self.look_again()

    def _count_swaps(self) -> None:
        self._swaps = {}
        if self.standing is not None and self.held is not None:
            swaps = cheapest_swaps(self.standing, self.held, self.number)
            self._swaps = {each.table_no: each for each in swaps}


def _problem_words(error: KioskError) -> str:
    return f"■ {error.message} {error.hint}".strip()
