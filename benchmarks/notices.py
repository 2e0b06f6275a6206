"""How long the notices take: ``python -m benchmarks.notices [--count N]``.

Each channel runs in a process of its own, so that imports and fonts count, as on the real desk.
"""

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHANNELS = ("hagaki", "fax", "web")
TEXTS = Path(__file__).parent.parent / "config" / "texts"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="people (default 200)")
    parser.add_argument("--channel", choices=CHANNELS, help="measure one channel in this process")
    asked = parser.parse_args()
    if asked.channel:
        print(json.dumps(measure(asked.channel, asked.count)))
        return
    print(f"{'channel':<9}{'people':>8}{'wall s':>9}{'cpu s':>9}{'files':>7}{'MB':>7}{'peak':>7}")
    for channel in CHANNELS:
        command = [sys.executable, "-m", "benchmarks.notices", "--channel", channel]
        done = subprocess.run(
            [*command, "--count", str(asked.count)], check=True, capture_output=True, text=True
        )
        row = json.loads(done.stdout)
        print(
            f"{channel:<9}{row['people']:>8}{row['wall']:>9.2f}{row['cpu']:>9.2f}"
            f"{row['files']:>7}{row['megabytes']:>7.1f}{row['peak']:>7.0f}"
        )


def measure(channel: str, count: int) -> dict[str, float]:
    before, cpu_before = time.perf_counter(), time.process_time()
    from plugins.notice.printing import NoticePress
    from venue_kiosk.adapters.typesetter import TypstTypesetter
    from venue_kiosk.domain.attendee import Channel
    from venue_kiosk.i18n import use_language

    use_language("en")
    press = NoticePress(
        programme(), typesetter=TypstTypesetter(), texts=TEXTS, remember=lambda _files: None
    )
    with tempfile.TemporaryDirectory() as folder:
        made = press.make(Channel(channel), people(channel, count), Path(folder))
        size = sum(path.stat().st_size for path in made.files)
    return {
        "people": made.made,
        "wall": time.perf_counter() - before,
        "cpu": time.process_time() - cpu_before,
        "files": len(made.files),
        "megabytes": size / 1e6,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def programme():
    from venue_kiosk.domain import programme as p

    session = p.Session(
        date=dt.date(2026, 11, 24),
        doors_open=dt.time(13),
        starts=dt.time(13, 30),
        ends=dt.time(16, 30),
    )
    return p.Programme(
        format="venue-programme/1",
        number=1,
        kind="symposium",
        title="地域支え合いのまちづくり 普及啓発シンポジウム",
        purpose="参加の受付とご連絡",
        sessions=(session,),
        places=p.Places(capacity=200),
        venue=p.Venue(name="みほん地域ホール", floor="3階", station="みほん坂駅", walk_minutes=5),
        contact=p.Contact(
            client="見本区",
            section="地域包括ケア推進課",
            contractor="株式会社見本まちづくり研究所",
            phone="03-0000-0000",
        ),
        contract=p.Contract(title="見本", number="1", ends=dt.date(2027, 3, 31)),
        handlers=(p.ReportedHandler(id="A1", role="handler"),),
        notices=p.Notices(cancel_by=dt.date(2026, 11, 17), sender="uketsuke@example.jp"),
        sample=True,
        store_address="full",
    )


def people(channel: str, count: int):
    from venue_kiosk.domain import attendee as a
    from venue_kiosk.domain.ticket import compose_ticket

    return [
        (
            a.Addressee(
                attendee=a.Attendee(
                    attendee_id=number,
                    reception_no=f"{number:04d}-0",
                    name="髙橋　花子",
                    furigana=None,
                    town=None,
                    phone_last4="0000",
                    channel=a.Channel(channel),
                    category=a.Category.ZAIJU,
                    decision=a.Decision.ACCEPTED,
                    sample=True,
                ),
                address=f"東京都新宿区西新宿二丁目99番0号 {number}号室",
                email=f"p{number}@example.jp",
                fax="03-0000-0000",
            ),
            compose_ticket(1, f"{number * 7919 * 104729:014d}"[:14]).digits,
        )
        for number in range(1, count + 1)
    ]


if __name__ == "__main__":
    main()
