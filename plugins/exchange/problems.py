"""What is wrong with one round as it stands: hard rules only, each with whom and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from plugins.exchange.composing import Room, even_share
from plugins.exchange.messages import _
from plugins.exchange.state import EVERY_ROUND, Table

Code: TypeAlias = Literal[
    "unseated", "too_few", "too_many", "no_host", "split", "met", "pin", "no_seats"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One hard rule that does not hold."""

    code: Code
    text: str
    people: Sequence[int] = ()
    table_no: int | None = None


def find_problems(room: Room, number: int) -> Sequence[Problem]:
    """Return every problem of a round, the most urgent first."""
    return [
        *_unseated(room, number),
        *_missing_hosts(room),
        *_sizes(room, number),
        *_companions(room, number),
        *_pins(room, number),
    ]


def words_of(room: Room, people: Sequence[int]) -> str:
    """Return reception numbers in one line."""
    return ", ".join(room.people[each].reception_no for each in people)


def _unseated(room: Room, number: int) -> Iterator[Problem]:
    seating = room.state.seating(number)
    usable = {each.table_no for each in room.state.open_tables}
    people = [each for each in room.people if seating.get(each) not in usable]
    if people:
        text = _("Without a table: {who}", who=words_of(room, people[:6]))
        if len(people) > len(people[:6]):
            text = _("Without a table: {n} people", n=len(people))
        yield Problem(code="unseated", text=text, people=people)
    seats = sum(each.seats for each in room.state.open_tables)
    if len(room.people) > seats:
        text = _(
            "{n} people, but only {seats} seats. Open a table.", n=len(room.people), seats=seats
        )
        yield Problem(code="no_seats", text=text)


def _missing_hosts(room: Room) -> Iterator[Problem]:
    for table in room.state.open_tables if room.settings.facilitators else ():
        if table.host == "missing":
            text = _("Table {n} has no facilitator.", n=table.table_no)
            yield Problem(code="no_host", text=text, table_no=table.table_no)


def _sizes(room: Room, number: int) -> Iterator[Problem]:
    seating = room.state.seating(number)
    for table in room.state.open_tables:
        here = [p for p, at in seating.items() if at == table.table_no and p in room.people]
        if len(here) < fewest_at(room):
            text = _("Table {n}: {have} people are too few.", n=table.table_no, have=len(here))
            yield Problem(code="too_few", text=text, table_no=table.table_no)
        if len(here) > table.seats:
            text = _("Table {n}: {have} people are too many.", n=table.table_no, have=len(here))
            yield Problem(code="too_many", text=text, table_no=table.table_no)


def fewest_at(room: Room) -> int:
    """Return the fewest guests that a table may have now."""
    return min(room.settings.fewest, even_share(room)[0]) if room.state.open_tables else 0


def _companions(room: Room, number: int) -> Iterator[Problem]:
    seating = room.state.seating(number)
    for kind in ("together", "apart"):
        for _set_no, everybody in room.state.rule_sets(
            "together" if kind == "together" else "apart"
        ):
            people = [each for each in everybody if each in seating and each in room.people]
            if kind == "together" and len({seating[each] for each in people}) > 1:
                text = _("Not together: {who}", who=words_of(room, people))
                yield Problem(code="split", text=text, people=people)
            if kind == "apart":
                for one, two in combinations(people, 2):
                    if seating[one] == seating[two]:
                        text = _("Not apart: {who}", who=words_of(room, [one, two]))
                        yield Problem(code="met", text=text, people=[one, two])


def _pins(room: Room, number: int) -> Iterator[Problem]:
    for (each, person), table_no in sorted(room.state.pins.items()):
        at = room.state.table_of(person, number)
        if each in (EVERY_ROUND, number) and at not in (None, table_no) and person in room.people:
            text = _("{who} is pinned to table {n}.", who=words_of(room, [person]), n=table_no)
            yield Problem(code="pin", text=text, people=[person], table_no=table_no)


def refuse_reason(room: Room, number: int, tables: Sequence[Table]) -> str:
    """Return the first hard rule that a round breaks at some tables; empty when none."""
    mine = {each.table_no for each in tables}
    for problem in find_problems(room, number):
        at = {room.state.table_of(each, number) for each in problem.people}
        at.add(problem.table_no)
        if problem.code not in ("unseated", "no_host", "no_seats") and not mine.isdisjoint(
            at - {None}
        ):
            return problem.text
    return ""
