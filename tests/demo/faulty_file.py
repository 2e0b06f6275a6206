"""An application file with one violation of each rule."""

from typing import Final

from venue_kiosk.demo.people import Row, compose_rows
from venue_kiosk.demo.writing import compose_csv
from venue_kiosk.domain.application import ProblemKind, RowProblem
from venue_kiosk.domain.programme import Programme

_SEED: Final = 11
_BY_CARD: Final = {"申込方法": "はがき", "メールアドレス": "", "FAX番号": ""}
_VIOLATIONS: Final[tuple[tuple[str, str, ProblemKind], ...]] = (
    ("申込方法", "電話", ProblemKind.NOT_A_CHOICE),
    ("氏名", "", ProblemKind.EMPTY),
    ("氏名", "株式会社見本", ProblemKind.CORPORATION),
    ("氏名", "見本木\n太郎", ProblemKind.CONTROL_CHARACTER),
    ("氏名", "見本\ufffd　太郎", ProblemKind.LOST_CHARACTER),
    ("ふりがな", "見本木", ProblemKind.NOT_KANA),
    ("電話番号", "なし", ProblemKind.NOT_A_PHONE),
    ("電話番号", "310000000", ProblemKind.LOST_ZERO),
    ("参加区分", "在外", ProblemKind.NOT_A_CHOICE),
    ("参加希望日", "第99回", ProblemKind.NOT_A_SESSION),
    ("メールアドレス", "sample@example.jp", ProblemKind.FORM_ONLY),
    ("FAX番号", "03-1000-0000", ProblemKind.FAX_ONLY),
    ("託児の希望", "2人", ProblemKind.NOT_A_CHOICE),
    ("参加結果", "当選", ProblemKind.NOT_A_CHOICE),
    ("補欠順位", "1", ProblemKind.WAITLIST_ONLY),
    ("団体コード", "00", ProblemKind.NOT_A_CODE),
    ("役割", "見学", ProblemKind.NOT_A_CHOICE),
    ("受付番号", "0123-5", ProblemKind.NOT_A_RECEPTION_NO),
)
"""Column, cell and its problem, in the row of somebody who applied by postcard."""


def compose_faulty_file(programme: Programme) -> tuple[bytes, tuple[RowProblem, ...]]:
    """Return a CSV file whose rows break one rule each, and the problems it must get.

    The rules of the header are left out, because under a wrong header no row is read; those of
    two equal rows need a good row before the wrong one.
    """
    file = _FaultyFile(programme)
    for column, cell, what in _VIOLATIONS:
        if column in file.columns:
            file.add({column: cell}, column, what)
    file.add(
        {"申込方法": "フォーム", "メールアドレス": "見本"},
        "メールアドレス",
        ProblemKind.NOT_AN_EMAIL,
    )
    waiting = {"参加結果": "補欠", "補欠順位": "1"}
    file.add(waiting | {"補欠順位": "一番"}, "補欠順位", ProblemKind.NOT_AN_ORDER)
    file.add_twice(waiting, "補欠順位", ProblemKind.DUPLICATE_ORDER)
    file.add_twice({"受付番号": "0001-3"}, "受付番号", ProblemKind.DUPLICATE_RECEPTION_NO)
    file.add_twice(
        {"氏名": "見本木　太郎", "電話番号": "03-1000-0000"}, "", ProblemKind.DUPLICATE_ROW
    )
    file.add_of_other_length()
    return compose_csv(file.columns, file.rows), tuple(file.problems)


class _FaultyFile:
    """The rows written so far, and the problems they must get."""

    def __init__(self, programme: Programme) -> None:
        people = compose_rows(programme, seed=_SEED, accepted=100)
        accepted = [row for row in people if row["参加結果"] == "決定"]
        self._people = iter(accepted)
        self.columns = [*accepted[0], "受付番号"]
        self.rows: list[list[str]] = []
        self.problems: list[RowProblem] = []

    def add(self, cells: Row, column: str, what: ProblemKind) -> None:
        """Add a row with one problem."""
        self._write(cells)
        self.problems.append(RowProblem(len(self.rows) + 1, column, what))

    def add_twice(self, cells: Row, column: str, what: ProblemKind) -> None:
        """Add two people with the same ``cells``; the second is the problem."""
        self._write(cells)
        self.add(cells, column, what)

    def add_of_other_length(self) -> None:
        """Add a row with a cell too few, and one with a cell too many."""
        self.add({}, "", ProblemKind.TOO_FEW_CELLS)
        self.rows[-1].pop()
        self.add({}, "", ProblemKind.TOO_MANY_CELLS)
        self.rows[-1].append("見本")

    def _write(self, cells: Row) -> None:
        row = next(self._people) | _BY_CARD | {"受付番号": ""} | cells
        self.rows.append([row[column] for column in self.columns])
