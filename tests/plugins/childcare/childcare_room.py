"""A childcare desk with hands: carers on duty, tags printed, and parents who keep their stubs."""

from plugins.childcare.accepting import Request
from plugins.childcare.acts import PLAINLY, Asked
from plugins.childcare.desk import PickUp
from plugins.childcare.stubs import StubShown

CARER = "H-06"


class Room:
    """One kiosk at the desk."""

    def __init__(self, venue, handler=CARER, lane=None):
        self.venue = venue
        self.opened = venue.open(handler, lane=lane)
        self.living = self.opened.plugin("childcare")
        self.desk = self.living.desk
        self.waiting = self.living.waiting
        self.duty = self.living.duty
        self.stubs = self.living.stubs

    @property
    def now(self):
        return self.living.room()

    def prepare(self, carers=4):
        """Print the tags and let carers come."""
        codes = self.codes()
        if carers:
            self.duty.set_carers("nursery", carers)
        return codes

    def codes(self):
        """Return the four digits of each tag, as a reprint shows them."""
        return {stub.tag_no: code for stub, code in self.stubs.issue(PLAINLY)}

    def drop_off(self, band="2", **request):
        asked = request.pop("asked", PLAINLY)
        tag_no = request.pop("tag_no", None)
        return self.desk.drop_off(Request(band=band, **request), asked, tag_no=tag_no).tag_no

    def take_in(self, band="2", **request):
        """Drop off and enter."""
        tag_no = self.drop_off(band, **request)
        self.desk.enter(tag_no)
        return tag_no

    def pick_up(self, tag_no, band="2", *, code=None, asked=PLAINLY, card=True):
        shown = StubShown(tag_no, code or self.codes()[tag_no])
        return self.desk.pick_up(PickUp(tag_no=tag_no, band=band, card_returned=card), shown, asked)


def because(why, second=None, uid=None):
    return Asked(uid=uid, second=second, why=why)
