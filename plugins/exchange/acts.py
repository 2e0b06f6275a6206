"""Reading how the session stands, and changing it: one act, one transaction, one log line."""

from collections.abc import Callable, Sequence
from typing import Final

from plugins.exchange.composing import Room
from plugins.exchange.messages import _
from plugins.exchange.seating import reconcile
from plugins.exchange.settings import ExchangeSettings
from plugins.exchange.state import Difference, State, compare
from plugins.exchange.store import ExchangeStore
from venue_kiosk.api import Kiosk, NotNowError, Task, require
from venue_kiosk.api import State as EventState

MOVED: Final = "moved_after_announcing"
"""How often somebody changed tables in a round that people had been told."""


class ActBook:
    """The session of today, or the nearest one, for the handler who is signed in."""

    def __init__(self, kiosk: Kiosk, settings: ExchangeSettings, store: ExchangeStore) -> None:
        self.kiosk = kiosk
        self.settings = settings
        self.store = store

    @property
    def session_no(self) -> int:
        """The session that this is about."""
        return self.kiosk.presence.session_now()

    def room(self) -> Room:
        """Return how the session stands now.

        Raises:
            NotPermittedError: the handler has neither reception nor facilitator duty.
        """
        session_no = self.session_no
        state = self.store.state(session_no)
        people = {
            each.attendee_id: each
            for each in self.kiosk.presence.people(session_no)
            if each.attendee_id not in state.gone
        }
        return Room(
            programme=self.kiosk.programme,
            settings=self.settings,
            state=state,
            people=people,
            announced=tuple(self.store.announced(session_no)),
        )

    def require_open(self) -> None:
        """Let only what comes before the end of the day go on.

        Raises:
            NotNowError: the event is closed.
        """
        self.kiosk.guard.require_before(EventState.CLOSED)

    def change(self, act: str, work: Callable[[Room], State], *, search_again: bool = True) -> None:
        """Change the state by ``work`` in one transaction with its log line.

        Args:
            act: the word for the log, ``exchange_<act>``.
            work: returns the new state, or raises.
            search_again: whether the rounds not announced should be searched for anew.

        Raises:
            NotPermittedError: the handler has no facilitator duty.
        """
        require(self.kiosk.handler, Task.RUN_EXCHANGE)
        with self.kiosk.tables.transaction():
            self.require_open()
            room = self.room()
            after = work(room)
            differences = compare(room.state, after)
            self.store.write(self.session_no, differences)
            self._count_moves(room, differences)
            self.store.touch(self.session_no, stale=search_again and _has_rounds_left(room))
            if differences:
                at, who = self.kiosk.clock.now().isoformat(), self.kiosk.handler.handler_id
                self.store.add_step(self.session_no, act, differences, at=at, handler_id=who)
            self.kiosk.log.record(f"exchange_{act}", n=count_differences(differences))

    def undo(self) -> str:
        """Take the last act back; return its word.

        Raises:
            NotPermittedError: the handler has no facilitator duty.
            NotNowError: there is none, or what it changed has changed since.
        """
        require(self.kiosk.handler, Task.RUN_EXCHANGE)
        with self.kiosk.tables.transaction():
            self.require_open()
            room = self.room()
            step = self.store.last_step(self.session_no)
            if step is None:
                raise NotNowError(_("There is nothing to take back."))
            rows = room.state.rows()
            if any(rows[each.part].get(each.key) != each.after for each in step.differences):
                raise NotNowError(
                    _("What that changed has changed again since."),
                    _("Move the people by hand."),
                )
            inverse = [
                Difference(each.part, each.key, each.after, each.before)
                for each in step.differences
            ]
            self.store.write(self.session_no, inverse)
            self._count_moves(room, inverse)
            self.store.forget_steps(self.session_no, only=step.step_id)
            self.store.touch(self.session_no, stale=_has_rounds_left(room))
            self.kiosk.log.record("exchange_undone", n=count_differences(inverse))
        self.react("exchange_people_changed")
        return step.act

    def react(self, act: str) -> int:
        """Seat who came and take the seats of who left, if there is a plan; return how many sat.

        Nobody else moves; it needs no facilitator, because it answers a check-in.
        """
        with self.kiosk.tables.transaction():
            if self.store.plan(self.session_no) is None:
                return 0
            room = self.room()
            differences = compare(room.state, reconcile(room))
            if not differences:
                return 0
            self.store.write(self.session_no, differences)
            self.store.touch(self.session_no, stale=_has_rounds_left(room))
            seated = {each.key[1] for each in differences if each.part == "seats" and each.after}
            if room.current:
                self.store.add_count(self.session_no, "seated_late", len(seated))
            self.kiosk.log.record(act, n=count_differences(differences))
        return len(seated)

    def _count_moves(self, room: Room, differences: Sequence[Difference]) -> None:
        moves = sum(
            each.part == "seats"
            and each.key[0] in room.announced
            and each.before is not None
            and each.after is not None
            for each in differences
        )
        if moves:
            self.store.add_count(self.session_no, MOVED, moves)


def _has_rounds_left(room: Room) -> bool:
    return room.state.rounds_planned > len(room.announced)


def count_differences(differences: Sequence[Difference]) -> dict[str, int]:
    """Return how many rows of each part changed, for the log."""
    parts: dict[str, int] = {}
    for each in differences:
        parts[each.part] = parts.get(each.part, 0) + 1
    return parts
