"""One attendee walks through the whole house, always downhill, through real files."""

import pytest

from venue_kiosk.adapters.code_readers import open_code_reader
from venue_kiosk.adapters.pictures import pictures
from venue_kiosk.api import Admitted, Channel, Decision
from venue_kiosk.domain.ticket import TicketCode, parse_ticket
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import compose_programme

ROWS = (
    "申込方法,氏名,ふりがな,住所,電話番号,参加区分,託児の希望,参加結果\n"
    "はがき,髙橋　惠子,たかはし　けいこ,見本区西見本二丁目99番0号,03-5555-7788,在住,あり,\n"
    "FAX,見本　次郎,みほん　じろう,見本区東見本一丁目98番0号,03-5555-0002,在勤,なし,\n"
)
PROGRAMME = compose_programme(places="capacity = 2")


class Journey:
    """Keeps what one step hands to the next."""

    def __init__(self, venue, folder):
        self.venue, self.folder = venue, folder
        self.office, self.desk = venue.open("H-02"), venue.open("H-03")

    def read_the_application_file(self):
        """1: a row of the file becomes an application, or problems."""
        self.file = self.folder / "申込み.csv"
        self.file.write_text(ROWS, encoding="utf-8-sig")
        report = self.office.plugin("intake").check_file(self.file)
        assert (report.rows, report.good, report.problems) == (2, 2, ())

    def record_the_people(self):
        """2: the rows are recorded; the file is an import's, not a copy's."""
        report = self.office.plugin("intake").import_file(self.file)
        self.office.plugin("intake").erase_source(self.file, report.import_id)
        assert not self.file.exists()
        self.attendee = self.office.register.at_number("0001-3")
        assert self.attendee.name == "髙橋　惠子"

    def decide_and_give_a_ticket(self):
        """3: each application has a ticket that names nobody; the draw gives it a place."""
        assert self.office.applications.select(seed=1).accepted == 2
        digits = self.venue.ticket_of(self.attendee.attendee_id)
        assert isinstance(parse_ticket(digits, programme_number=1), TicketCode)

    def make_the_notice(self):
        """4: the notice carries the ticket as a QR code, and is counted."""
        [made] = self.office.plugin("notice").make([Channel.HAGAKI], self.folder / "out")
        assert made.made == 1
        self.postcard = next(path for path in made.files if "back" in path.name)

    def hold_it_before_the_camera(self):
        """5: a frame of the printed page becomes a payload."""
        [frame] = pictures(self.postcard)
        [reading] = open_code_reader().read(frame)
        self.payload = reading.text

    def look_at_the_digits(self):
        """6: damaged digits are refused with a reason; these are whole."""
        code = parse_ticket(self.payload, programme_number=1)
        assert isinstance(code, TicketCode)
        assert code.digits == self.venue.ticket_of(self.attendee.attendee_id)
        refused = self.desk.desk.check_in(self.payload[:-1])
        assert refused.reason.code == "unreadable"

    def check_in(self):
        """7: the desk asks plugins, then the rule."""
        self.verdict = self.desk.desk.check_in(self.payload, nonce="n1")
        assert isinstance(self.verdict, Admitted)
        assert self.verdict.attendee.decision is Decision.ACCEPTED

    def find_it_committed(self):
        """8: what is shown green is in the vault, once, whoever asks again."""
        again = self.office.desk.check_in(self.payload, nonce="n1")
        assert again.check_in == self.verdict.check_in
        rows = self.venue.query("SELECT attendee_id, nonce FROM core_check_ins")
        assert rows == [(self.attendee.attendee_id, "n1")]

    def hear_the_greeting(self):
        """9: plugins add their lines to the verdict."""
        assert any("託児" in line.text for line in self.verdict.greeting)


@pytest.fixture
def journey(make_venue, tmp_path):
    with in_language("ja"):
        yield Journey(make_venue(programme=PROGRAMME), tmp_path)


def test_one_attendee(journey):
    journey.read_the_application_file()
    journey.record_the_people()
    journey.decide_and_give_a_ticket()
    journey.make_the_notice()
    journey.hold_it_before_the_camera()
    journey.look_at_the_digits()
    journey.check_in()
    journey.find_it_committed()
    journey.hear_the_greeting()
