"""An event that was handed over and received, and the two people who erase it."""

import datetime as dt
from pathlib import Path

import msgspec

from venue_kiosk.bootstrap import erasure_gathering
from venue_kiosk.bootstrap.erasing import erase_event
from venue_kiosk.bootstrap.erasure_hand_over import HandedOver
from venue_kiosk.bootstrap.erasure_order import ErasureOrder
from venue_kiosk.domain.certificate.measures import RESIDUE_CODES, Residue
from venue_kiosk.domain.certificate.parts import HandOver
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Handler, HandlerRole
from venue_kiosk.domain.life_cycle_gates import Receipt
from venue_kiosk.services.authorisation import Consent, TwoPeople
from venue_kiosk.services.erasure_run import WardCanary
from venue_kiosk.services.life_cycle_facts import EndOfDay, Package
from venue_kiosk.testing import WITNESS, passphrase_of, sample_application

OPERATOR = "H-02"
WARD_CANARY = "見本木　千代之助"
CHALLENGE = "K7QM-2XRT"
TOTALS = b'{"format": "venue-totals/1"}\n'
"""Numbers without personal data, as they were handed over."""


class CleanMachine:
    """A machine on which nothing lies around."""

    def look(self):
        inside = RESIDUE_CODES[: RESIDUE_CODES.index("print_spool")]
        return [
            Residue(code=code, state="checked", finding="none", count=0, answered_by="program")
            for code in inside
            if code != "former_slots"
        ]


class Closing:
    """Makes the event, hands it over, erases it."""

    def __init__(self, venue, monkeypatch, *, people=3, received=True):
        self.venue = venue
        self.event = venue.event
        self.medium = venue.folder / "medium"
        self.medium.mkdir()
        self.people = people
        names = [WARD_CANARY, *(f"見本　花子{n}" for n in range(people - 1))]
        venue.register(*(sample_application(n, name=each) for n, each in enumerate(names, 1)))
        self.received = HandOver(
            made_at="2026-11-24T12:20:00+09:00",
            files=3,
            list_sha256="c" * 64,
            receipt_number="見本受-12",
            receipt_date="2026-11-24",
            receipt_code="7Q2M-XK4D",
            receipt_code_matched=True,
            recorded_at="2026-11-24T12:45:00+09:00",
        )
        self.hand_over({"core_name": people}, receipt=received)
        self.counts = {("core", "name"): people}
        monkeypatch.setattr(
            erasure_gathering,
            "recorded_hand_over",
            lambda _database: HandedOver(
                hand_over=self.received, counts=self.counts, totals=TOTALS
            ),
        )

    def hand_over(self, counts, *, receipt=True):
        """Bring the life cycle to the ward's receipt, by the service itself."""
        with self.venue.open() as opened:
            cycle = opened.life_cycle
            opened.head_counts.record(1, counted=opened.desk.counts().present)
            cycle.advance(EndOfDay())
            confirmed = [
                Consent(handler=Handler(handler_id=each, role=HandlerRole.HANDLING_MANAGER),
                        at=self.venue.clock.now())
                for each in (OPERATOR, WITNESS)
            ]  # fmt: skip
            two = TwoPeople(operator=confirmed[0], witness=confirmed[1], window_s=300)
            cycle.advance(Package(document="list 1", is_counted=True, two=two, counts=counts))
            if receipt:
                today = self.venue.clock.now().date()
                given = Receipt(document="R-7", date=today, is_matching=True, counts=counts)
                cycle.advance(given)

    def no_receipt(self):
        gone = dict.fromkeys(("receipt_number", "receipt_date", "receipt_code", "recorded_at"))
        return msgspec.structs.replace(self.received, receipt_code_matched=None, **gone)

    def order(self, **changes):
        now = self.venue.clock.now()
        usual = {
            "folder": self.event,
            "medium": self.medium,
            "operator": Credential(OPERATOR, passphrase_of(OPERATOR)),
            "witness": Credential(WITNESS, passphrase_of(WITNESS)),
            "typed": (now - dt.timedelta(seconds=40), now - dt.timedelta(seconds=10)),
            "challenge": CHALLENGE,
            "compare_slips": lambda _slips: True,
            "ask_canaries": lambda: [WardCanary(text=WARD_CANARY, in_hand_over=True)],
            "surroundings": lambda _folder: CleanMachine(),
        }
        return ErasureOrder(**(usual | changes))

    def erase(self, **changes):
        return erase_event(self.venue.installation, self.order(**changes))

    def on_medium(self):
        return sorted(path.name for path in self.medium.iterdir())

    def needles(self):
        """What must be nowhere afterwards, in bytes."""
        texts = (WARD_CANARY, "見本　花子", "見本区西見本", "0355000001")
        codes = ("utf-8", "utf-16-le", "cp932", "euc-jp")
        return [text.encode(code) for text in texts for code in codes]


def files_below(folder: Path):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
