"""The host's own tables, as a named migration set."""

from typing import Final

from venue_kiosk.domain.data_item import DataItem
from venue_kiosk.domain.migration import MigrationSet
from venue_kiosk.storage.audit import AUDIT_STEP
from venue_kiosk.storage.canaries import CANARIES_STEP
from venue_kiosk.storage.exports import EXPORTS_STEP
from venue_kiosk.storage.hand_over import HAND_OVER_STEP, TOTALS_STEP
from venue_kiosk.storage.keys import KEYS_STEP
from venue_kiosk.storage.life_cycle import LIFE_CYCLE_STEP
from venue_kiosk.storage.people import PEOPLE_STEP
from venue_kiosk.storage.row_sums import ROW_SUMS, ROW_SUMS_STEP

_ATTENDEES: Final = """
CREATE TABLE core_attendees (
    attendee_id INTEGER PRIMARY KEY,
    reception_no TEXT NOT NULL UNIQUE,
    identity TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    furigana TEXT,
    address TEXT,
    town TEXT,
    phone TEXT NOT NULL,
    channel TEXT NOT NULL,
    category TEXT NOT NULL,
    preferred_sessions TEXT NOT NULL DEFAULT '',
    email TEXT,
    fax TEXT,
    decision TEXT NOT NULL,
    waitlist_order INTEGER,
    promoted INTEGER NOT NULL DEFAULT 0,
    childcare_wanted INTEGER NOT NULL,
    organisation_code TEXT,
    role TEXT,
    sample INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    kana_strict TEXT NOT NULL DEFAULT '',
    kana_loose TEXT NOT NULL DEFAULT '',
    kana_devoiced TEXT NOT NULL DEFAULT '',
    kanji_key TEXT NOT NULL DEFAULT '',
    given_strict TEXT NOT NULL DEFAULT '',
    given_loose TEXT NOT NULL DEFAULT '',
    given_devoiced TEXT NOT NULL DEFAULT '',
    given_kanji TEXT NOT NULL DEFAULT '',
    phone_last4 TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX core_attendees_strict ON core_attendees (kana_strict, given_strict);
CREATE INDEX core_attendees_loose ON core_attendees (kana_loose, given_loose);
CREATE INDEX core_attendees_devoiced ON core_attendees (kana_devoiced, given_devoiced);
CREATE INDEX core_attendees_kanji ON core_attendees (kanji_key, given_kanji);
CREATE INDEX core_attendees_phone ON core_attendees (phone_last4);
CREATE INDEX core_attendees_places ON core_attendees (decision, channel, preferred_sessions);
CREATE TABLE core_tickets (
    digits TEXT PRIMARY KEY,
    attendee_id INTEGER NOT NULL REFERENCES core_attendees,
    issued_at TEXT NOT NULL,
    superseded_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX core_tickets_current ON core_tickets (attendee_id) WHERE superseded_at IS NULL;
"""

# The last guards of "exactly once": one open check-in for each person and session, and one scan
# for each nonce, whatever lane or process writes it.
_CHECK_INS: Final = """
CREATE TABLE core_check_ins (
    check_in_id INTEGER PRIMARY KEY,
    attendee_id INTEGER NOT NULL REFERENCES core_attendees,
    session_no INTEGER NOT NULL,
    at TEXT NOT NULL,
    lane TEXT NOT NULL,
    handler_id TEXT NOT NULL,
    nonce TEXT NOT NULL UNIQUE,
    forced INTEGER NOT NULL,
    revoked_at TEXT,
    revoked_by TEXT,
    revoke_reason TEXT
) STRICT;
CREATE UNIQUE INDEX core_check_ins_once
    ON core_check_ins (attendee_id, session_no) WHERE revoked_at IS NULL;
CREATE INDEX core_check_ins_present
    ON core_check_ins (session_no, at, attendee_id) WHERE revoked_at IS NULL;
CREATE TABLE core_scans (
    nonce TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    lane TEXT NOT NULL,
    handler_id TEXT NOT NULL,
    session_no INTEGER,
    attendee_id INTEGER REFERENCES core_attendees,
    reason TEXT NOT NULL,
    check_in_id INTEGER REFERENCES core_check_ins
) STRICT, WITHOUT ROWID;
"""

_EVENT: Final = """
CREATE TABLE core_event (
    name TEXT PRIMARY KEY,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

CORE_MIGRATIONS: Final = MigrationSet(
    "core",
    (
        KEYS_STEP,
        AUDIT_STEP,
        ("event", _EVENT),
        ("attendees", _ATTENDEES),
        ("check_ins", _CHECK_INS),
        CANARIES_STEP,
        LIFE_CYCLE_STEP,
        PEOPLE_STEP,
        HAND_OVER_STEP,
        ROW_SUMS_STEP,
        EXPORTS_STEP,
        TOTALS_STEP,
    ),
)


def _applicant(item: str, what: str, *columns: str, basis: str = "report") -> DataItem:
    return DataItem(
        owner="core",
        item=item,
        whose="applicant",
        what=what,
        purpose="申込みの受付、ご連絡、当日の受付",
        basis=basis,
        table="core_attendees",
        columns=columns or (item,),
    )


def _working(item: str, what: str, table: str) -> DataItem:
    return DataItem(
        owner="core",
        item=item,
        whose="nobody",
        what=what,
        purpose="受付の管理",
        basis="working",
        table=table,
    )


CORE_DATA_ITEMS: Final = (
    _applicant("name", "氏名", "name", "kanji_key", "given_kanji"),
    _applicant("address", "住所", "address", "town"),
    _applicant("phone", "電話番号", "phone", "phone_last4"),
    _applicant("category", "参加区分"),
    _applicant("preferred_dates", "参加希望日", "preferred_sessions"),
    _applicant("email", "メールアドレス"),
    _applicant("fax", "FAX番号"),
    _applicant("decision", "参加結果", "decision", "waitlist_order", "promoted"),
    _applicant("childcare_wanted", "託児の希望の有無"),
    _applicant("furigana", "ふりがな", "furigana", "kana_strict", "given_strict", basis="approval"),
    _applicant("organisation_code", "団体コード", basis="approval"),
    _applicant("role", "役割", basis="approval"),
    _applicant("channel", "申込方法", basis="working"),
    _applicant("reception_no", "受付番号", "reception_no", "identity", basis="working"),
    _working("ticket_code", "参加証の番号", "core_tickets"),
    _working("attendance", "出席の記録", "core_check_ins"),
    _working("scan", "読取りの記録", "core_scans"),
    _working("event", "催しの設定", "core_event"),
    _working("audit", "操作記録", "core_audit"),
    _working("handlers", "取扱者（番号のみ、氏名なし）", "core_handlers"),
    _working("keys", "署名と照合の鍵", "core_keys"),
    _working("canary", "消去の確認のための文字列", "core_canaries"),
    _working("life_cycle", "状態と文書番号", "core_life_cycle"),
    _working("hold", "保留(区の指示)", "core_holds"),
    _working("head_count", "会場で数えた人数", "core_head_counts"),
    _working("package", "引渡しの記録", "core_packages"),
    _working("receipt", "区の受領の記録", "core_receipts"),
    _working("exports", "書き出したファイルの場所", "core_exports"),
    _working("migrations", "表の版", "core_migrations"),
    _working("row_sums", "表ごとの照合値", ROW_SUMS),
)
"""What the host itself keeps, in the words of the ward's report where it has them."""
