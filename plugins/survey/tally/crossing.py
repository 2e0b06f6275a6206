"""Two answers of the same sheet together, for the few pairs that the form lists."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from plugins.survey.answer_keys import NO_ANSWER, CrossTab, Form
from plugins.survey.reading_lines import Answer, Reading
from plugins.survey.tally.counting import claims_of

TOTAL: Final = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """One cross-tabulation in numbers: by row code and column code, ``99`` and ``total`` too."""

    pair: CrossTab
    cells: Mapping[tuple[str, str], int]
    left_out: int
    """Sheets that have only one of the two answers, or one that nobody has confirmed."""

    @property
    def row_codes(self) -> tuple[str, ...]:
        """The rows as printed, with ``99`` and ``total`` last."""
        return (*self.pair.rows.codes, NO_ANSWER, TOTAL)

    @property
    def column_codes(self) -> tuple[str, ...]:
        """The columns as printed, with ``99`` and ``total`` last."""
        return (*self.pair.columns.codes, NO_ANSWER, TOTAL)


def cross(form: Form, pair: CrossTab, readings: Sequence[Reading]) -> Crossed:
    """Cross two keys over the sheets that bear both."""
    asked, both = _sheets(form, pair, readings)
    cells: Counter[tuple[str, str]] = Counter()
    for row, column in both:
        rows = row.codes if row.state == "answered" else (NO_ANSWER,)
        columns = column.codes if column.state == "answered" else (NO_ANSWER,)
        for row_code in (*rows, TOTAL):
            cells.update((row_code, code) for code in (*columns, TOTAL))
    table = Crossed(pair=pair, cells=cells, left_out=asked - len(both))
    every = ((row, column) for row in table.row_codes for column in table.column_codes)
    return replace(table, cells={place: cells[place] for place in every})


def _sheets(
    form: Form, pair: CrossTab, readings: Sequence[Reading]
) -> tuple[int, Sequence[tuple[Answer, Answer]]]:
    """Return how many sheets were asked both, and the answers of those that have both."""
    claims: dict[object, dict[str, Answer]] = {}
    names = (pair.rows.key, pair.columns.key)
    asked: Counter[str] = Counter()
    for number, reading in enumerate(readings):
        ours = (reading.form, reading.version) == (form.form_id, form.version)
        if reading.is_duplicate or reading.status == "rejected" or not ours:
            continue
        if any(name in reading.answers for name in names):
            asked.update(name for name in names if name in reading.answers)
            sheet = claims.setdefault(reading.sheet or number, {})
            for name, answer in claims_of(reading, form).items():
                sheet.setdefault(name, answer)
    both = [
        (sheet[names[0]], sheet[names[1]])
        for sheet in claims.values()
        if all(name in sheet for name in names)
    ]
    return max(asked.values(), default=0), both
