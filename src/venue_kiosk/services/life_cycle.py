"""The only door that changes the state of an event."""

from collections.abc import Callable, Sequence
from typing import assert_never

from venue_kiosk.domain.handler import Handler, Task
from venue_kiosk.domain.life_cycle import Cycle, Hold, Missing, State
from venue_kiosk.domain.life_cycle_gates import Receipt, check_document, compose_passed, decide_step
from venue_kiosk.errors import NotNowError, RefusedError, UsageError
from venue_kiosk.i18n import _
from venue_kiosk.ports import AuditTrail, Clock, LifeCycleStore, Transactions
from venue_kiosk.services.joining import joined
from venue_kiosk.services.life_cycle_facts import (
    EndOfDay,
    ErasureOrder,
    Facts,
    Package,
    Step,
    VenueEntry,
)
from venue_kiosk.services.life_cycle_words import tell_actor, tell_missing
from venue_kiosk.services.permission import require


class GateClosedError(NotNowError):
    """A step was asked for whose gate still waits for something."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        lines = [f"{tell_missing(each)} → {tell_actor(each.who)}" for each in missing]
        what = lines[0] if len(lines) == 1 else "\n・ ".join(["", *lines])
        super().__init__(_("Not yet: {what}", what=what), _("Do this first, then try again."))
        self.missing = tuple(missing)


class LifeCycle:
    """Moves one event through its states, for one handler; see ``domain.life_cycle``."""

    def __init__(
        self,
        store: LifeCycleStore,
        facts: Facts,
        *,
        transactions: Transactions,
        audit: AuditTrail,
        handler: Handler,
        clock: Clock,
    ) -> None:
        self._store = store
        self._facts = facts
        self._transactions = transactions
        self._audit = audit
        self._handler = handler
        self._clock = clock

    def state(self) -> State:
        """Return where the event stands."""
        return self._store.state()

    def read(self) -> Cycle:
        """Return every step taken so far, and the hold that stands."""
        return self._store.read()

    def missing(self, step: Step) -> Sequence[Missing]:
        """Return what stands in the way of ``step`` now; anybody may ask."""
        at = self._clock.now()
        return decide_step(self._store.read(), self._facts.gather(step, at), at=at)

    def require_possible(self, step: Step) -> Cycle:
        """Let ``step`` be begun without taking it: the erasure destroys what would keep it.

        Raises:
            NotPermittedError: the handler may not.
            GateClosedError: something is missing.
        """
        require(self._handler, _task(step))
        at = self._clock.now()
        cycle = self._store.read()
        if missing := decide_step(cycle, self._facts.gather(step, at), at=at):
            raise GateClosedError(missing)
        return cycle

    def advance(self, step: Step, *, with_it: Callable[[], None] | None = None) -> Cycle:
        """Take ``step``, with its line in the operation log, in one transaction.

        ``with_it`` stores what belongs to the step, in the same transaction.

        Raises:
            NotPermittedError: the handler may not.
            GateClosedError: something is missing; nothing was stored.
        """
        with joined(self._transactions):
            cycle = self.require_possible(step)
            at, who = self._clock.now(), self._handler.handler_id
            passed = compose_passed(self._facts.gather(step, at), at=at, who=who)
            after = cycle.with_passed(passed)
            self._store.record(passed)
            if with_it is not None:
                with_it()
            self._log(f"state_{passed.to.value}", why=passed.document, n=passed.counts)
            if passed.second is not None:
                self._audit.append(
                    passed.second, f"state_{passed.to.value}_witness", at=at, why=passed.document
                )
        return after

    def hold(self, document: str) -> Cycle:
        """Stop every step before the erasure, on the ward's written word.

        Raises:
            NotPermittedError: the handler may not.
            UsageError: no document number.
            RefusedError: it is held already, or erased.
        """
        require(self._handler, Task.CLOSE)
        document = _document(document)
        with joined(self._transactions):
            cycle = self._store.read()
            if cycle.hold is not None:
                raise RefusedError(_("The ward has stopped the procedure in writing."))
            if cycle.state.number >= State.ERASED.number:
                raise RefusedError(_("The data is erased; there is nothing left to hold."))
            self._store.hold(self._hold(document))
            self._log("hold", why=document)
        return self._store.read()

    def release(self, document: str) -> Cycle:
        """Let the procedure go on, on the ward's written word.

        Raises:
            NotPermittedError: the handler may not.
            UsageError: no document number.
            RefusedError: nothing is held.
        """
        require(self._handler, Task.CLOSE)
        document = _document(document)
        with joined(self._transactions):
            if self._store.read().hold is None:
                raise RefusedError(_("The procedure is not stopped."))
            self._store.release(self._hold(document))
            self._log("hold_released", why=document)
        return self._store.read()

    def _hold(self, document: str) -> Hold:
        return Hold(document=document, at=self._clock.now(), who=self._handler.handler_id)

    def _log(self, act: str, *, why: str, n: object = None) -> None:
        counts = n if isinstance(n, dict) else None
        self._audit.append(
            self._handler.handler_id, act, at=self._clock.now(), n=counts, why=why or None
        )


def _task(step: Step) -> Task:
    match step:
        case VenueEntry():
            return Task.KEEP_CUSTODY
        case EndOfDay():
            return Task.CLOSE
        case Package() | Receipt():
            return Task.HAND_OVER
        case ErasureOrder():
            return Task.ERASE
        case _:
            assert_never(step)


def _document(number: str) -> str:
    number = number.strip()
    if not check_document(number):
        raise UsageError(
            _("A document number is needed, at most 64 characters."),
            _("Copy it from the ward's paper."),
        )
    return number
