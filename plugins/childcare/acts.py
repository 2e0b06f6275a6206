"""Every act of the desk: one transaction, one line of history, and a uid that makes it once."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from plugins.childcare.messages import _
from plugins.childcare.reading import RoomReader
from plugins.childcare.room import Room
from plugins.childcare.settings import ChildcareSettings
from plugins.childcare.staffing import NoRatio, decide_staffing
from plugins.childcare.store import ChildcareStore
from venue_kiosk.api import Handler, Kiosk, NotPermittedError, State, Task, UsageError

_UID_OCTETS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an act did, once it is durable."""

    act: str
    at: dt.datetime
    tag_no: int | None = None
    slip_no: int | None = None
    next_slip: int | None = None
    """The slip that was offered a place by this act."""
    repeat: bool = False
    """Whether it had been done before under the same uid; nothing was done now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one act touched."""

    tag_no: int | None = None
    slip_no: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who stands behind an act beside the handler at the desk, why, and under which uid."""

    uid: str | None = None
    second: Handler | None = None
    """Another handler who has just proven who they are."""
    why: str = ""


PLAINLY: Final = Asked()


@dataclass(frozen=True, slots=True)
class Moment:
    """The session and the time of one act."""

    session_no: int
    at: dt.datetime


class ActBook:
    """Does acts exactly once, and offers a place that becomes free to the next in line."""

    def __init__(
        self,
        kiosk: Kiosk,
        settings: ChildcareSettings,
        store: ChildcareStore,
        reader: RoomReader,
    ) -> None:
        self._kiosk = kiosk
        self._settings = settings
        self._store = store
        self._reader = reader

    def once(
        self, act: str, asked: Asked, work: Callable[[Moment, Room], Change], *, log: bool = True
    ) -> Done:
        """Run ``work`` in one transaction with its record; the same uid gets the first answer.

        Raises:
            NotPermittedError: the handler has no childcare duty.
            NotNowError: the event is closed.
        """
        require(self._kiosk.handler, Task.RUN_CHILDCARE)
        uid = asked.uid or self._kiosk.tokens.octets(_UID_OCTETS).hex()
        moment = Moment(self._reader.session_now(), self._kiosk.clock.now())
        with self._kiosk.tables.transaction():
            before = self._store.act(uid)
            if before is not None:
                return replace(_done(before), repeat=True)
            self._kiosk.guard.require_before(State.CLOSED)
            change = work(moment, self._reader.read(moment.session_no))
            done = Done(
                act=act,
                at=moment.at,
                tag_no=change.tag_no,
                slip_no=change.slip_no,
                next_slip=self._offer_next(moment),
            )
            self._record(uid, done, moment, asked)
            if log:
                self._kiosk.log.record(f"childcare_{act}", why=asked.why)
        return done

    def _offer_next(self, moment: Moment) -> int | None:
        """Offer free places to slips in their order; return the first that got one."""
        first = None
        while (slip_no := self._next_in_line(self._reader.read(moment.session_no))) is not None:
            self._store.move_slip(moment.session_no, slip_no, "offered", at=moment.at)
            first = first or slip_no
        return first

    def _next_in_line(self, room: Room) -> int | None:
        if not room.waiting or room.free_places < 1 or room.closed:
            return None
        # Nobody knows the age of who waits: enough that there is one whom the carers can take.
        return room.waiting[0] if self._some_band_has_carers(room) else None

    def _some_band_has_carers(self, room: Room) -> bool:
        rule = self._settings.staffing_rule
        answers = [
            decide_staffing(room.bands, band.code, on_duty=room.on_duty, rule=rule)
            for band in self._settings.bands
        ]
        return any(not isinstance(each, NoRatio) and not each.missing for each in answers)

    def _record(self, uid: str, done: Done, moment: Moment, asked: Asked) -> None:
        self._store.record_act(
            uid=uid,
            session_no=moment.session_no,
            at=done.at.isoformat(),
            lane=self._kiosk.lane,
            handler_id=self._kiosk.handler.handler_id,
            second_id=asked.second.handler_id if asked.second else None,
            act=done.act,
            why=asked.why or None,
            tag_no=done.tag_no,
            slip_no=done.slip_no,
            next_slip=done.next_slip,
        )


def require(handler: Handler, task: Task) -> None:
    """Let the handler go on with ``task``.

    Raises:
        NotPermittedError: the role or duties do not allow it.
    """
    if not handler.may(task):
        raise NotPermittedError(
            _("Your role does not allow this."), _("Ask the handling manager to do it.")
        )


def require_second(handler: Handler, second: Handler | None, task: Task) -> None:
    """Let only two different people go on, the second being allowed ``task``.

    Raises:
        NotPermittedError: there is no second person, or it is the same one.
    """
    if second is None or second.handler_id == handler.handler_id:
        raise NotPermittedError(
            _("Two different people must confirm this."), _("Call the person in charge.")
        )
    require(second, task)


def require_listed(why: str, allowed: Sequence[str]) -> None:
    """Let only a reason of a closed list pass.

    Raises:
        UsageError: it is another one.
    """
    if why not in allowed:
        raise UsageError(_("Choose a reason."), ", ".join(allowed))


def _done(row: tuple[str, str, int | None, int | None, int | None]) -> Done:
    act, at, tag_no, slip_no, next_slip = row
    return Done(
        act=act,
        at=dt.datetime.fromisoformat(at),
        tag_no=tag_no,
        slip_no=slip_no,
        next_slip=next_slip,
    )
