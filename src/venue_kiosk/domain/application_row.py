"""One row of an application file, cell by cell, by the rules of the application format."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Final, TypeVar

from venue_kiosk.domain.application_problem import ProblemKind, RowProblem
from venue_kiosk.domain.attendee import Application, Category, Channel, Decision, Role
from venue_kiosk.domain.digit_text import HYPHENS, is_digits
from venue_kiosk.domain.name_keys import is_reading
from venue_kiosk.domain.programme import Programme
from venue_kiosk.domain.reasons import Unreadable
from venue_kiosk.domain.reception_no import compose_reception_no, parse_reception_no
from venue_kiosk.domain.town import town_of

CHANNELS: Final = {"はがき": Channel.HAGAKI, "FAX": Channel.FAX, "フォーム": Channel.WEB}
CATEGORIES: Final = {
    "在住": Category.ZAIJU,
    "在勤": Category.ZAIKIN,
    "在学": Category.ZAIGAKU,
}
DECISIONS: Final = {
    "": Decision.UNDECIDED,
    "決定": Decision.ACCEPTED,
    "補欠": Decision.WAITLISTED,
    "落選": Decision.NOT_SELECTED,
    "辞退": Decision.WITHDRAWN,
}
ROLES: Final = {"活動者": Role.ACTIVE_MEMBER, "傍聴者": Role.LISTENER}
CHILDCARE: Final = {"あり": True, "なし": False}

_T = TypeVar("_T")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]")
_LOST: Final = re.compile("[\ufffd\ue000-\uf8ff\ud800-\udfff\U000f0000-\U0010ffff]")
_CORPORATION: Final = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|[財社]団法人|特定非営利活動法人|NPO法人"
    r"|(?:社会福祉|医療|学校|宗教|独立行政)法人|\((?:株|有|同|社|財|福|特非)\)"
)
_HYPHEN: Final = re.compile(f"[{re.escape(HYPHENS)}()]+")
_PHONE: Final = re.compile(r"0\d{9,10}|[1-9]\d{7}")
_PHONE_WITHOUT_ZERO: Final = re.compile(r"[1-9]\d{8,9}")
_EMAIL: Final = re.compile(r"[!-?A-~]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LONGEST_EMAIL: Final = 254
_SESSION: Final = re.compile(r"第(\d{1,2})回")
_ORDER: Final = re.compile("[1-9][0-9]{0,4}")
_CODE: Final = re.compile("0[1-9]|[1-9][0-9]")


def read_application_row(
    row: Mapping[str, str], *, number: int, programme: Programme
) -> tuple[Application, list[RowProblem]]:
    """Return what could be read of a row, with stand-ins where a problem is noted.

    ``row`` maps known column names to cells; a missing column reads as an empty cell. What the
    programme may not keep (the address, or its nearer part) does not come through. With problems
    the application is none: it only serves for comparing rows with each other.
    """
    cells = _Cells(row, number)
    channel = cells.choice("申込方法", CHANNELS)
    decision = cells.choice("参加結果", DECISIONS)
    category = cells.choice("参加区分", CATEGORIES)
    childcare = cells.choice("託児の希望", CHILDCARE)
    application = Application(
        channel=channel or Channel.HAGAKI,
        name=_name(cells),
        phone=_phone(cells, "電話番号") or "",
        category=category or Category.ZAIJU,
        childcare_wanted=childcare or False,
        furigana=_furigana(cells),
        address=_address(cells, programme),
        preferred_sessions=_sessions(cells, programme),
        email=_email(cells, channel),
        fax=_fax(cells, channel),
        decision=decision or Decision.UNDECIDED,
        waitlist_order=_waitlist_order(cells, decision),
        organisation_code=_organisation_code(cells),
        role=cells.choice("役割", ROLES) if cells.text("役割") else None,
        reception_no=_reception_no(cells),
    )
    return application, cells.problems


class _Cells:
    """The cells of one row, and what was found wrong so far."""

    def __init__(self, row: Mapping[str, str], number: int) -> None:
        self._row = row
        self._number = number
        self.problems: list[RowProblem] = []
        for column, cell in row.items():
            if _CONTROL.search(cell):
                self.refuse(column, ProblemKind.CONTROL_CHARACTER)
            if _LOST.search(cell):
                self.refuse(column, ProblemKind.LOST_CHARACTER)

    def refuse(self, column: str, what: ProblemKind) -> None:
        """Note a problem; the cell's text is not kept."""
        self.problems.append(RowProblem(self._number, column, what))

    def written(self, column: str) -> str:
        """Return the cell exactly as written."""
        return self._row.get(column, "")

    def text(self, column: str) -> str:
        """Return the cell folded to plain width, without blanks around it."""
        return unicodedata.normalize("NFKC", self.written(column)).strip()

    def choice(self, column: str, choices: Mapping[str, _T]) -> _T | None:
        """Return what the cell chooses; nothing, and a problem noted, when it is no choice."""
        text = self.text(column)
        if text in choices:
            return choices[text]
        self.refuse(column, ProblemKind.NOT_A_CHOICE if text else ProblemKind.EMPTY)
        return None


