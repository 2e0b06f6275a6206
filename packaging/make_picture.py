"""Draw docs/desk.png: the desk on sample data, with Japanese laid out right.

    python packaging/make_picture.py
"""

import asyncio
import tempfile
from pathlib import Path

from venue_kiosk.testing import Venue, sample_application
from venue_kiosk.ui.picture import screen_png
from venue_kiosk.ui.screen_text import press, scan

ROOT = Path(__file__).resolve().parent.parent
SIZE = (92, 24)


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Venue(Path(folder)) as venue:
        people = venue.register(*(sample_application(number) for number in range(8)))
        async with venue.run_app(start_at="reception", size=SIZE) as pilot:
            for person in people:
                venue.clock.tick(20)
                await scan(pilot, venue.ticket_of(person.attendee_id))
                await pilot.pause()
            (ROOT / "docs" / "desk.png").write_bytes(screen_png(pilot.app))


if __name__ == "__main__":
    asyncio.run(main())
