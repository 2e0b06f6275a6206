"""All numbers that the tables of one run show, how they hang together, and which stay hidden."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from plugins.survey.answer_keys import NO_ANSWER
from plugins.survey.tally.counting import Counts, KeyCount
from plugins.survey.tally.crossing import TOTAL, Crossed
from plugins.survey.tally.disclosure import Cell, Line
from plugins.survey.tally.hiding import Cover, Published, decide_hidden


def option_cell(key: str, code: str) -> Cell:
    """Name the count of one option."""
    return ("option", key, code)


def sum_cell(key: str) -> Cell:
    """Name the sum of a scale's own points: percentages of the scale tell it."""
    return ("scale", key)


def answers_cell(key: str) -> Cell:
    """Name the number of all marks of a multiple answer."""
    return ("answers", key)


@dataclass(slots=True)
class _Plan:
    values: dict[Cell, int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    always: set[Cell] = field(default_factory=set)
    small_matters: set[Cell] = field(default_factory=set)
    known: set[Cell] = field(default_factory=set)
    together: list[tuple[Cell, Cell]] = field(default_factory=list)

    def put(self, cell: Cell, value: int, *, always: bool = False) -> Cell:
        """Add one number."""
        self.values[cell] = value
        (self.always if always else self.small_matters).add(cell)
        return cell

    def put_sum(self, cell: Cell, value: int) -> Cell:
        """Add a number that may be hidden and does not have to be."""
        self.values[cell] = value
        return cell


def hide(counts: Counts, tables: Sequence[Crossed]) -> frozenset[Cell]:
    """Return the cells of all tables that are not shown."""
    return decide_hidden(publish(counts, tables), below=counts.form.suppress_below)


def publish(counts: Counts, tables: Sequence[Crossed]) -> Published:
    """Return everything that a reader of all tables sees."""
    plan = _Plan()
    for each in counts.keys:
        if each.key.is_choice and not each.key.top_only:
            _put_key(plan, each)
    for table in tables:
        _put_table(plan, table)
    return Published(
        values=plan.values,
        lines=plan.lines,
        covers=plan.covers,
        always=plan.always,
        small_matters=plan.small_matters,
        known=plan.known,
        together=plan.together,
    )


def _put_key(plan: _Plan, count: KeyCount) -> None:
    key = count.key.key
    options = tuple(plan.put(option_cell(key, code), n) for code, n in count.options.items())
    if not count.key.is_one_of:
        answers = plan.put_sum(answers_cell(key), count.answers)
        plan.lines.append(Line(options, answers))
        people = plan.put(("respondents", key), count.answered, always=True)
        plan.covers.append(Cover(options, (people,)))
        return
    others = count.invalid + count.no_answer + count.unconfirmed
    rest = plan.put(("others", key), others, always=True)
    base = plan.put(("base", key), count.base, always=True)
    plan.lines.append(Line((*options, rest), base))
    if count.key.kind == "scale":
        _put_scale(plan, count, options=options, rest=rest, base=base)


def _put_scale(
    plan: _Plan, count: KeyCount, *, options: tuple[Cell, ...], rest: Cell, base: Cell
) -> None:
    """Percentages of the scale tell the sum of its points, unless they are hidden too."""
    choices = count.key.choices
    inside = [cell for cell, each in zip(options, choices, strict=True) if not each.outside]
    outside = [cell for cell, each in zip(options, choices, strict=True) if each.outside]
    if outside:
        points = plan.put_sum(sum_cell(count.key.key), count.scale_sum)
        plan.lines.append(Line(tuple(inside), points))
        plan.lines.append(Line((*outside, points, rest), base))


def table_cell(table: Crossed, row: str, column: str) -> Cell:
    """Name one number of a cross-tabulation; where nobody is left out, totals are the key's."""
    if not table.left_out:
        if column == TOTAL and row in table.pair.rows.codes:
            return option_cell(table.pair.rows.key, row)
        if row == TOTAL and column in table.pair.columns.codes:
            return option_cell(table.pair.columns.key, column)
    return ("cell", table.pair.name, row, column)


def _put_table(plan: _Plan, table: Crossed) -> None:
    for (row, column), n in table.cells.items():
        plan.put(table_cell(table, row, column), n)
    rows, columns = table.row_codes, table.column_codes
    for column in columns:
        _put_line(plan, table, [(row, column) for row in rows])
    for row in rows:
        places = [(row, column) for column in columns]
        if table.pair.columns.is_one_of:
            _put_line(plan, table, places)
        else:
            cells = [table_cell(table, *place) for place in places]
            plan.covers.append(Cover(tuple(cells[:-2]), tuple(cells[-2:])))
    if not table.left_out:  # no answer and invalid stand among the totals, never hidden
        plan.known.add(table_cell(table, NO_ANSWER, TOTAL))
        plan.known.add(table_cell(table, TOTAL, NO_ANSWER))
    _tie_totals(plan, table)


def _put_line(plan: _Plan, table: Crossed, places: Sequence[tuple[str, str]]) -> None:
    *parts, total = (table_cell(table, *place) for place in places)
    plan.lines.append(Line(tuple(parts), total))


def _tie_totals(plan: _Plan, table: Crossed) -> None:
    """A count hidden among the totals is hidden as a total here, though sheets are left out."""
    pair = table.pair
    for code in pair.rows.codes:
        here = table_cell(table, code, TOTAL)
        plan.together.append((option_cell(pair.rows.key, code), here))
    for code in pair.columns.codes:
        here = table_cell(table, TOTAL, code)
        plan.together.append((option_cell(pair.columns.key, code), here))
