"""A programme, its handlers and its applicants, none of them real."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from venue_kiosk.domain.attendee import Application, Category, Channel, Decision

JST: Final = dt.timezone(dt.timedelta(hours=9))
EVENT_DAY: Final = dt.date(2026, 11, 24)
"""The first session of ``compose_programme``."""
DOORS_OPEN: Final = dt.datetime.combine(EVENT_DAY, dt.time(13), tzinfo=JST)
MANAGER: Final = "H-02"
HANDLERS: Final = {
    "H-01": 'role = "security_officer"',
    "H-02": 'role = "handling_manager"',
    "H-03": 'role = "handler"\nduties = ["reception"]',
    "H-05": 'role = "handler"\nduties = ["facilitator"]',
    "H-06": 'role = "handler"\nduties = ["childcare"]',
    "H-07": 'role = "handler"\nduties = ["survey"]',
    "H-08": 'role = "auditor"',
}
"""Those who sign in."""
WITNESS: Final = "W-01"

_WEEKS_APART: Final = 2


def compose_programme(
    *,
    kind: str = "symposium",
    sessions: int = 1,
    places: str = "capacity = 200",
    approvals: Sequence[str] = ("furigana", "organisation_code", "role"),
    settings: str = 'store_address = "full"',
) -> bytes:
    """Return a programme file; ``places`` and ``settings`` are TOML."""
    lines = [
        'format = "venue-programme/1"',
        f'number = 1\nkind = "{kind}"\nsample = true',
        'title = "地域支え合いのまちづくり シンポジウム"\npurpose = "受付とご連絡のため"',
        f"{settings}\nplaces = {{ {places} }}",
        'venue = { name = "みほん地域ホール", floor = "3階" }',
        'contract = { title = "見本", number = "見本1", ends = 2030-03-31 }',
        '[contact]\nclient = "見本区"\nsection = "地域見本課"\ncontractor = "見本受託株式会社"',
        'phone = "03-0000-0000"\nward_paper = "広報みほん"',
        '[notices]\ncancel_by = 2026-11-17\ncontact_by = 2026-11-20\nsender = "sample@example.jp"',
        '[[designated]]\nname = "みほん地域ホール"\ndocument = "見本3"\ndate = 2024-08-20',
    ]
    for number in range(sessions):
        day = EVENT_DAY + dt.timedelta(weeks=number * _WEEKS_APART)
        lines.append(f"[[sessions]]\ndate = {day}")
        lines.append("doors_open = 13:00:00\nstarts = 13:30:00\nends = 16:30:00")
    lines += [
        f'[[approvals]]\nitem = "{item}"\ndocument = "見本1"\ndate = 2024-08-20'
        for item in approvals
    ]
    for handler_id, role in HANDLERS.items():
        lines.append(f'[[handlers]]\nid = "{handler_id}"\n{role}')
        lines.append("trained = 2024-09-02\nreported = 2024-09-02")
        lines.append('report_document = "見本2"')
    lines.append(f'[[handlers]]\nid = "{WITNESS}"\nrole = "witness"')
    return "\n".join(lines).encode()


def passphrase_of(handler_id: str) -> str:
    """Return what the handler signs in with."""
    return f"さくら 七つの 海辺の みどり {handler_id}"


def sample_application(number: int, **changes: Any) -> Application:
    """Return an accepted application; those of different numbers are different people."""
    usual: dict[str, Any] = {
        "channel": Channel.HAGAKI,
        "name": "見本　花子",
        "furigana": "みほん　はなこ",
        "address": "〒160-0023 東京都見本区西見本二丁目99番0号",
        "phone": f"0355{number:06d}",
        "category": Category.ZAIJU,
        "childcare_wanted": False,
        "decision": Decision.ACCEPTED,
    }
    return Application(**(usual | changes))
