"""The tables of one run with their hidden counts, as every file and screen shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from plugins.survey.answer_keys import INVALID, NO_ANSWER, UNCONFIRMED, AnswerKey, Form
from plugins.survey.definition import Choice
from plugins.survey.reading_lines import Reading
from plugins.survey.tally.counting import Counts, KeyCount, count
from plugins.survey.tally.crossing import TOTAL, Crossed, cross
from plugins.survey.tally.disclosure import Cell
from plugins.survey.tally.publishing import answers_cell, hide, option_cell, sum_cell, table_cell

HIDDEN: Final = "x"
MOST_NAMED: Final = 3
"""Options that a table of ``top`` names."""

Figure: TypeAlias = int | Literal["x"] | None
"""A number, a hidden one, or none where it has no meaning; percentages in tenths."""
LineKind: TypeAlias = Literal[
    "option", "invalid", "no_answer", "unconfirmed", "answered", "base",
    "respondents", "answers", "over_limit",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsLine:
    """One line of a key's table."""

    line: LineKind
    code: str = ""
    label: str = ""
    count: Figure = None
    percent: Figure = None
    percent_of_scale: Figure = None


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Every line of one key."""

    key: AnswerKey
    lines: tuple[TotalsLine, ...]
    identifying: int = 0


@dataclass(frozen=True, slots=True)
class CrossTable:
    """One cross-tabulation as it is shown, with row percentages in tenths."""

    crossed: Crossed
    cells: dict[tuple[str, str], Figure]
    row_percents: dict[tuple[str, str], Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Everything that is shown of one run."""

    counts: Counts
    keys: tuple[KeyTable, ...]
    cross_tables: tuple[CrossTable, ...]
    readings: Sequence[Reading]

    @property
    def hidden_cells(self) -> int:
        """How many counts show an ``x`` in all tables together."""
        lines = sum(line.count == HIDDEN for table in self.keys for line in table.lines)
        return lines + sum(
            figure == HIDDEN for table in self.cross_tables for figure in table.cells.values()
        )


def compose_tables(form: Form, readings: Sequence[Reading]) -> Tables:
    """Count, cross and hide."""
    counts = count(form, readings)
    crossed = [cross(form, pair, readings) for pair in form.cross_tabs]
    hidden = hide(counts, crossed)
    return Tables(
        counts=counts,
        keys=tuple(_key_table(each, hidden, form.suppress_below) for each in counts.keys),
        cross_tables=tuple(_cross_table(each, hidden) for each in crossed),
        readings=readings,
    )


def tenths_of(part: int, whole: int) -> int | None:
    """Return a percentage in tenths, halves away from zero; None of nothing."""
    return (2_000 * part + whole) // (2 * whole) if whole else None


def render_tenths(figure: Figure) -> str:
    """Return a percentage with one decimal."""
    return f"{figure // 10}.{figure % 10}" if isinstance(figure, int) else (figure or "")


def _key_table(each: KeyCount, hidden: frozenset[Cell], below: int) -> KeyTable:
    lines = [*_option_lines(each, hidden, below), *_other_lines(each)]
    lines.append(_line(each, "base", each.base))
    if each.key.kind == "multiple":
        lines.append(_line(each, "respondents", each.answered))
        shown = answers_cell(each.key.key) not in hidden
        lines.append(TotalsLine(line="answers", count=each.answers if shown else HIDDEN))
        if each.key.max_marks is not None:
            lines.append(_line(each, "over_limit", each.over_limit))
    return KeyTable(each.key, tuple(lines), each.identifying)


def _other_lines(each: KeyCount) -> Sequence[TotalsLine]:
    lines = [_line(each, "no_answer", each.no_answer, NO_ANSWER)]
    lines.append(_line(each, "unconfirmed", each.unconfirmed, UNCONFIRMED))
    if each.key.is_one_of:
        lines.insert(0, _line(each, "invalid", each.invalid, INVALID))
    elif not each.key.is_choice:
        lines.insert(0, _line(each, "answered", each.answered))
    return lines


def _line(each: KeyCount, line: LineKind, n: int, code: str = "") -> TotalsLine:
    return TotalsLine(line=line, code=code, count=n, percent=tenths_of(n, each.base))


def _option_lines(each: KeyCount, hidden: frozenset[Cell], below: int) -> Sequence[TotalsLine]:
    key = each.key
    if key.top_only:
        return _top_lines(each, below)
    sum_shown = sum_cell(key.key) not in hidden
    return [
        _hidden_line(key, choice)
        if option_cell(key.key, choice.code) in hidden
        else _shown_line(each, choice, sum_shown=sum_shown)
        for choice in key.choices
    ]


def _hidden_line(key: AnswerKey, choice: Choice) -> TotalsLine:
    return TotalsLine(
        line="option",
        code=choice.code,
        label=choice.label,
        count=HIDDEN,
        percent=HIDDEN,
        percent_of_scale=HIDDEN if _is_point(key, choice) else None,
    )


def _shown_line(each: KeyCount, choice: Choice, *, sum_shown: bool) -> TotalsLine:
    n = each.options[choice.code]
    of_scale: Figure = tenths_of(n, each.scale_sum) if sum_shown else HIDDEN
    return TotalsLine(
        line="option",
        code=choice.code,
        label=choice.label,
        count=n,
        percent=tenths_of(n, each.base),
        percent_of_scale=of_scale if _is_point(each.key, choice) else None,
    )


def _is_point(key: AnswerKey, choice: Choice) -> bool:
    return key.kind == "scale" and not choice.outside


def _top_lines(each: KeyCount, below: int) -> Sequence[TotalsLine]:
    reached = [c for c in each.key.choices if each.options[c.code] >= max(below, 1)]
    reached.sort(key=lambda choice: -each.options[choice.code])
    return [
        TotalsLine(line="option", code=choice.code, label=choice.label)
        for choice in reached[:MOST_NAMED]
    ]


def _cross_table(table: Crossed, hidden: frozenset[Cell]) -> CrossTable:
    cells: dict[tuple[str, str], Figure] = {}
    for place, n in table.cells.items():
        cells[place] = HIDDEN if table_cell(table, *place) in hidden else n
    percents = {place: _share(part, cells[place[0], TOTAL]) for place, part in cells.items()}
    return CrossTable(table, cells, percents)


def _share(part: Figure, whole: Figure) -> Figure:
    """Return a percentage that tells neither a hidden part nor a hidden whole."""
    if isinstance(part, int) and isinstance(whole, int):
        return tenths_of(part, whole)
    return HIDDEN
