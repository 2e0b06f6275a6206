"""The exchange session around its search: plan, late arrival, repair, swaps, board figures."""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.tables import Table, ms, show
from plugins.exchange.board_words import tell_summary, tell_table, tell_terms
from plugins.exchange.card_words import compose_cards
from plugins.exchange.problems import find_problems
from plugins.exchange.standing import Standing
from plugins.exchange.trying import cheapest_swaps
from venue_kiosk.api import Role
from venue_kiosk.testing import Venue, sample_application

_PEOPLE = 168
_LATE = 12
_TOWNS = ("東見本一丁目", "西見本二丁目", "南見本三丁目", "北見本", "上見本一丁目")


def run(*, quick: bool) -> None:
    """Measure one session of 168 people at 34 tables in three rounds; CPU seconds."""
    with tempfile.TemporaryDirectory() as folder, Venue(Path(folder)) as venue:
        rows = _measure(venue, late=3 if quick else _LATE)
    show(
        Table(
            f"Exchange session: {_PEOPLE} people, 34 tables, 3 rounds (CPU time)",
            ("measured", "n", "ms"),
            rows,
            "Late arrival: the whole check-in with its seat in every round, durable.",
        )
    )


def _measure(venue: Venue, *, late: int) -> list[tuple[str, ...]]:
    people = venue.register(*_applications(_PEOPLE + late))
    desk = venue.open("H-03").desk
    for each in people[:_PEOPLE]:
        desk.check_in_attendee(each.attendee_id)
    exchange: Any = venue.open("H-05").plugin("exchange")
    rows = [_row("plan, taken over", [_timed(lambda: exchange.allocator.allocate(seed=1))])]
    exchange.office.announce()
    arrivals = [
        _timed(lambda who=each: desk.check_in_attendee(who.attendee_id))
        for each in people[_PEOPLE:]
    ]
    rows.append(_row("late arrival", arrivals))
    exchange.office.close_table(5)
    rows.append(_row("repair plans, a table closed", [_timed(exchange.repairs.propose)]))
    room = exchange.book.room()
    rows.append(_row("figures and bound", [_timed(lambda: tell_summary(Standing(room), 1))]))
    standing = Standing(room)
    standing.plan  # noqa: B018 - built before the swaps are counted
    tell_summary(standing, 1)
    steps = [_timed(lambda n=n: _draw(standing, n)) for n in range(1, 10)]
    rows.append(_row("an arrow key on the board", steps))
    rows.append(
        _row(
            "cheapest swap into every table",
            [_timed(lambda p=p: cheapest_swaps(standing, p, 1)) for p in sorted(room.people)[:9]],
        )
    )
    return rows


def _draw(standing: Standing, table_no: int) -> None:
    """Compose what the board shows again when another table is marked."""
    tell_summary(standing, 1)
    tell_terms(standing)
    find_problems(standing.room, 1)
    compose_cards(standing, 1)
    if table_no in {each.table_no for each in standing.room.state.open_tables}:
        tell_table(standing, table_no, 1)


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _row(name: str, seconds: list[float]) -> tuple[str, ...]:
    middle = sorted(seconds)[len(seconds) // 2]
    return (name, str(len(seconds)), ms(middle))


def _applications(count: int) -> Any:
    draws = random.Random(1)
    for number in range(count):
        active = draws.random() < 0.35
        code = f"{draws.randrange(1, 25):02d}" if active else None
        yield sample_application(
            number,
            organisation_code=code,
            role=Role.ACTIVE_MEMBER if active else Role.LISTENER,
            address=f"〒160-0023 東京都見本区{draws.choice(_TOWNS)}99番0号",
        )
