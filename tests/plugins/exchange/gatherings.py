"""People who came to an exchange session, none of them real."""

import random

from venue_kiosk.api import Role
from venue_kiosk.testing import compose_programme, sample_application

FACILITATOR = "H-05"
RECEPTION = "H-03"
APPROVED = ("furigana", "organisation_code", "role", "companion", "apart")


class Gathering:
    """A venue with people checked in, and the exchange session as a facilitator has it."""

    def __init__(self, make_venue, *, people=60, more=10, approvals=APPROVED, settings=None):
        self.venue = make_venue(
            plugins=["exchange"], programme=compose_programme(approvals=approvals)
        )
        write_settings(self.venue, **(settings or {}))
        self.people = self.venue.register(*_applications(people + more, approvals))
        self.reception = self.venue.open(RECEPTION)
        self.come(people)
        self.kiosk = self.venue.open(FACILITATOR)
        self.exchange = self.kiosk.plugin("exchange")

    def come(self, count):
        """Check in so many more people; return what the desk said."""
        said = []
        for attendee in self.people:
            if (
                len(said) < count
                and self.reception.desk.open_check_in(attendee.reception_no) is None
            ):
                said.append(self.reception.desk.check_in_attendee(attendee.attendee_id))
        return said

    def announce(self):
        """Make a plan and announce its first round."""
        self.exchange.allocator.allocate(seed=1)
        self.exchange.office.announce()

    def seating(self, number=1):
        """Everybody's table in a round."""
        return self.exchange.book.room().state.seating(number)


def write_settings(venue, **changes):
    """Change lines of the test's own settings."""
    path = venue.installation.config_folder / "exchange.toml"
    content = path.read_text("utf-8")
    usual = {"tables": 14, "search_moves": 20_000}
    for key, value in (usual | changes).items():
        lines = [
            f"{key} = {value}" if line.startswith(f"{key} = ") else line
            for line in content.splitlines()
        ]
        content = "\n".join(lines)
    path.write_text(content, "utf-8")


def _applications(count, approvals):
    draws = random.Random(7)
    for number in range(count):
        role = draws.choice([Role.ACTIVE_MEMBER, Role.LISTENER, Role.LISTENER])
        code = f"{draws.randrange(1, 9):02d}" if role is Role.ACTIVE_MEMBER else None
        town = draws.choice(["西見本一丁目", "東見本二丁目", "北見本三丁目", "南見本"])
        yield sample_application(
            number,
            role=role if "role" in approvals else None,
            organisation_code=code if "organisation_code" in approvals else None,
            address=f"〒160-0023 東京都見本区{town}99番0号",
        )
