"""「事故かもしれない」: a report at once, its timeline drafted from the log; and inspections."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from plugins.custody.messages import _
from plugins.custody.store import CustodyStore
from venue_kiosk.api import (
    Kiosk,
    LogMoment,
    NotPermittedError,
    Task,
    UsageError,
    check_document,
    require,
    require_listed,
)

KINDS: Final = (
    *("leak", "loss", "damage", "misdelivery", "theft", "intrusion", "misuse", "risk", "breach"),
)
"""漏えい, 滅失, き損, 誤送付, 盗難, 不正アクセス, 目的外利用, そのおそれ, 特記事項の違反."""
DEVICE_STATES: Final = ("locked", "in_use", "off", "not_concerned")
"""How the laptop was when it happened."""
RESULTS: Final = ("nothing_found", "points_raised")
_BEFORE: Final = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What is known at once; everything else is written on the printed form by hand."""

    kind: str
    happened_at: dt.datetime
    device: str
    people: int | None = None
    """How many people may be concerned; nothing while it is being looked into."""


class ReportBook:
    """Incident and inspection reports of one event."""

    def __init__(self, kiosk: Kiosk, store: CustodyStore) -> None:
        self._kiosk = kiosk
        self._store = store

    def report_incident(self, incident: Incident, *, of: str = "") -> str:
        """Record a report and return its number; ``of`` continues an earlier one.

        Everybody who may sign in may report, in every state: silence would be worse.

        Raises:
            UsageError: an unknown kind or state, a time ahead, a number that cannot be.
            NotPermittedError: an auditor reports to the contractor instead.
        """
        if self._kiosk.handler.party == "client":
            raise NotPermittedError(_("Tell the handling manager; the contractor reports."))
        require_listed(incident.kind, KINDS)
        require_listed(incident.device, DEVICE_STATES)
        earlier = {no for no, *_rest in self._store.reports("incident")}
        now, who = self._kiosk.clock.now(), self._kiosk.handler.handler_id
        people = incident.people
        if incident.happened_at > now or (people is not None and people < 0):
            raise UsageError(_("The time lies ahead, or the number cannot be."))
        if of and of not in earlier:
            raise UsageError(_("There is no report {no}.", no=of))
        no = of or f"{self._kiosk.programme.number3}-{len(earlier) + 1}"
        form = {
            "kind": incident.kind,
            "happened_at": incident.happened_at.isoformat(),
            "device": incident.device,
            "people": people,
        }
        with self._kiosk.tables.transaction():
            self._store.add_report("incident", no, form, at=now, who=who)
            self._kiosk.log.record("incident", why=incident.kind)
        return no

    def incidents(self) -> Sequence[tuple[str, str, str, Mapping[str, object]]]:
        """Return number, time, handler and form of every report, oldest first."""
        return self._store.reports("incident")

    def timeline(self, no: str) -> Sequence[LogMoment]:
        """Return what the log says from an hour before an incident on; no person in it.

        Raises:
            NotPermittedError: the handler may not see the log.
            UsageError: there is no such report.
        """
        require(self._kiosk.handler, Task.SEE_LOG)
        forms = [form for number, _at, _who, form in self.incidents() if number == no]
        if not forms:
            raise UsageError(_("There is no report {no}.", no=no))
        first = min(dt.datetime.fromisoformat(str(form["happened_at"])) for form in forms)
        return self._kiosk.log.since(first - _BEFORE)

    def record_inspection(self, document: str, result: str, *, points: int = 0) -> None:
        """Record that the ward looked into the handling (立入調査), once a fiscal year at least.

        Raises:
            NotPermittedError: the handler may not.
            UsageError: no document number, an unknown result, or a number that cannot be.
        """
        require(self._kiosk.handler, Task.KEEP_CUSTODY)
        require_listed(result, RESULTS)
        if not check_document(document) or points < 0 or (points > 0) != (result != RESULTS[0]):
            raise UsageError(
                _("A document number is needed, and points only where some were raised.")
            )
        now, who = self._kiosk.clock.now(), self._kiosk.handler.handler_id
        with self._kiosk.tables.transaction():
            form = {"result": result, "points": points}
            self._store.add_report("inspection", document.strip(), form, at=now, who=who)
            self._kiosk.log.record("inspection", n={"points": points}, why=document.strip())

    def inspections(self) -> Sequence[tuple[str, str, str, Mapping[str, object]]]:
        """Return document, time, handler and form of every inspection, oldest first."""
        return self._store.reports("inspection")
