"""The host's own lists for the ward: the attendee register and who came."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from venue_kiosk.domain.application_row import CATEGORIES, CHANNELS, DECISIONS, ROLES
from venue_kiosk.domain.hand_over import HandOverList, ListColumn, Material
from venue_kiosk.domain.programme import Programme
from venue_kiosk.storage.database import Database

_Word = Callable[[Any], str]


def _words(table: Mapping[str, Any], **more: str) -> _Word:
    """Return what turns a stored value back into the word of the application file."""
    known = {str(value): word for word, value in table.items()} | more
    return lambda value: "" if value is None else known[str(value)]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _yes(value: Any) -> str:
    return "あり" if value else "なし"


def _sessions(value: str) -> str:
    return "、".join(f"第{number}回" for number in value.split(",") if number)


_REGISTER: Final[Sequence[tuple[str, str, str, _Word]]] = (
    ("受付番号", "reception_no", "reception_no", _text),
    ("氏名", "name", "name", _text),
    ("ふりがな", "furigana", "furigana", _text),
    ("住所", "address", "address", _text),
    ("電話番号", "phone", "phone", _text),
    ("申込方法", "channel", "channel", _words(CHANNELS, walk_in="当日参加")),
    ("参加区分", "category", "category", _words(CATEGORIES)),
    ("参加希望日", "preferred_dates", "preferred_sessions", _sessions),
    ("メールアドレス", "email", "email", _text),
    ("FAX番号", "fax", "fax", _text),
    ("参加結果", "decision", "decision", _words(DECISIONS, undecided="未定")),
    ("補欠順位", "decision", "waitlist_order", _text),
    ("繰上げ", "decision", "promoted", _yes),
    ("託児の希望", "childcare_wanted", "childcare_wanted", _yes),
    ("団体コード", "organisation_code", "organisation_code", _text),
    ("役割", "role", "role", _words(ROLES)),
)
"""Title, declared item, column, and how a stored value is written."""

_APPROVED: Final = ("furigana", "organisation_code", "role")


def core_material(database: Database, programme: Programme) -> Material:
    """Return the lists of the host's own tables; times of arrival are reduced to who came."""
    return Material(lists=(_register(database, programme), _attendance(database)))


def _register(database: Database, programme: Programme) -> HandOverList:
    columns = [each for each in _REGISTER if _is_kept(each[1], programme)]
    names = ", ".join(column for _title, _item, column, _write in columns)
    rows = database.query(
        f"SELECT {names} FROM core_attendees ORDER BY length(reception_no), reception_no"
    )
    return HandOverList(
        title="参加者の名簿",
        columns=tuple(ListColumn(title, item) for title, item, _column, _write in columns),
        rows=tuple(
            tuple(each[3](value) for each, value in zip(columns, row, strict=True)) for row in rows
        ),
    )


def _is_kept(item: str, programme: Programme) -> bool:
    """Leave out the columns that this programme never has."""
    if item in _APPROVED:
        return programme.approval_for(item) is not None
    return item != "preferred_dates" or programme.kind == "course"


def _attendance(database: Database) -> HandOverList:
    rows = database.query(
        "SELECT reception_no, session_no, revoked_at IS NULL"
        " FROM core_check_ins JOIN core_attendees USING (attendee_id) ORDER BY check_in_id"
    )
    titles = ("受付番号", "回", "出席")
    return HandOverList(
        title="出席の記録",
        columns=tuple(ListColumn(title, "attendance") for title in titles),
        rows=tuple(
            (number, f"第{session_no}回", "出席" if stands else "受付の取消")
            for number, session_no, stands in rows
        ),
    )
