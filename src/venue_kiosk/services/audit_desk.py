"""The operation log for those who may see it: lines, check, slips, export; never a name."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from venue_kiosk.domain.audit_check import (
    Anchor,
    CertifiedLog,
    Finding,
    LogCheck,
    check_log,
)
from venue_kiosk.domain.audit_line import LineError, LogLine, parse_line
from venue_kiosk.domain.handler import Handler, Task
from venue_kiosk.domain.paper_slip import PrintedSlip, recorded_slips
from venue_kiosk.domain.programme import Programme
from venue_kiosk.domain.signatures import PublicKey
from venue_kiosk.ports import Clock, LogStore, Transactions, Typesetter
from venue_kiosk.services.joining import joined
from venue_kiosk.services.permission import require
from venue_kiosk.services.slips import TEMPLATE, slip_values
from venue_kiosk.services.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class Shown:
    """One line as it is shown; ``line`` is missing when its bytes are not readable."""

    number: int
    """Counted from 1."""
    line: LogLine | None


class AuditDesk:
    """What the auditor, the manager and the security officer may do with the log."""

    def __init__(
        self,
        programme: Programme,
        log: LogStore,
        transactions: Transactions,
        *,
        handler: Handler,
        clock: Clock,
        typesetter: Typesetter,
        texts: Path,
    ) -> None:
        self._programme = programme
        self._log = log
        self._transactions = transactions
        self._handler = handler
        self._clock = clock
        self._typesetter = typesetter
        self._texts = texts

    def lines(self) -> Sequence[Shown]:
        """Return every line, oldest first.

        Raises:
            NotPermittedError: the role may not see the log.
        """
        require(self._handler, Task.SEE_LOG)
        return show_lines(self._log.lines())

    def verify(
        self,
        anchors: Sequence[Anchor] = (),
        *,
        fingerprint: str | None = None,
        certified: CertifiedLog | None = None,
    ) -> LogCheck:
        """Check the log under the event's own key and against paper slips, and every table.

        Raises:
            NotPermittedError: the role may not see the log.
        """
        check = check_log(
            self.export(),
            PublicKey.parse(self.public_key_pem()),
            fingerprint=fingerprint,
            anchors=anchors,
            certified=certified,
        )
        # What opening the event looked at too: it may have been open for hours.
        altered = self._log.altered_tables()
        check.problems.extend(Finding("old_rows", member=table) for table in altered)
        return check

    def slips(self) -> Sequence[PrintedSlip]:
        """Return the opening slip and every midday slip, oldest first.

        Raises:
            NotPermittedError: the role may not see the log.
        """
        require(self._handler, Task.SEE_LOG)
        return recorded_slips(self._log.lines())

    def newest_slip_at(self) -> dt.datetime | None:
        """Return when the last slip was made while the event ran; the opening slip is none of them.

        Nothing for whoever may not see the log.
        """
        if not self._handler.may(Task.SEE_LOG):
            return None
        return max((each.at for each in self.slips() if each.kind != "opening"), default=None)

    def make_midday_slip(self) -> PrintedSlip:
        """Record a slip for the ward's sheet of paper and return it.

        Raises:
            NotPermittedError: the role may not see the log.
        """
        require(self._handler, Task.SEE_LOG)
        with joined(self._transactions):
            self._log.record_slip("midday", self._handler.handler_id, at=self._clock.now())
        return self.slips()[-1]

    def slip_pdf(self, slip: PrintedSlip) -> bytes:
        """Return a slip on paper.

        Raises:
            ConfigError: the template is missing or wrong.
        """
        return self._typesetter.pdf(self._texts / TEMPLATE, slip_values(slip, self._programme))

    def write_slip(self, slip: PrintedSlip, path: Path) -> None:
        """Write a slip's PDF, in the place of one of the same name, all of it or nothing.

        Raises:
            ConfigError: the template is missing or wrong.
            NotNowError: the disk does not take the file; an older one is untouched.
        """
        write_whole(path, self.slip_pdf(slip))

    def export(self) -> bytes:
        """Return the log as a file, byte for byte; the seal comes only at the very end.

        Raises:
            NotPermittedError: the role may not see the log.
        """
        require(self._handler, Task.SEE_LOG)
        return b"".join(line + b"\n" for line in self._log.lines())

    def record_export(self) -> None:
        """Log that a copy of the log leaves the kiosk.

        Raises:
            NotPermittedError: the role may not see the log.
        """
        require(self._handler, Task.SEE_LOG)
        with joined(self._transactions):
            self._log.append(self._handler.handler_id, "log_exported", at=self._clock.now())

    def public_key_pem(self) -> bytes:
        """Return the event's public key as a file."""
        return self._log.public_key_pem()


def show_lines(lines: Sequence[bytes]) -> Sequence[Shown]:
    """Return lines to be shown, also those that are not readable any more."""
    return [Shown(number, _parsed(line)) for number, line in enumerate(lines, 1)]


def select(
    shown: Sequence[Shown], *, day: dt.date | None = None, act: str | None = None
) -> Sequence[Shown]:
    """Return the lines of one day, or of one kind of act, or of both.

    A line that is not readable is never left out.
    """
    return [
        each
        for each in shown
        if each.line is None
        or ((day is None or each.line.at.date() == day) and (act is None or each.line.act == act))
    ]


def count_acts(shown: Sequence[Shown]) -> Mapping[str, int]:
    """Return how often each act stands in the log, the most frequent first."""
    return dict(Counter(each.line.act for each in shown if each.line).most_common())


def days_of(shown: Sequence[Shown]) -> Sequence[dt.date]:
    """Return the days on which something was recorded, oldest first."""
    return sorted({each.line.at.date() for each in shown if each.line})


def _parsed(line: bytes) -> LogLine | None:
    try:
        return parse_line(line)
    except LineError:
        return None
