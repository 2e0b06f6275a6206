"""What the board has before it: the seats as they stand, and the marked table."""

from abc import abstractmethod
from collections.abc import Callable
from typing import cast

from plugins.exchange.living import Exchange
from plugins.exchange.standing import Standing
from plugins.exchange.trying import Swap
from venue_kiosk.api import KioskError
from venue_kiosk.api_ui import BaseScreen, OpenKiosk, Words, problem_words


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

    @abstractmethod
    def retranslate(self) -> None:
        """Show everything."""

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
        self.count_swaps()
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
        self.say(lambda: f"■ {problem_words(error)}")

    def count_swaps(self) -> None:
        """Count what swaps with who is in hand would cost."""
