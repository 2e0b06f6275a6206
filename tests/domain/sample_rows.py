"""Rows and programmes for the tests of application files."""

import datetime as dt
from collections.abc import Mapping

from venue_kiosk.domain.application import (
    ProblemKind,
    ReadApplications,
    RowProblem,
    parse_applications,
)
from venue_kiosk.domain.application_row import read_application_row
from venue_kiosk.domain.attendee import Application
from venue_kiosk.domain.programme import (
    Approval,
    Contact,
    Contract,
    Places,
    Programme,
    ReportedHandler,
    Session,
    Venue,
)

APPROVALS = tuple(
    Approval(item=item, document="見本第1号", date=dt.date(2026, 9, 1))
    for item in ("furigana", "organisation_code", "role")
)


def make_programme(**changes: object) -> Programme:
    values: dict[str, object] = {
        "format": "venue-programme/1",
        "number": 1,
        "kind": "course",
        "title": "見本講座",
        "purpose": "申込みの受付のため",
        "sessions": tuple(
            Session(date=day, doors_open=dt.time(13), starts=dt.time(13, 30), ends=dt.time(16))
            for day in (dt.date(2026, 10, 4), dt.date(2026, 10, 18))
        ),
        "places": Places(capacity=200),
        "venue": Venue(name="見本会館"),
        "contact": Contact(
            client="見本区", section="見本課", contractor="見本", phone="03-1000-0000"
        ),
        "contract": Contract(title="見本", number="1", ends=dt.date(2027, 3, 31)),
        "handlers": (ReportedHandler(id="H-01", role="handler"),),
        "approvals": APPROVALS,
        "ward_prefixes": ("東京都", "見本区"),
    }
    return Programme(**(values | changes))  # type: ignore[arg-type]


COURSE = make_programme()
SYMPOSIUM = make_programme(kind="symposium", sessions=COURSE.sessions[:1])
GOOD = {
    "申込方法": "はがき",
    "氏名": "髙橋　惠子",
    "住所": "東京都見本区高田馬場一丁目99番0号",
    "電話番号": "03-1234-5678",
    "参加区分": "在住",
    "託児の希望": "なし",
    "参加結果": "決定",
}


def parse_cells(
    programme: Programme = COURSE, **cells: str
) -> Application | tuple[RowProblem, ...]:
    row = GOOD | cells
    application, problems = read_application_row(row, number=7, programme=programme)
    return tuple(problems) or application


def parse_file(*rows: Mapping[str, str], programme: Programme = COURSE) -> ReadApplications:
    columns = list(GOOD) + sorted({c for row in rows for c in row} - set(GOOD))
    cells = [(n, [row.get(c, "") for c in columns]) for n, row in enumerate(rows, 2)]
    return parse_applications(columns, cells, programme=programme)


FAULTS: list[tuple[dict[str, str], str, ProblemKind]] = [
    ({"申込方法": ""}, "申込方法", ProblemKind.EMPTY),
    ({"申込方法": "電話"}, "申込方法", ProblemKind.NOT_A_CHOICE),
    ({"氏名": "　"}, "氏名", ProblemKind.EMPTY),
    ({"氏名": "株式会社見本"}, "氏名", ProblemKind.CORPORATION),
    ({"氏名": "㈱見本"}, "氏名", ProblemKind.CORPORATION),
    ({"氏名": "見本\n太郎"}, "氏名", ProblemKind.CONTROL_CHARACTER),
    ({"氏名": "見\ufffd太郎"}, "氏名", ProblemKind.LOST_CHARACTER),
    ({"氏名": "見\ue000太郎"}, "氏名", ProblemKind.LOST_CHARACTER),
    ({"ふりがな": "見本"}, "ふりがな", ProblemKind.NOT_KANA),
    ({"電話番号": "312345678"}, "電話番号", ProblemKind.LOST_ZERO),
    ({"電話番号": "9001234567"}, "電話番号", ProblemKind.LOST_ZERO),
    ({"電話番号": "03-1234"}, "電話番号", ProblemKind.NOT_A_PHONE),
    ({"電話番号": "なし"}, "電話番号", ProblemKind.NOT_A_PHONE),
    ({"参加区分": "在外"}, "参加区分", ProblemKind.NOT_A_CHOICE),
    ({"参加希望日": "第3回"}, "参加希望日", ProblemKind.NOT_A_SESSION),
    ({"参加希望日": "2026-10-05"}, "参加希望日", ProblemKind.NOT_A_SESSION),
    ({"参加希望日": "第1回、第2回"}, "参加希望日", ProblemKind.NOT_A_SESSION),
    ({"メールアドレス": "a@example.jp"}, "メールアドレス", ProblemKind.FORM_ONLY),
    ({"申込方法": "フォーム", "メールアドレス": "a@b@c"}, "メールアドレス",
     ProblemKind.NOT_AN_EMAIL),
    ({"FAX番号": "03-1234-5678"}, "FAX番号", ProblemKind.FAX_ONLY),
    ({"申込方法": "FAX", "FAX番号": "312345678"}, "FAX番号", ProblemKind.LOST_ZERO),
    ({"託児の希望": ""}, "託児の希望", ProblemKind.EMPTY),
    ({"託児の希望": "2人"}, "託児の希望", ProblemKind.NOT_A_CHOICE),
    ({"参加結果": "当選"}, "参加結果", ProblemKind.NOT_A_CHOICE),
    ({"参加結果": "補欠"}, "補欠順位", ProblemKind.EMPTY),
    ({"参加結果": "補欠", "補欠順位": "0"}, "補欠順位", ProblemKind.NOT_AN_ORDER),
    ({"補欠順位": "1"}, "補欠順位", ProblemKind.WAITLIST_ONLY),
    ({"団体コード": "00"}, "団体コード", ProblemKind.NOT_A_CODE),
    ({"団体コード": "1"}, "団体コード", ProblemKind.NOT_A_CODE),
    ({"役割": "見学"}, "役割", ProblemKind.NOT_A_CHOICE),
    ({"受付番号": "0123-5"}, "受付番号", ProblemKind.NOT_A_RECEPTION_NO),
    ({"受付番号": "0123"}, "受付番号", ProblemKind.NOT_A_RECEPTION_NO),
]  # fmt: skip
"""Cells that break one rule each: what is changed, the column named, the kind of problem."""
