"""Between a typed passphrase and its check: who has to wait after wrong ones."""

import math
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Final, Protocol, TypeVar

from venue_kiosk.domain.tries import Tries
from venue_kiosk.errors import NotNowError, SignInError
from venue_kiosk.i18n import _
from venue_kiosk.ports import AuditTrail, Clock, Transactions
from venue_kiosk.services.joining import joined

UNKNOWN: Final = "unknown"
"""Stands for every id that nobody has: what was typed may be a name, and is kept nowhere."""

_T = TypeVar("_T")


class TryBook(Protocol):
    """Wrong passphrases by id, kept outside the vault: it is not open yet when they come."""

    def opened(self) -> AbstractContextManager[dict[str, Tries]]:
        """Yield the records for reading and changing, alone among all processes."""
        ...


class SignInGate:
    """Counts wrong passphrases and makes people wait; destroys nothing, ever."""

    def __init__(self, book: TryBook, clock: Clock, *, is_known: Callable[[str], bool]) -> None:
        self._book = book
        self._clock = clock
        self._is_known = is_known

    def check(self, handler_id: str, attempt: Callable[[], _T]) -> _T:
        """Return what ``attempt`` returns; a ``SignInError`` of it counts as a wrong passphrase.

        It is counted before it is known, so that killing the kiosk gives no free tries.

        Raises:
            NotNowError: the person has to wait, or the manager must clear the id first.
        """
        who = handler_id if self._is_known(handler_id) else UNKNOWN
        before = self._begin(who)
        try:
            result = attempt()
        except SignInError:
            raise
        except BaseException:
            self._keep(who, before)
            raise
        self._keep(who, before.succeeded())
        return result

    def waiting(self) -> Mapping[str, int]:
        """Return the wrong passphrases by id where there are any."""
        with self._book.opened() as book:
            return {who: tries.failures for who, tries in book.items() if tries.failures}

    def clear(self, handler_id: str) -> None:
        """Let the person go on at once; what was not logged yet still will be."""
        with self._book.opened() as book:
            book[handler_id] = book.get(handler_id, Tries()).succeeded()

    def _begin(self, who: str) -> Tries:
        now, monotonic = self._clock.now(), self._clock.monotonic()
        with self._book.opened() as book:
            tries = book.get(who, Tries()).seen(now, monotonic)
            book[who] = tries
            if who != UNKNOWN and tries.is_stopped:
                raise _stopped(tries.failures)
            wait = tries.wait_s(now, monotonic)
            if wait > 0:
                raise _too_soon(tries.failures, wait)
            book[who] = tries.failed(now, monotonic)
            return tries

    def _keep(self, who: str, tries: Tries) -> None:
        with self._book.opened() as book:
            book[who] = tries
            if tries.failures == 0:  # somebody who belongs here stands at the keyboard
                book[UNKNOWN] = book.get(UNKNOWN, Tries()).succeeded()


def log_tries(book: TryBook, audit: AuditTrail, transactions: Transactions, clock: Clock) -> None:
    """Bring what happened before anybody was signed in into the operation log.

    Cut off in the middle, it is logged again at the next sign-in rather than not at all.
    """
    with book.opened() as records:
        unlogged = {who: tries for who, tries in records.items() if tries.unlogged}
        if not unlogged:
            return
        with joined(transactions):
            for who, tries in unlogged.items():
                audit.append(
                    "system" if who == UNKNOWN else who,
                    "sign_in_refused",
                    at=clock.now(),
                    n={"times": tries.unlogged},
                    happened_at=tries.at,
                )
        for who, tries in unlogged.items():
            records[who] = replace(tries, unlogged=0)


def _too_soon(failures: int, wait_s: float) -> NotNowError:
    return NotNowError(
        _(
            "{n} wrong passphrases: please wait {seconds} seconds.",
            n=failures,
            seconds=math.ceil(wait_s),
        ),
        _("Then try again, or ask the handling manager to clear the wait."),
    )


def _stopped(failures: int) -> NotNowError:
    return NotNowError(
        _("{n} wrong passphrases: this id is stopped.", n=failures),
        _("The handling manager can clear it. Nothing was lost."),
    )
