"""People for the tables: common names, no two the same application, the same for each count."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from venue_kiosk.demo.draws import Draws
from venue_kiosk.demo.names import draw_name
from venue_kiosk.domain.attendee import Application
from venue_kiosk.testing import compose_programme, sample_application

_DAY: Final = "date = {day}\ndoors_open = 00:00:00\nstarts = 12:00:00\nends = 23:59:00"


def applications(count: int) -> Iterator[Application]:
    for number in range(count):
        name = draw_name(Draws(number, "benchmarks"), "plain")
        yield sample_application(number, name=name.written, furigana=name.reading)


def programme_of_today() -> bytes:
    """Return a programme whose doors are open whenever the tables are made."""
    lines = compose_programme(places="capacity = 100000").decode().split("\n")
    kept = [line for line in lines if not line.startswith(("doors_open", "starts", "ends"))]
    today = dt.datetime.now().astimezone().date()
    at = kept.index("[[sessions]]")
    return "\n".join([*kept[: at + 1], _DAY.format(day=today), *kept[at + 2 :]]).encode()