def _name(cells: _Cells) -> str:
    text = cells.text("氏名")
    if not text:
        cells.refuse("氏名", ProblemKind.EMPTY)
    elif _CORPORATION.search(text):
        cells.refuse("氏名", ProblemKind.CORPORATION)
    return cells.written("氏名")


def _furigana(cells: _Cells) -> str | None:
    if not cells.text("ふりがな"):
        return None
    if not is_reading(cells.text("ふりがな")):
        cells.refuse("ふりがな", ProblemKind.NOT_KANA)
    return cells.written("ふりがな")


def _address(cells: _Cells, programme: Programme) -> str | None:
    if programme.store_address == "none" or not cells.text("住所"):
        return None
    if programme.store_address == "full":
        return cells.written("住所")
    return town_of(cells.written("住所"), programme.ward_prefixes) or None


def _phone(cells: _Cells, column: str) -> str | None:
    """Return the number with plain digits and hyphens; an unknown number may be left empty."""
    text = re.sub(r"\s", "", cells.text(column))
    digits = _HYPHEN.sub("", text)
    if not digits:
        return None
    if not is_digits(digits) or not _PHONE.fullmatch(digits):
        lost = is_digits(digits) and _PHONE_WITHOUT_ZERO.fullmatch(digits)
        cells.refuse(column, ProblemKind.LOST_ZERO if lost else ProblemKind.NOT_A_PHONE)
    return _HYPHEN.sub("-", text).strip("-")


def _email(cells: _Cells, channel: Channel | None) -> str | None:
    text = cells.text("メールアドレス")
    if not text:
        return None
    if channel not in {Channel.WEB, None}:
        cells.refuse("メールアドレス", ProblemKind.FORM_ONLY)
    elif len(text) > _LONGEST_EMAIL or not _EMAIL.fullmatch(text):
        cells.refuse("メールアドレス", ProblemKind.NOT_AN_EMAIL)
    return text


def _fax(cells: _Cells, channel: Channel | None) -> str | None:
    if not cells.text("FAX番号"):
        return None
    if channel not in {Channel.FAX, None}:
        cells.refuse("FAX番号", ProblemKind.FAX_ONLY)
        return None
    return _phone(cells, "FAX番号")


def _sessions(cells: _Cells, programme: Programme) -> tuple[int, ...]:
    found: set[int] = set()
    for wish in cells.text("参加希望日").split(";"):
        if session := _session(wish.strip(), programme):
            found.add(session)
        elif wish.strip():
            cells.refuse("参加希望日", ProblemKind.NOT_A_SESSION)
            break
    return tuple(sorted(found))


def _session(wish: str, programme: Programme) -> int | None:
    if numbered := _SESSION.fullmatch(wish):
        number = int(numbered[1])
        return number if number in programme.session_numbers() else None
    try:
        return programme.session_on(dt.date.fromisoformat(wish))
    except ValueError:
        return None


def _waitlist_order(cells: _Cells, decision: Decision | None) -> int | None:
    text = cells.text("補欠順位")
    if decision is not Decision.WAITLISTED:
        if text and decision is not None:
            cells.refuse("補欠順位", ProblemKind.WAITLIST_ONLY)
        return None
    if not _ORDER.fullmatch(text):
        cells.refuse("補欠順位", ProblemKind.NOT_AN_ORDER if text else ProblemKind.EMPTY)
        return None
    return int(text)


def _organisation_code(cells: _Cells) -> str | None:
    text = cells.text("団体コード")
    if text and not _CODE.fullmatch(text):
        cells.refuse("団体コード", ProblemKind.NOT_A_CODE)
    return text or None


def _reception_no(cells: _Cells) -> str | None:
    if not cells.text("受付番号"):
        return None
    number = parse_reception_no(cells.text("受付番号"))
    if isinstance(number, Unreadable):
        cells.refuse("受付番号", ProblemKind.NOT_A_RECEPTION_NO)
        return None
    return compose_reception_no(number)
