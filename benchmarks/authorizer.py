"""What the authorizer adds to a plugin's query: ``python -m benchmarks authorizer``."""

import time
from collections.abc import Callable

from benchmarks.stage import stage
from benchmarks.tables import Table, median, show, verdict
from venue_kiosk.domain.data_item import DataItem
from venue_kiosk.storage.plugin_database import PluginDatabase

TARGET_S = 5e-6
TABLE = "childcare_totals"
SQL = f"SELECT n FROM {TABLE} WHERE session_no = 1"


def run(*, quick: bool) -> None:
    rounds, each = (20, 200) if quick else (100, 1000)
    with stage() as made:
        made.venue.open("H-06")
        with made.venue.look() as database:
            item = DataItem(
                owner="childcare",
                item="n",
                whose="nobody",
                what="数",
                purpose="計測",
                basis="working",
                table=TABLE,
            )
            reach = PluginDatabase(database, "childcare", [item])
            bare, judged = [], []
            for _round in range(rounds):  # interleaved, so that both meet the same machine
                bare.append(_time(lambda: database.query(SQL), each))
                judged.append(_time(lambda: reach.query(SQL), each))
    added = median(judged) - median(bare)
    row = [_us(median(bare)), _us(median(judged)), _us(added), verdict(added, TARGET_S)]
    show(
        Table(
            "Authorizer: one cached query, and the same through a plugin's wrapper",
            ("bare µs", "plugin µs", "added µs", "target"),
            [row],
            f"Median of {rounds} rounds of {each} queries. Target: at most 5 µs added.",
        )
    )


def _time(query: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _again in range(times):
        query()
    return (time.perf_counter() - began) / times


def _us(seconds: float) -> str:
    return f"{seconds * 1e6:.1f}"
