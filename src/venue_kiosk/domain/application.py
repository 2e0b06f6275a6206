"""A whole application file: its header, its rows, and what two rows may not share."""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from venue_kiosk.domain.application_problem import HEADER_ROW, ProblemKind, RowProblem
from venue_kiosk.domain.application_row import read_application_row
from venue_kiosk.domain.attendee import Application
from venue_kiosk.domain.digit_text import fold_digits
from venue_kiosk.domain.name_keys import fold_name
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _

REQUIRED_COLUMNS: Final = ("申込方法", "氏名", "電話番号", "参加区分", "託児の希望", "参加結果")
OPTIONAL_COLUMNS: Final = (
    *("住所", "参加希望日", "メールアドレス", "FAX番号", "補欠順位", "受付番号"),
)
APPROVED_COLUMNS: Final = {
    "ふりがな": "furigana",
    "団体コード": "organisation_code",
    "役割": "role",
}
"""Columns beyond the ward's report, with the item whose approval they need."""

_IDENTITY_COLUMNS: Final = frozenset(("申込方法", "氏名", "電話番号"))
_KNOWN: Final = frozenset((*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS, *APPROVED_COLUMNS))

__all__ = [
    "APPROVED_COLUMNS",
    "OPTIONAL_COLUMNS",
    "REQUIRED_COLUMNS",
    "ProblemKind",
    "ReadApplication",
    "ReadApplications",
    "RowProblem",
    "application_identity",
    "parse_applications",
]


@dataclass(frozen=True, slots=True)
class ReadApplication:
    """One good row."""

    row: int
    application: Application


@dataclass(frozen=True, slots=True)
class ReadApplications:
    """A file, read: the good rows, and everything that is wrong with the others."""

    good: tuple[ReadApplication, ...]
    problems: tuple[RowProblem, ...]
    """By row; where the header is wrong, no row was read."""
    rows: int
    """How many rows were read, good or not, without the header."""


def parse_applications(
    header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], *, programme: Programme
) -> ReadApplications:
    """Read every row and report every problem at once.

    ``rows`` are pairs of the row's number in the file, as a spreadsheet counts, and its cells.

    Raises:
        UsageError: the first row names none of the columns, so it is not a header.
    """
    columns = [unicodedata.normalize("NFKC", cell).strip() for cell in header]
    if problems := _header_problems(columns, programme):
        return ReadApplications((), tuple(problems), 0)
    file = _File(columns, programme)
    for number, cells in rows:
        file.read(number, cells)
    return ReadApplications(tuple(file.good), tuple(sorted(file.problems)), file.rows)


def application_identity(application: Application) -> str:
    """Return a mark that is equal for two rows of one application: name, phone and channel.

    A hash, so that the mark itself tells nobody's name. Two rows with the same reception number
    are one application too; the caller compares those numbers.
    """
    name = "".join(fold_name(application.name).split())
    parts = (name, fold_digits(application.phone), application.channel)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _header_problems(columns: Sequence[str], programme: Programme) -> list[RowProblem]:
    if not _KNOWN.intersection(columns):
        raise UsageError(
            _("The first row of the file is not the row of column names."),
            _("Begin the file with the column names, such as 申込方法 and 氏名."),
        )
    problems = [
        RowProblem(HEADER_ROW, _letter(place), ProblemKind.UNKNOWN_COLUMN)
        for place, column in enumerate(columns)
        if column not in _KNOWN
    ]
    for column in sorted(_KNOWN):
        if (count := columns.count(column)) > 1:
            problems.append(RowProblem(HEADER_ROW, column, ProblemKind.DUPLICATE_COLUMN))
        if what := _column_problem(column, programme, given=count > 0):
            problems.append(RowProblem(HEADER_ROW, column, what))
    return problems


def _column_problem(column: str, programme: Programme, *, given: bool) -> ProblemKind | None:
    if not given:
        return ProblemKind.MISSING_COLUMN if column in _required(programme) else None
    item = APPROVED_COLUMNS.get(column)
    if item and programme.approval_for(item) is None:
        return ProblemKind.NEEDS_APPROVAL
    if column == "参加希望日" and programme.kind == "symposium":
        return ProblemKind.COURSES_ONLY
    return None


def _required(programme: Programme) -> tuple[str, ...]:
    return REQUIRED_COLUMNS if programme.store_address == "none" else (*REQUIRED_COLUMNS, "住所")


def _letter(place: int) -> str:
    """Name a column as a spreadsheet does: A to Z, then AA."""
    letters = ""
    rest = place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


class _File:
    """The rows read so far, and what no second row may use again."""

    def __init__(self, columns: Sequence[str], programme: Programme) -> None:
        self._columns = columns
        self._programme = programme
        self._seen: set[tuple[ProblemKind, object]] = set()
        self.good: list[ReadApplication] = []
        self.problems: list[RowProblem] = []
        self.rows = 0

    def read(self, number: int, cells: Sequence[str]) -> None:
        """Read one row; a row of another length is not read further, its cells may have moved."""
        self.rows += 1
        if len(cells) != len(self._columns):
            longer = len(cells) > len(self._columns)
            what = ProblemKind.TOO_MANY_CELLS if longer else ProblemKind.TOO_FEW_CELLS
            self.problems.append(RowProblem(number, "", what))
            return
        row = dict(zip(self._columns, cells, strict=True))
        application, problems = read_application_row(row, number=number, programme=self._programme)
        problems += self._repeated(number, application, {each.column for each in problems})
        self.problems += problems
        if not problems:
            self.good.append(ReadApplication(number, application))

    def _repeated(
        self, number: int, application: Application, wrong_columns: AbstractSet[str]
    ) -> list[RowProblem]:
        whole = wrong_columns.isdisjoint(_IDENTITY_COLUMNS)
        marks = (
            ("受付番号", ProblemKind.DUPLICATE_RECEPTION_NO, application.reception_no),
            ("補欠順位", ProblemKind.DUPLICATE_ORDER, application.waitlist_order),
            ("", ProblemKind.DUPLICATE_ROW, application_identity(application) if whole else None),
        )
        problems: list[RowProblem] = []
        for column, what, mark in marks:
            if mark is not None and (what, mark) in self._seen:
                problems.append(RowProblem(number, column, what))
            self._seen.add((what, mark))
        return problems
