"""A programme, people with tickets, and a press to make their notices with."""

import datetime as dt
from pathlib import Path
from typing import Any

from plugins.notice.composing import Recipient
from plugins.notice.printing import NoticePress
from venue_kiosk.adapters.typesetter import TypstTypesetter
from venue_kiosk.domain.attendee import Addressee, Attendee, Category, Channel, Decision
from venue_kiosk.domain.programme import (
    Contact,
    Contract,
    Notices,
    Places,
    Programme,
    ReportedHandler,
    Session,
    Venue,
)
from venue_kiosk.domain.reception_no import compose_reception_no
from venue_kiosk.domain.ticket import compose_ticket

TEXTS = Path(__file__).parents[3] / "config" / "texts"
NAME = "髙橋　惠子"
FURIGANA = "たかはし　けいこ"
TOWN = "西新宿二丁目"
ADDRESS = "〒160-0023 東京都新宿区西新宿二丁目99番0号 みほんハイツ1203"
PHONE_LAST4 = "7788"
EMAIL = "keiko@example.jp"
FAX = "03-5555-0001"
SENDER = "uketsuke@example.org"


def session(day: dt.date = dt.date(2026, 11, 24), **changes: Any) -> Session:
    usual = {"doors_open": dt.time(13), "starts": dt.time(13, 30), "ends": dt.time(16)}
    return Session(date=day, **(usual | changes))


def course(sessions: int = 4) -> Programme:
    first = dt.date(2026, 11, 24)
    return programme(
        kind="course",
        title="通いの場 活動スタート講座",
        sessions=tuple(session(first + dt.timedelta(days=14 * n)) for n in range(sessions)),
    )


def programme(**changes: Any) -> Programme:
    usual = {
        "format": "venue-programme/1",
        "number": 7,
        "kind": "symposium",
        "title": "地域支え合いのまちづくり 普及啓発シンポジウム",
        "purpose": "受付と連絡",
        "sessions": (session(),),
        "places": Places(capacity=200),
        "venue": Venue(name="みほん地域ホール", floor="3階", station="みほん坂駅", walk_minutes=5),
        "contact": contact(),
        "contract": Contract(title="見本", number="1", ends=dt.date(2027, 3, 31)),
        "handlers": (ReportedHandler(id="A1", role="handler"),),
        "notices": Notices(
            cancel_by=dt.date(2026, 11, 17),
            contact_by=dt.date(2026, 11, 20),
            childcare_opens=dt.time(12, 45),
            sender=SENDER,
        ),
        "store_address": "full",
    }
    return Programme(**(usual | changes))


def contact(**changes: Any) -> Contact:
    usual = {
        "client": "見本区",
        "section": "地域包括ケア推進課",
        "contractor": "株式会社見本まちづくり研究所",
        "phone": "03-0000-0000",
        "hours": "平日 午前9時～午後5時",
        "ward_paper": "広報みほん",
    }
    return Contact(**(usual | changes))


def recipient(number: int = 123, **changes: Any) -> Recipient:
    """Return somebody accepted; ``address``, ``email`` and ``fax`` may be changed too."""
    usual: dict[str, Any] = {
        "attendee_id": number,
        "reception_no": compose_reception_no(number),
        "name": NAME,
        "furigana": FURIGANA,
        "town": TOWN,
        "phone_last4": PHONE_LAST4,
        "channel": Channel.HAGAKI,
        "category": Category.ZAIJU,
        "decision": Decision.ACCEPTED,
        "childcare_wanted": True,
    }
    reach = {"address": ADDRESS, "email": EMAIL, "fax": FAX}
    reach |= {key: changes.pop(key) for key in list(changes) if key in reach}
    return Addressee(attendee=Attendee(**(usual | changes)), **reach), ticket_digits(number)


def ticket_digits(number: int) -> str:
    return compose_ticket(7, f"{number * 7919 * 104729 + 31337:014d}"[-14:]).digits


def press(of: Programme | None = None, texts: Path = TEXTS) -> NoticePress:
    return NoticePress(
        of or programme(), typesetter=TypstTypesetter(), texts=texts, remember=lambda _files: None
    )
