"""The childcare desk: drop-off, call, pick-up. Getting out is never refused for a limit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from plugins.childcare.accepting import Request, require_carers, require_place
from plugins.childcare.acts import (
    PLAINLY,
    ActBook,
    Asked,
    Change,
    Done,
    Moment,
    require,
    require_listed,
    require_second,
)
from plugins.childcare.messages import _
from plugins.childcare.reading import BAND
from plugins.childcare.refusals import (
    ChildcareRefusedError,
    StubMismatchError,
    not_open,
    room_full,
)
from plugins.childcare.room import Room, Stay, StayState
from plugins.childcare.settings import ChildcareSettings
from plugins.childcare.store import ChildcareStore
from plugins.childcare.stub_office import StubOffice
from plugins.childcare.stubs import StubShown
from venue_kiosk.api import Kiosk, Task

OVERRIDE_REASONS: Final = ("carer_coming", "siblings", "ward_instruction", "other")
LOST_STUB_REASONS: Final = ("stub_lost", "stub_unreadable", "other_person")
REOPEN_REASONS: Final = ("wrong_tag", "came_back")


@dataclass(frozen=True, slots=True, kw_only=True)
class PickUp:
    """A child leaves: which tag hangs on the child, which band, and whether the card went back."""

    tag_no: int
    band: str
    card_returned: bool = True


class ChildcareDesk:
    """What is done with one child at a time."""

    def __init__(
        self,
        kiosk: Kiosk,
        settings: ChildcareSettings,
        store: ChildcareStore,
        book: ActBook,
        stubs: StubOffice,
    ) -> None:
        self._kiosk = kiosk
        self._settings = settings
        self._store = store
        self._book = book
        self._stubs = stubs

    def drop_off(
        self, request: Request, asked: Asked = PLAINLY, *, tag_no: int | None = None
    ) -> Done:
        """Give a place and a tag to one child; with a second handler carers may be missing.

        ``tag_no`` is the tag at hand; the lowest one that is ready when not given.

        Raises:
            RoomFullError: no place; nobody can override it.
            CarersMissingError: too few carers; the manager can override it from two carers on.
            ChildcareRefusedError: no tag is ready, or another rule refuses.
            NotPermittedError: the second handler may not override.
        """
        if asked.second is not None:
            require(asked.second, Task.OVERRIDE)
            require_listed(asked.why, OVERRIDE_REASONS)

        def work(moment: Moment, room: Room) -> Change:
            require_place(request, room)
            overridden = asked.second is not None
            forced = require_carers(request.band, room, self._settings, overridden=overridden)
            stub = self._stubs.ready(moment.session_no, tag_no)
            self._store.arrive(stub, at=moment.at, reserved=request.reserved, forced=forced)
            self._count(moment.session_no, request.band, 1)
            if request.slip_no is not None:
                self._store.move_slip(moment.session_no, request.slip_no, "served", at=moment.at)
            return Change(tag_no=stub.tag_no, slip_no=request.slip_no)

        return self._book.once("drop_off", asked, work)

    def enter(self, tag_no: int, asked: Asked = PLAINLY) -> Done:
        """Take a child into the room, once card, consent and health were checked at the desk.

        Raises:
            ChildcareRefusedError: nobody with that tag waits at the desk.
        """

        def work(moment: Moment, stay: Stay) -> None:
            _require_state(stay, StayState.ARRIVED)
            self._store.move(stay, StayState.IN_ROOM, at=moment.at)
            self._add(stay.session_no, "cards_in", 1)

        return self._on_stay("enter", tag_no, asked, work)

    def decline(self, tag_no: int, band: str, asked: Asked = PLAINLY) -> Done:
        """Send a child back whom the desk could not accept; the reason is not kept.

        Raises:
            ChildcareRefusedError: nobody with that tag waits at the desk, or the band is wrong.
        """

        def work(moment: Moment, stay: Stay) -> None:
            _require_state(stay, StayState.ARRIVED)
            self._count(stay.session_no, band, -1)
            self._store.move(stay, StayState.DECLINED, at=moment.at)
            self._add(stay.session_no, "declined", 1)

        return self._on_stay("decline", tag_no, asked, work)

    def call(self, tag_no: int, asked: Asked = PLAINLY) -> Done:
        """Call the parent by number; once more when nobody came.

        Raises:
            ChildcareRefusedError: no child is in the room under that tag.
        """

        def work(moment: Moment, stay: Stay) -> None:
            _require_state(stay, StayState.IN_ROOM, StayState.CALLED)
            self._store.move(stay, StayState.CALLED, at=moment.at)

        return self._on_stay("call", tag_no, asked, work)

    def stop_calling(self, tag_no: int, asked: Asked = PLAINLY) -> Done:
        """Take a call back.

        Raises:
            ChildcareRefusedError: the number is not being called.
        """

        def work(_moment: Moment, stay: Stay) -> None:
            _require_state(stay, StayState.CALLED)
            self._store.forget_call(stay)

        return self._on_stay("stop_calling", tag_no, asked, work)

    def pick_up(self, child: PickUp, shown: StubShown, asked: Asked = PLAINLY) -> Done:
        """Hand a child over against its stub, whatever the limits say.

        Raises:
            StubMismatchError: the stub is not the tag's; the attempt is logged.
            ChildcareRefusedError: no child is here under the tag, or none of that band is here.
        """

        def work(moment: Moment, stay: Stay) -> None:
            self._stubs.require_match(stay, shown)
            self._end(stay, child, moment)

        with self._refusals_logged():
            return self._on_stay("pick_up", child.tag_no, asked, work)

    def check_stub(self, tag_no: int, shown: StubShown) -> None:
        """Say at once whether a stub is the tag's; ``pick_up`` asks again.

        Raises:
            StubMismatchError: it is not; the attempt is logged.
            ChildcareRefusedError: no child is here under the tag.
        """
        stay = self._store.stay_of(tag_no)
        if stay is None:
            raise not_open(tag_no)
        with self._refusals_logged():
            self._stubs.require_match(stay, shown)

    def release(self, child: PickUp, asked: Asked) -> Done:
        """Hand a child over without a stub: two people looked at a paper with the name on it.

        Raises:
            NotPermittedError: no second person, or not allowed.
            UsageError: the reason is none of ``LOST_STUB_REASONS``.
            ChildcareRefusedError: no child is here under the tag, or none of that band is here.
        """
        require_second(self._kiosk.handler, asked.second, Task.RUN_CHILDCARE)
        require_listed(asked.why, LOST_STUB_REASONS)

        def work(moment: Moment, stay: Stay) -> None:
            self._end(stay, child, moment)
            self._store.revoke_stubs(stay.session_no, stay.tag_no, moment.at)

        return self._on_stay("release", child.tag_no, asked, work)

    def reopen(self, child: PickUp, asked: Asked) -> Done:
        """Take back a pick-up: the child is here after all; the room's places still hold.

        Raises:
            UsageError: the reason is none of ``REOPEN_REASONS``.
            RoomFullError: every place is taken.
            ChildcareRefusedError: the newest stay under the tag was not picked up today.
        """
        require_listed(asked.why, REOPEN_REASONS)

        def work(moment: Moment, room: Room) -> Change:
            stay = self._store.last_out(moment.session_no, child.tag_no)
            if stay is None or self._store.stay_of(child.tag_no) is not None:
                raise ChildcareRefusedError(
                    _("Tag {n} has no pick-up that can be taken back.", n=child.tag_no)
                )
            if not room.empty_places:
                raise room_full(room.places)
            self._store.move(stay, StayState.IN_ROOM, at=moment.at)
            self._count(stay.session_no, child.band, 1)
            if child.card_returned:
                self._add(stay.session_no, "cards_out", -1)
            return Change(tag_no=child.tag_no)

        return self._book.once("reopen", asked, work)

    def correct_band(self, wrong: str, right: str, asked: Asked = PLAINLY) -> Done:
        """Count one child of ``wrong`` as one of ``right``; the number of children stays.

        Raises:
            ChildcareRefusedError: no child of ``wrong`` is counted.
        """

        def work(moment: Moment, _room: Room) -> Change:
            self._count(moment.session_no, wrong, -1)
            self._count(moment.session_no, right, 1)
            return Change()

        return self._book.once("correct_band", asked, work)

    def _on_stay(
        self, act: str, tag_no: int, asked: Asked, work: Callable[[Moment, Stay], None]
    ) -> Done:
        def change(moment: Moment, _room: Room) -> Change:
            stay = self._store.stay_of(tag_no)
            if stay is None:
                raise not_open(tag_no)
            work(moment, stay)
            return Change(tag_no=tag_no)

        return self._book.once(act, asked, change)

    def _end(self, stay: Stay, child: PickUp, moment: Moment) -> None:
        self._count(stay.session_no, child.band, -1)
        self._store.move(stay, StayState.OUT, at=moment.at)
        if stay.state is StayState.ARRIVED:
            self._add(stay.session_no, "cards_in", 1)
        if child.card_returned:
            self._add(stay.session_no, "cards_out", 1)

    @contextmanager
    def _refusals_logged(self) -> Iterator[None]:
        try:
            yield
        except StubMismatchError:
            self._kiosk.log.record("childcare_stub_refused")
            raise

    def _count(self, session_no: int, band: str, step: int) -> None:
        """Count a child of a band in or out; a band without children refuses to lose one."""
        named = self._settings.band(band)
        present = self._store.totals(session_no).get(BAND + band, 0)
        if (named is None and present < 1) or present + step < 0:
            raise ChildcareRefusedError(
                _("No child of this age band is here."), _("Choose the band once more.")
            )
        self._store.set_total(session_no, BAND + band, present + step)

    def _add(self, session_no: int, what: str, step: int) -> None:
        present = self._store.totals(session_no).get(what, 0)
        self._store.set_total(session_no, what, max(0, present + step))


def _require_state(stay: Stay, *states: StayState) -> None:
    if stay.state not in states:
        raise ChildcareRefusedError(
            _("Tag {n} is not at this step.", n=stay.tag_no), _("Look at the list of tags.")
        )
