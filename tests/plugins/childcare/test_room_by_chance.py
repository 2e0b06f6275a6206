"""Two desks, any order of acts, retries and wrong stubs: the room count is always right."""

import tempfile
from pathlib import Path

from childcare_room import Room, because
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from plugins.childcare.acts import Asked
from plugins.childcare.desk import PickUp
from plugins.childcare.refusals import ChildcareRefusedError, StubMismatchError
from plugins.childcare.staffing import count_carers
from plugins.childcare.stubs import StubShown
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import MANAGER, Venue, passphrase_of

BANDS = ("0", "1", "2", "4-5", "school")
DESKS = st.sampled_from((0, 1))


class RoomByChance(RuleBasedStateMachine):
    """The model: which tag is here with which band, by hand."""

    def __init__(self):
        super().__init__()
        self.language = in_language("en")
        self.language.__enter__()
        self.folder = tempfile.TemporaryDirectory()
        self.venue = Venue(Path(self.folder.name) / "venue", plugins=["childcare"])
        file = self.venue.installation.config_folder / "childcare.toml"
        few = file.read_text(encoding="utf-8").replace("places = 10", "places = 3")
        file.write_text(few, encoding="utf-8")
        self.desks = [Room(self.venue), Room(self.venue)]
        self.codes = self.desks[0].prepare(carers=3)
        kiosk = self.desks[0].living.kiosk
        self.manager = kiosk.verify_handler(MANAGER, passphrase_of(MANAGER))
        self.here = {}
        self.carers = 3
        self.last = None

    def teardown(self):
        self.venue.close()
        self.folder.cleanup()
        self.language.__exit__(None, None, None)

    @rule(desk=DESKS, band=st.sampled_from(BANDS), overridden=st.booleans(), slip=st.booleans())
    def drop_off(self, desk, band, overridden, slip):
        offered = list(self.desks[desk].now.offered)
        asked = because("siblings", self.manager) if overridden else Asked()
        slip_no = offered[0] if slip and offered else None
        try:
            tag_no = self.desks[desk].drop_off(band, asked=asked, slip_no=slip_no)
        except ChildcareRefusedError:
            return
        assert tag_no not in self.here
        needed = count_carers(
            self.bands() | {band: self.bands().get(band, 0) + 1},
            self.desks[desk].living.settings.staffing_rule,
        )
        assert overridden or needed <= self.carers
        self.here[tag_no] = band

    @precondition(lambda self: self.here)
    @rule(desk=DESKS, data=st.data())
    def getting_out_with_the_right_stub_is_always_possible(self, desk, data):
        tag_no = data.draw(st.sampled_from(sorted(self.here)))
        done = self.desks[desk].pick_up(tag_no, self.here.pop(tag_no), code=self.codes[tag_no])
        assert not done.repeat

    @precondition(lambda self: self.here)
    @rule(desk=DESKS, data=st.data(), code=st.integers(0, 9999))
    def a_wrong_stub_never_gets_a_child_out(self, desk, data, code):
        tag_no = data.draw(st.sampled_from(sorted(self.here)))
        if f"{code:04d}" == self.codes[tag_no]:
            return
        child = PickUp(tag_no=tag_no, band=self.here[tag_no])
        try:
            self.desks[desk].desk.pick_up(child, StubShown(tag_no, f"{code:04d}"))
        except StubMismatchError:
            return
        raise AssertionError("a wrong stub was taken")

    @precondition(lambda self: self.here)
    @rule(desk=DESKS, data=st.data())
    def enter_or_call(self, desk, data):
        tag_no = data.draw(st.sampled_from(sorted(self.here)))
        act = data.draw(st.sampled_from(["enter", "call", "stop_calling"]))
        try:
            getattr(self.desks[desk].desk, act)(tag_no)
        except ChildcareRefusedError:
            return

    @rule(desk=DESKS, n=st.integers(0, 6))
    def carers_come_and_go(self, desk, n):
        try:
            self.desks[desk].duty.set_carers("nursery", n)
        except ChildcareRefusedError:
            assert self.here
            assert n < 2
            return
        self.carers = n

    @rule(desk=DESKS)
    def join_the_queue(self, desk):
        self.desks[desk].waiting.join()

    @precondition(lambda self: self.desks[0].now.offered)
    @rule(desk=DESKS)
    def give_an_offered_place_up(self, desk):
        self.desks[desk].waiting.leave(self.desks[desk].now.offered[0])

    @rule(desk=DESKS, uid=st.sampled_from(["a", "b"]))
    def a_repeated_act_is_done_once(self, desk, uid):
        slips = self.venue.query("SELECT count(*) FROM childcare_queue")[0][0]
        done = self.desks[desk].waiting.join(Asked(uid=uid))
        [(now,)] = self.venue.query("SELECT count(*) FROM childcare_queue")
        assert now == slips + (0 if done.repeat else 1)

    @rule(desk=DESKS)
    def close_is_refused_while_anybody_is_here_or_waits(self, desk):
        now = self.desks[desk].now
        if not (now.stays or now.waiting or now.offered):
            return
        try:
            self.desks[desk].duty.close()
        except ChildcareRefusedError:
            return
        raise AssertionError("closed over a child or a slip")

    @invariant()
    def the_room_count_is_right(self):
        for desk in self.desks:
            now = desk.now
            assert {stay.tag_no for stay in now.stays} == set(self.here)
            assert now.children == len(self.here) <= now.places
            assert {band: n for band, n in now.bands.items() if n} == self.bands()
            assert now.on_duty == self.carers
            assert now.on_duty >= 2 or not self.here
            assert now.children + len(now.offered) <= now.places

    def bands(self):
        present = list(self.here.values())
        return {band: present.count(band) for band in set(present)}


RoomByChance.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestRoomByChance = RoomByChance.TestCase
