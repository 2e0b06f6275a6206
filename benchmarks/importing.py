"""An application file from disk to durable rows: ``python -m benchmarks import``."""

import json
import math
from pathlib import Path

from benchmarks.commands import Done, run_command
from benchmarks.people import applications
from benchmarks.stage import WHO, Stage, stage
from benchmarks.tables import NOTHING, Table, median, show, verdict
from benchmarks.tables import times as ratio
from venue_kiosk.demo.writing import write_csv

TARGET = 30.0
TARGET_ROWS = 100_000


def run(*, quick: bool) -> None:
    sizes = ((200, 1), (10_000, 1)) if quick else ((200, 5), (10_000, 3), (TARGET_ROWS, 1))
    rows = []
    for count, times in sizes:
        checked, stored = [], []
        for _time in range(times):
            with stage() as made:
                file = made.venue.folder / "applications.csv"
                _write(file, count)
                checked.append(_import(made, file, count, "--dry-run"))
                stored.append(_import(made, file, count))
        base = median([each.seconds for each in checked])
        rows.append(_row("read and checked", count, checked, base))
        rows.append(_row("… and stored", count, stored, base))
    show(
        Table(
            "Import: a CSV file, `kiosk import` from process start to its end",
            ("measured", "rows", "n", "s", "÷ checked", "rows/s", "CPU s", "peak MB", "target"),
            rows,
            f"Medians. Target: {TARGET_ROWS:,} rows stored in at most {TARGET:.0f} s.",
        )
    )


def _write(file: Path, count: int) -> None:
    write_csv(
        file,
        [
            {
                "申込方法": "はがき",
                "氏名": person.name,
                "ふりがな": person.furigana,
                "住所": person.address,
                "電話番号": person.phone,
                "参加区分": "在住",
                "託児の希望": "なし",
                "参加結果": "決定",
            }
            for person in applications(count)
        ],
    )


def _import(made: Stage, file: Path, count: int, *options: str) -> Done:
    event = str(made.venue.event)
    arguments = ["import", event, str(file), "--handler", WHO[0], "--password-stdin", "--json"]
    done = run_command([*arguments, *options], said=f"{WHO[1]}\n", environment=made.environment)
    answer = json.loads(done.answer)
    if not answer["good"] == answer["rows"] == count:
        raise RuntimeError(done.answer)
    return done


def _row(name: str, count: int, found: list[Done], base: float) -> tuple[str, ...]:
    seconds = median([each.seconds for each in found])
    cpu = median([each.cpu_seconds for each in found])
    peak = math.ceil(median([each.megabytes for each in found]))
    met = verdict(seconds, TARGET) if count == TARGET_ROWS and "stored" in name else NOTHING
    rate = f"{count / seconds:,.0f}"
    figures = (f"{seconds:.2f}", ratio(seconds, base), rate, f"{cpu:.2f}", str(peak))
    return (name, f"{count:,}", str(len(found)), *figures, met)
