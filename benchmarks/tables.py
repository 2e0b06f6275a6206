"""Figures as tables: medians, percentiles and ratios, each with what was measured and how often."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

NOTHING: Final = "–"


@dataclass(frozen=True)
class Table:
    """One table; the first column is text, the others are figures."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


def show(table: Table) -> None:
    """Print a table as Markdown, which is also easy to read in a terminal."""
    lines = [table.columns, *table.rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    head, *body = (_line(line, widths) for line in lines)
    rule = "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])])
    print(f"### {table.title}", "", head, f"|{rule}|", *body, sep="\n")
    print(f"\n{table.note}\n" if table.note else "", flush=True)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    gaps = [" " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)]
    padded = [f"{cells[0]}{gaps[0]}"]
    padded += [f"{gap}{cell}" for cell, gap in zip(cells[1:], gaps[1:], strict=True)]
    return "| " + " | ".join(padded) + " |"


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that ``share`` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def times(value: float, base: float) -> str:
    return f"{value / base:.2f}×"


def verdict(value: float, target: float) -> str:
    """Say whether ``value`` is at most ``target``."""
    return "met" if value <= target else "NOT met"


def interleaved(count: int, *measured: Callable[[], float]) -> list[list[float]]:
    """Return ``count`` values of each, taken in turn, so that a busy moment hits all alike."""
    values: list[list[float]] = [[] for _ in measured]
    for _round in range(count):
        for found, measure in zip(values, measured, strict=True):
            found.append(measure())
    return values
