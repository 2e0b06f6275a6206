"""What is wrong in an application file: where, what, and what was expected, never whose."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from venue_kiosk.i18n import N_, _

HEADER_ROW: Final = 1
"""Rows are counted as a spreadsheet shows them: the header is row 1."""


class ProblemKind(StrEnum):
    """What can be wrong in a file; the words are stable and stand in ``--json`` answers."""

    UNKNOWN_COLUMN = "unknown_column"
    DUPLICATE_COLUMN = "duplicate_column"
    MISSING_COLUMN = "missing_column"
    NEEDS_APPROVAL = "needs_approval"
    COURSES_ONLY = "courses_only"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_FEW_CELLS = "too_few_cells"
    EMPTY = "empty"
    NOT_A_CHOICE = "not_a_choice"
    CONTROL_CHARACTER = "control_character"
    LOST_CHARACTER = "lost_character"
    CORPORATION = "corporation"
    NOT_KANA = "not_kana"
    NOT_A_PHONE = "not_a_phone"
    LOST_ZERO = "lost_zero"
    NOT_AN_EMAIL = "not_an_email"
    FORM_ONLY = "form_only"
    FAX_ONLY = "fax_only"
    NOT_A_SESSION = "not_a_session"
    NOT_AN_ORDER = "not_an_order"
    WAITLIST_ONLY = "waitlist_only"
    NOT_A_CODE = "not_a_code"
    NOT_A_RECEPTION_NO = "not_a_reception_no"
    DUPLICATE_ORDER = "duplicate_order"
    DUPLICATE_RECEPTION_NO = "duplicate_reception_no"
    DUPLICATE_ROW = "duplicate_row"


_SENTENCES: Final[dict[ProblemKind, str]] = {
    ProblemKind.UNKNOWN_COLUMN: N_("This column is not one of the allowed items."),
    ProblemKind.DUPLICATE_COLUMN: N_("This column stands there twice."),
    ProblemKind.MISSING_COLUMN: N_("This column is missing."),
    ProblemKind.NEEDS_APPROVAL: N_("This column needs the ward's approval, and none is recorded."),
    ProblemKind.COURSES_ONLY: N_("This column is for courses only."),
    ProblemKind.TOO_MANY_CELLS: N_("The row has more cells than the header."),
    ProblemKind.TOO_FEW_CELLS: N_("The row has fewer cells than the header."),
    ProblemKind.EMPTY: N_("The cell is empty."),
    ProblemKind.NOT_A_CHOICE: N_("The value is not one of the choices."),
    ProblemKind.CONTROL_CHARACTER: N_("The cell holds a line break or a control character."),
    ProblemKind.LOST_CHARACTER: N_("A character was lost, or exists on one computer only."),
    ProblemKind.CORPORATION: N_("This is a corporation, not a person."),
    ProblemKind.NOT_KANA: N_("The reading is not written in kana."),
    ProblemKind.NOT_A_PHONE: N_("This is not a telephone number."),
    ProblemKind.LOST_ZERO: N_("The zero at the beginning of the number was lost."),
    ProblemKind.NOT_AN_EMAIL: N_("This is not a mail address."),
    ProblemKind.FORM_ONLY: N_("A mail address is allowed only with applications by form."),
    ProblemKind.FAX_ONLY: N_("A FAX number is allowed only with applications by FAX."),
    ProblemKind.NOT_A_SESSION: N_("This is not a session of the programme."),
    ProblemKind.NOT_AN_ORDER: N_("This is not a place in the waiting order."),
    ProblemKind.WAITLIST_ONLY: N_("A place in the waiting order is for 補欠 only."),
    ProblemKind.NOT_A_CODE: N_("This is not an organisation code."),
    ProblemKind.NOT_A_RECEPTION_NO: N_("The reception number or its check digit is wrong."),
    ProblemKind.DUPLICATE_ORDER: N_("Another row has the same place in the waiting order."),
    ProblemKind.DUPLICATE_RECEPTION_NO: N_("Another row has the same reception number."),
    ProblemKind.DUPLICATE_ROW: N_("Another row has the same name, telephone number and channel."),
}

_EXPECTED: Final[dict[str, str]] = {
    "申込方法": N_("はがき, FAX or フォーム"),
    "氏名": N_("the name of one person"),
    "ふりがな": N_("hiragana or katakana"),
    "電話番号": N_("10 or 11 digits beginning with 0, such as 03-1234-5678"),
    "参加区分": N_("在住, 在勤 or 在学"),
    "参加希望日": N_("dates such as 2026-10-04, or 第1回; several separated by a semicolon"),
    "メールアドレス": N_("a mail address, only with フォーム"),
    "FAX番号": N_("10 or 11 digits beginning with 0, only with FAX"),
    "託児の希望": N_("あり or なし"),
    "参加結果": N_("決定, 補欠, 落選, 辞退 or empty"),
    "補欠順位": N_("1, 2, 3 …, each once, only with 補欠"),
    "団体コード": N_("two digits from 01 to 99"),
    "役割": N_("活動者 or 傍聴者"),
    "受付番号": N_("a number such as 0123-4, each once"),
}
_EXPECTED_BY_KIND: Final[dict[ProblemKind, str]] = {
    ProblemKind.UNKNOWN_COLUMN: N_("only the items the ward's report allows"),
    ProblemKind.DUPLICATE_COLUMN: N_("each column once"),
    ProblemKind.MISSING_COLUMN: N_("a column of this name in the first row"),
    ProblemKind.NEEDS_APPROVAL: N_("a file without it, or the ward's document in the settings"),
    ProblemKind.COURSES_ONLY: N_("a file without it"),
    ProblemKind.TOO_MANY_CELLS: N_("as many cells as the header"),
    ProblemKind.TOO_FEW_CELLS: N_("as many cells as the header"),
    ProblemKind.CONTROL_CHARACTER: N_("text on one line"),
    ProblemKind.LOST_CHARACTER: N_("a character every computer knows"),
    ProblemKind.DUPLICATE_ROW: N_("each application once"),
}


@dataclass(frozen=True, slots=True, order=True)
class RowProblem:
    """One thing wrong in one cell or in the header; holds nothing of what the cell says."""

    row: int
    """As a spreadsheet counts, the header is row 1."""
    column: str
    """The column's name; a spreadsheet letter (``E``) where the name is unknown, because an
    unknown name may be somebody's; empty when the whole row is meant."""
    what: ProblemKind

    @property
    def sentence(self) -> str:
        """What is wrong, in the language shown now."""
        return _(_SENTENCES[self.what])

    @property
    def expected(self) -> str:
        """What should stand there, in the language shown now."""
        words = _EXPECTED_BY_KIND.get(self.what) or _EXPECTED.get(self.column)
        return _(words) if words else ""

    def render(self) -> str:
        """Return the whole as one line for a screen or a list."""
        words = {"row": self.row, "column": self.column, "what": self.sentence}
        if not self.column:
            return _("Row {row}: {what} Expected: {expected}", **words, expected=self.expected)
        if not self.expected:
            return _("Row {row}, {column}: {what}", **words)
        return _(
            "Row {row}, {column}: {what} Expected: {expected}", **words, expected=self.expected
        )
