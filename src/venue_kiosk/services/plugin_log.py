"""The operation log as plugins see it."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from venue_kiosk.domain.handler import Handler, Task
from venue_kiosk.ports import AuditTrail, Clock, Transactions
from venue_kiosk.services.joining import joined
from venue_kiosk.services.permission import require


class LogTrail(AuditTrail, Protocol):
    """The operation log with its lines."""

    def lines(self) -> Sequence[bytes]:
        """Return every line, oldest first, byte for byte."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LogMoment:
    """One line of the log as a timeline tells it; no reference to a person."""

    at: dt.datetime
    who: str
    act: str
    n: Mapping[str, int] = field(default_factory=dict)


class PluginAudit:
    """Adds lines for what a plugin did, each in a transaction of its own or the caller's."""

    def __init__(
        self, transactions: Transactions, log: LogTrail, *, handler: Handler, clock: Clock
    ) -> None:
        self._transactions = transactions
        self._log = log
        self._handler = handler
        self._clock = clock

    def record(self, act: str, *, n: Mapping[str, int] | None = None, why: str = "") -> None:
        """Add one line: a code, counts, a reason code; no names."""
        with joined(self._transactions):
            now = self._clock.now()
            self._log.append(self._handler.handler_id, act, at=now, n=n, why=why or None)

    def since(self, at: dt.datetime) -> Sequence[LogMoment]:
        """Return what the log says of the time from ``at`` on, oldest first.

        Raises:
            NotPermittedError: the handler may not see the log.
        """
        require(self._handler, Task.SEE_LOG)
        lines = (json.loads(line) for line in self._log.lines())
        moments = (
            LogMoment(
                at=dt.datetime.fromisoformat(line["at"]),
                who=line["who"],
                act=line["act"],
                n=line.get("n", {}),
            )
            for line in lines
        )
        # The log keeps whole seconds.
        return [each for each in moments if each.at >= at.replace(microsecond=0)]
