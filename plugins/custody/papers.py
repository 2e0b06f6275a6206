"""The values of custody's forms, for whoever sets them in type."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from plugins.custody.incidents import ReportBook
from plugins.custody.ledger import PaperCount, PaperLedger
from plugins.custody.preflight import Preflight
from plugins.custody.settings import CustodySettings
from plugins.custody.slip import STAGES, Slip
from plugins.custody.store import CustodyStore
from venue_kiosk.api import Kiosk, Paper, Task

_ENTRY = ("kind", "act", "n", "place", "at", "who")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDesk:
    """Puts the forms together as they stand now."""

    kiosk: Kiosk
    settings: CustodySettings
    store: CustodyStore
    preflight: Preflight
    ledger: PaperLedger
    reports: ReportBook

    def compose(self) -> Iterator[Paper]:
        """Yield slips, check list, ledger, handlers, incidents and inspections."""
        people = sum(self.kiosk.register.count_by_decision().values())
        for slip in self.store.slips():
            yield self._slip(slip, people)
        for day in self.preflight.days():
            yield self._preflight(day)
        yield self._ledger()
        programme = self.kiosk.programme
        values = {
            "handlers": [msgspec.to_builtins(each) for each in programme.handlers],
            "places": [msgspec.to_builtins(each) for each in programme.designated],
        }
        yield Paper(kind="handlers", values=values)
        yield from self._incidents()
        for no, at, who, form in self.reports.inspections():
            yield Paper(kind="inspection", number=no, values={"at": at, "who": who, **form})

    def _slip(self, slip: Slip, people: int) -> Paper:
        checks = [
            {"words": each.ja, "yes": each.code in slip.form.ticks}
            for each in self.settings.departure
        ]
        times = {stage.value: at.isoformat() for stage, at in zip(STAGES, slip.times, strict=False)}
        values = {
            **msgspec.to_builtins(slip.form),
            "approver": slip.approver,
            "times": times,
            "checks": checks,
            "people": people,
        }
        return Paper(kind="carry_out_slip", number=slip.form.slip_no, values=values)

    def _preflight(self, of: dt.date) -> Paper:
        day, given = of.isoformat(), self.preflight.answers(of)
        answers = [
            {"words": each.ja, "answer": given.get(each.code)} for each in self.settings.preflight
        ]
        return Paper(kind="preflight", number=day, values={"day": day, "answers": answers})

    def _ledger(self) -> Paper:
        entries = [dict(zip(_ENTRY, each, strict=True)) for each in self.store.ledger()]
        counts = [_count(each) for each in self.ledger.counts()]
        return Paper(kind="paper_ledger", values={"counts": counts, "entries": entries})

    def _incidents(self) -> Iterator[Paper]:
        may_see = self.kiosk.handler.may(Task.SEE_LOG)
        for number, (no, at, who, form) in enumerate(self.reports.incidents(), 1):
            timeline = [
                {"at": each.at.isoformat(), "who": each.who, "act": each.act, "n": dict(each.n)}
                for each in (self.reports.timeline(no) if may_see else ())
            ]
            values = {"at": at, "who": who, "report": number, **form, "timeline": timeline}
            yield Paper(kind="incident", number=no, values=values)


def _count(count: PaperCount) -> dict[str, Any]:
    return {
        "code": count.item.code,
        "words": count.item.ja,
        "balance": count.balance,
        "counted": count.counted,
        "locked": count.locked,
        "place": count.place,
    }
