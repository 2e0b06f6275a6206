"""A closed event, two people, a medium, and the package that is made on it."""

from venue_kiosk.adapters.sealing import MemorySealer
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Task
from venue_kiosk.services.life_cycle_facts import EndOfDay
from venue_kiosk.storage.check_ins import CheckInRegister
from venue_kiosk.testing import MANAGER, WITNESS, passphrase_of

SEALER = MemorySealer()


class ClosedEvent:
    """An event after its last visitor, with a medium beside it."""

    def __init__(self, venue, *applications):
        self.venue = venue
        venue.register(*applications)
        self.medium = venue.folder / "medium"
        self.medium.mkdir()
        self.opened = venue.open()
        sessions = self.opened.programme.session_numbers()
        for number in sessions:
            with venue.look() as database:
                present = CheckInRegister(database).counts(number, 0).present
            self.opened.head_counts.record(number, counted=present)
        self.opened.life_cycle.advance(EndOfDay())

    def two(self, operator=MANAGER, witness=WITNESS):
        """Let two people type their passphrases."""
        door = self.opened.authorisation
        first, second = (
            door.consent(Credential(each, passphrase_of(each))) for each in (operator, witness)
        )
        return door.authorise(Task.HAND_OVER, operator=first, witness=second)

    def make(self, **options):
        return self.opened.hand_over.make(self.medium, self.two(), **options)

    @property
    def folder(self):
        return self.medium / "hand-over-001"

    def open_list(self, name, password):
        return SEALER.open_list((self.folder / name).read_bytes(), password)

    def code(self, password):
        """Read the receipt code as the ward does."""
        return self.open_list("contents.xlsx", password)[1][1]

    def names(self):
        """Everything on the medium."""
        return sorted(path.relative_to(self.medium).as_posix() for path in self.medium.rglob("*"))
