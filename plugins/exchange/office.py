"""What a facilitator may do with the tables, one act each; every act can be taken back."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace

from plugins.exchange.acts import ActBook
from plugins.exchange.composing import Room
from plugins.exchange.messages import _
from plugins.exchange.problems import find_problems
from plugins.exchange.seating import reconcile
from plugins.exchange.standing import Standing
from plugins.exchange.state import EVERY_ROUND, RuleKind, State, Table
from plugins.exchange.trying import judge, moved, swapped
from venue_kiosk.api import NotNowError, PresentPerson, RefusedError

_DIGITS = 5


class ExchangeOffice:
    """Moves, pins, tables and announcements of one session."""

    def __init__(self, book: ActBook) -> None:
        self._book = book

    def find(self, text: str) -> PresentPerson:
        """Return who is here under a reception number.

        Raises:
            RefusedError: nobody is.
        """
        digits = "".join(c for c in unicodedata.normalize("NFKC", text) if c.isdecimal())
        for each in self._book.room().people.values():
            number = each.reception_no.replace("-", "")
            if digits.zfill(_DIGITS) == number or digits == number[:-1]:
                return each
        raise RefusedError(
            _("Nobody with that number is here."),
            _("Type the reception number as on the notice, such as 0123-4."),
        )

    def move(self, person: int, number: int, table_no: int) -> None:
        """Bring a person, with who must stay with them, to another table in one round.

        In a round not yet announced they are pinned there, or the next search would undo it.

        Raises:
            RefusedError: a hard rule forbids it.
        """
        self._reseat("moved", number, lambda standing: moved(standing, person, number, table_no))

    def swap(self, one: int, two: int, number: int) -> None:
        """Let two people change places in one round.

        Raises:
            RefusedError: a hard rule forbids it.
        """
        self._reseat("swapped", number, lambda standing: swapped(standing, one, two, number))

    def pin(self, person: int, table_no: int, number: int = EVERY_ROUND) -> None:
        """Keep a person at a table, in one round or in all; searches respect it.

        Raises:
            RefusedError: the table is closed.
        """

        def work(room: Room) -> State:
            _open_table(room, table_no)
            return replace(room.state, pins={**room.state.pins, (number, person): table_no})

        self._book.change("pinned", work)

    def unpin(self, person: int) -> None:
        """Let searches move a person again."""

        def work(room: Room) -> State:
            pins = {key: at for key, at in room.state.pins.items() if key[1] != person}
            return replace(room.state, pins=pins)

        self._book.change("unpinned", work)

    def mark_gone(self, person: int) -> None:
        """Record that somebody who checked in is not at any table."""
        self._book.change("marked_gone", lambda room: _without(room, person))

    def mark_back(self, person: int) -> None:
        """Record that somebody came after all; they get a seat like a late arrival."""
        self._book.change(
            "marked_back",
            lambda room: replace(room.state, gone=room.state.gone - {person}),
        )
        self._book.react("exchange_seated")

    def close_table(self, table_no: int) -> None:
        """Take a table out of use; its people wait for a plan in the round they sit in."""

        def work(room: Room) -> State:
            table = _open_table(room, table_no)
            pins = {key: at for key, at in room.state.pins.items() if at != table_no}
            closed = _with_table(replace(room.state, pins=pins), replace(table, use="closed"))
            if not closed.open_tables:
                raise RefusedError(_("It is the last open table."))
            return reconcile(replace(room, state=closed))

        self._book.change("table_closed", work)

    def open_table(self, table_no: int) -> None:
        """Put a table into use."""

        def work(room: Room) -> State:
            table = room.state.tables.get(table_no)
            if table is None or table.use == "open":
                raise RefusedError(_("There is no closed table with that number."))
            opened = _with_table(room.state, replace(table, use="open"))
            return reconcile(replace(room, state=opened))

        self._book.change("table_opened", work)

    def miss_host(self, table_no: int) -> None:
        """Record that a table's facilitator is missing."""
        self._set_host("host_missing", table_no, lambda table: replace(table, host="missing"))

    def staff_host(self, table_no: int) -> None:
        """Record that one of the staff facilitates a table."""
        self._set_host(
            "host_came", table_no, lambda table: replace(table, host="staff", guest_host=None)
        )

    def guest_host(self, table_no: int, person: int) -> None:
        """Let a guest of the table facilitate it and stay there through the coming rounds.

        Raises:
            RefusedError: the guest does not sit there.
        """

        def work(room: Room) -> State:
            table, state = _open_table(room, table_no), room.state
            if state.table_of(person, max(1, room.current)) != table_no:
                raise RefusedError(_("Only who sits at the table can facilitate it."))
            rounds = range(max(1, room.current), room.settings.rounds + 1)
            pins = {**state.pins, **{(number, person): table_no for number in rounds}}
            host = replace(table, host="guest", guest_host=person)
            return _with_table(replace(state, pins=pins), host)

        self._book.change("host_guest", work)

    def take_accessible_seat(self, person: int, table_no: int) -> None:
        """Count an accessible seat as taken and pin the person there; why is kept nowhere.

        Raises:
            RefusedError: the table has none left, or a hard rule forbids the move.
        """

        def work(room: Room) -> State:
            table = _open_table(room, table_no)
            if table.accessible_taken >= table.accessible_seats:
                raise RefusedError(_("Table {n} has no free accessible seat.", n=table_no))
            number = room.current or 1
            state = self._judged(room, number, lambda s: moved(s, person, number, table_no))
            pins = {**state.pins, (EVERY_ROUND, person): table_no}
            taken = replace(table, accessible_taken=table.accessible_taken + 1)
            return _with_table(replace(state, pins=pins), taken)

        self._book.change("accessible_seat", work)

    def free_accessible_seat(self, table_no: int) -> None:
        """Count an accessible seat as free again."""

        def work(room: Room) -> State:
            table = _open_table(room, table_no)
            if not table.accessible_taken:
                raise RefusedError(_("No accessible seat is taken there."))
            freed = replace(table, accessible_taken=table.accessible_taken - 1)
            return _with_table(room.state, freed)

        self._book.change("accessible_freed", work)

    def keep(self, kind: RuleKind, people: list[int]) -> None:
        """Keep people at one table, or two people apart; only with the ward's approval.

        Raises:
            RefusedError: it is not approved, or one person is no set.
        """
        item = "companion" if kind == "together" else "apart"
        if self._book.kiosk.programme.approval_for(item) is None:
            raise RefusedError(
                _("The ward has not approved keeping this."),
                _("Pin the people to tables instead; no reason is kept."),
            )
        if len(set(people)) < len(("one", "two")):
            raise RefusedError(_("It takes two different people."))

        def work(room: Room) -> State:
            sets = [set_no for set_no, _people in room.state.rule_sets(kind)]
            new = {(kind, max(sets, default=0) + 1, person): True for person in sorted(set(people))}
            return replace(room.state, rules={**room.state.rules, **new})

        self._book.change(f"keep_{kind}", work)

    def forget_rules(self, person: int) -> None:
        """Forget every rule that names a person."""

        def work(room: Room) -> State:
            named = {key[:2] for key in room.state.rules if key[2] == person}
            rules = {key: True for key in room.state.rules if key[:2] not in named}
            return replace(room.state, rules=rules)

        self._book.change("rules_forgotten", work)

    def announce(self) -> int:
        """Freeze the next round, because people are being told it; return its number.

        Raises:
            NotNowError: there is no such round, or somebody has no table in it.
        """
        book = self._book

        def work(room: Room) -> State:
            number = room.current + 1
            if number > room.state.rounds_planned:
                raise NotNowError(
                    _("There is no further round to announce."), _("Make a plan first.")
                )
            for problem in find_problems(room, number):
                if problem.code in ("unseated", "no_seats", "split", "met", "too_many"):
                    raise NotNowError(problem.text, _("Make the plan again, then announce it."))
            book.store.announce(book.session_no, number, book.kiosk.clock.now())
            book.store.forget_steps(book.session_no)
            return room.state

        book.change("announced", work, search_again=False)
        return book.room().current

    def _reseat(self, act: str, number: int, change: Callable[[Standing], State]) -> None:
        def work(room: Room) -> State:
            state = self._judged(room, number, change)
            if number in room.announced:
                return state
            pins = {
                key: at
                for key, at in state.seats.items()
                if key[0] == number and room.state.seats.get(key) != at
            }
            return replace(state, pins={**state.pins, **pins})

        self._book.change(act, work)

    def _judged(self, room: Room, number: int, change: Callable[[Standing], State]) -> State:
        standing = Standing(room)
        try:
            state = change(standing)
        except KeyError:
            raise RefusedError(_("One of them has no table in this round.")) from None
        trial = judge(standing, state, number)
        if trial.refused:
            raise RefusedError(trial.refused, _("Choose another table, or swap two people."))
        return state

    def _set_host(self, act: str, table_no: int, change: Callable[[Table], Table]) -> None:
        self._book.change(
            act, lambda room: _with_table(room.state, change(_open_table(room, table_no)))
        )


def _without(room: Room, person: int) -> State:
    people = {n: each for n, each in room.people.items() if n != person}
    gone = replace(room.state, gone=room.state.gone | {person})
    return reconcile(replace(room, state=gone, people=people))


def _open_table(room: Room, table_no: int) -> Table:
    table = room.state.tables.get(table_no)
    if table is None or table.use != "open":
        raise RefusedError(_("Table {n} is not in use.", n=table_no), _("Choose another table."))
    return table


def _with_table(state: State, table: Table) -> State:
    return replace(state, tables={**state.tables, table.table_no: table})
