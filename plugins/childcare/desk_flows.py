"""What the desk's keys do, question by question."""

from textual import work

from plugins.childcare.accepting import Request
from plugins.childcare.asking import StubScreen
from plugins.childcare.desk import LOST_STUB_REASONS, OVERRIDE_REASONS, PickUp
from plugins.childcare.desk_questions import AskingDesk
from plugins.childcare.messages import _
from plugins.childcare.refusals import CarersMissingError, wrong_stub
from plugins.childcare.room import Stay, StayState
from plugins.childcare.stubs import StubShown, parse_code, parse_scan
from plugins.childcare.views import compose_done_view
from venue_kiosk.api import KioskError


class DeskFlows(AskingDesk):
    """Drop-off, entering, call, pick-up, lost stub, waiting list, carers."""

    @work
    async def action_drop_off(self) -> None:
        """Give a place and a tag to one child."""
        band = await self.ask_band()
        request = None if band is None else await self._ask_request(band)
        if request is None:
            return
        try:
            done = self.living.desk.drop_off(request)
        except CarersMissingError as error:
            await self._override(request, error)
        except KioskError as error:
            self.refuse(error)
        else:
            self.show(lambda: compose_done_view(done))

    @work
    async def action_enter(self) -> None:
        """Take a child into the room, or send it back."""
        arrived = self._stays(StayState.ARRIVED)
        tag_no = await self.ask_tag(lambda: _("Which tag goes to the room?"), arrived)
        if tag_no is None:
            return
        checked = await self.choose(
            lambda: _("Card received? Consent given? Below 37.5 °C? Nothing of it is recorded."),
            lambda: [_("All three: to the room"), _("The child cannot be accepted")],
        )
        if checked == 0:
            self.attempt(lambda: self.living.desk.enter(tag_no))
        elif checked == 1 and (band := await self.ask_present_band()) is not None:
            self.attempt(lambda: self.living.desk.decline(tag_no, band))

    @work
    async def action_call(self) -> None:
        """Call a parent by number."""
        inside = self._stays(StayState.IN_ROOM, StayState.CALLED)
        tag_no = await self.ask_tag(lambda: _("Which number is called?"), inside)
        if tag_no is not None:
            self.attempt(lambda: self.living.desk.call(tag_no))

    @work
    async def action_pick_up(self) -> None:
        """Hand a child over against its stub."""
        await self.hand_over(None)

    async def hand_over(self, scanned: StubShown | None) -> None:
        """Ask what a pick-up needs; a stub that was scanned already is not asked for."""
        tag_no = await self._ask_child_tag()
        if tag_no is None:
            return
        shown = scanned or await self._ask_stub(tag_no)
        if shown is None or not self._matches(tag_no, shown):
            return
        child = await self._ask_pick_up(tag_no)
        if child is not None:
            self.attempt(lambda: self.living.desk.pick_up(child, shown))

    @work
    async def action_lost_stub(self) -> None:
        """Hand a child over without a stub: two people and a reason."""
        tag_no = await self._ask_child_tag()
        child = None if tag_no is None else await self._ask_pick_up(tag_no)
        if child is None:
            return
        asked = await self.ask_second(
            lambda: _("Both people look at a paper with the name. It is not copied."),
            LOST_STUB_REASONS,
        )
        if asked is not None:
            self.attempt(lambda: self.living.desk.release(child, asked))

    def action_wait(self) -> None:
        """Give out a slip of the waiting list."""
        self.attempt(self.living.waiting.join)

    @work
    async def action_carers(self) -> None:
        """Set how many carers are on duty."""
        kinds = self.living.settings.qualifications
        carers = self.living.room().carers
        chosen = await self.choose(
            lambda: _("Whose number changes?"),
            lambda: [f"{each.words} ({carers.get(each.code, 0)})" for each in kinds],
        )
        if chosen is None:
            return
        n = await self.ask_number(
            lambda: _("How many {who} are on duty now?", who=kinds[chosen].words), example="2"
        )
        if n is not None:
            self.attempt(lambda: self.living.duty.set_carers(kinds[chosen].code, n))

    async def _ask_request(self, band: str) -> Request | None:
        """Ask where the place comes from, unless there is only one answer."""
        room = self.living.room()
        requests = [Request(band=band)]
        if room.reserved:
            requests.insert(0, Request(band=band, reserved=True))
        requests += [Request(band=band, slip_no=slip_no) for slip_no in room.offered]
        if len(requests) == 1:
            return requests[0]
        chosen = await self.choose(
            lambda: _("Which place does the child get?"),
            lambda: [self._place_words(request) for request in requests],
        )
        return None if chosen is None else requests[chosen]

    def _place_words(self, request: Request) -> str:
        room = self.living.room()
        if request.slip_no is not None:
            return _("Slip {n}", n=request.slip_no)
        if request.reserved:
            return _("Reserved ({n} to come)", n=room.reserved)
        return _("Without a reservation ({n} free)", n=room.free_places)

    async def _override(self, request: Request, error: CarersMissingError) -> None:
        self.refuse(error)
        if self.living.room().on_duty < self.living.settings.fewest_carers:
            return
        asked = await self.ask_second(
            lambda: error.message + "\n" + _("Only the manager can still accept the child."),
            OVERRIDE_REASONS,
        )
        if asked is not None:
            self.attempt(lambda: self.living.desk.drop_off(request, asked))

    async def _ask_child_tag(self) -> int | None:
        stays = self.living.room().stays
        return await self.ask_tag(lambda: _("What number is on the child's half?"), stays)

    async def _ask_stub(self, tag_no: int) -> StubShown | None:
        text = await self.app.push_screen_wait(
            StubScreen(lambda: _("Scan the parent's stub, or type its 4 digits."), example="0000")
        )
        if text is None:
            return None
        scanned = parse_scan(text)
        code = parse_code(text)
        if scanned is None and code is None:
            self.refuse(wrong_stub())
            return None
        return scanned or StubShown(tag_no, code or "")

    def _matches(self, tag_no: int, shown: StubShown) -> bool:
        try:
            self.living.desk.check_stub(tag_no, shown)
        except KioskError as error:
            self.refuse(error)
            return False
        return True

    async def _ask_pick_up(self, tag_no: int) -> PickUp | None:
        band = await self.ask_present_band()
        if band is None:
            return None
        returned = await self.choose(
            lambda: _("Did the paper card go back to the parent?"),
            lambda: [_("Yes, it went back"), _("No, it stays here")],
        )
        if returned is None:
            return None
        return PickUp(tag_no=tag_no, band=band, card_returned=returned == 0)

    def _stays(self, *states: StayState) -> list[Stay]:
        return [stay for stay in self.living.room().stays if stay.state in states]
