"""The values of custody's forms, for whoever sets them in type."""

from collections.abc import Iterator

import msgspec

from plugins.custody.incidents import ReportBook
from plugins.custody.ledger import PaperLedger
from plugins.custody.preflight import Preflight
from plugins.custody.settings import CustodySettings
from plugins.custody.slip import STAGES
from plugins.custody.store import CustodyStore
from venue_kiosk.api import Kiosk, Paper, Task


def compose_papers(
    kiosk: Kiosk,
    settings: CustodySettings,
    store: CustodyStore,
    *,
    preflight: Preflight,
    ledger: PaperLedger,
    reports: ReportBook,
) -> Iterator[Paper]:
    """Yield slips, check list, ledger, handlers, incidents and inspections as they stand."""
    for slip in store.slips():
        times = {stage.value: at.isoformat() for stage, at in zip(STAGES, slip.times, strict=False)}
        checks = [
            {"words": each.ja, "yes": each.code in slip.form.ticks} for each in settings.departure
        ]
        values = {
            **msgspec.to_builtins(slip.form),
            "approver": slip.approver,
            "times": times,
            "checks": checks,
            "people": sum(kiosk.register.count_by_decision().values()),
        }
        yield Paper(kind="carry_out_slip", number=slip.form.slip_no, values=values)
    answers = preflight.answers()
    yield Paper(
        kind="preflight",
        number=kiosk.clock.now().date().isoformat(),
        values={
            "day": kiosk.clock.now().date().isoformat(),
            "answers": [
                {"words": each.ja, "answer": answers.get(each.code)} for each in settings.preflight
            ],
        },
    )
    yield Paper(
        kind="paper_ledger",
        values={
            "counts": [
                {
                    "code": each.item.code,
                    "words": each.item.ja,
                    "balance": each.balance,
                    "counted": each.counted,
                    "locked": each.locked,
                    "place": each.place,
                }
                for each in ledger.counts()
            ],
            "entries": [
                dict(zip(("kind", "act", "n", "place", "at", "who"), each, strict=True))
                for each in store.ledger()
            ],
        },
    )
    yield Paper(kind="handlers", values={"handlers": _handlers(kiosk), "places": _places(kiosk)})
    for number, (no, at, who, form) in enumerate(reports.incidents(), 1):
        may_see = kiosk.handler.may(Task.SEE_LOG)
        timeline = [
            {"at": each.at.isoformat(), "who": each.who, "act": each.act, "n": dict(each.n)}
            for each in (reports.timeline(no) if may_see else ())
        ]
        values = {"at": at, "who": who, "report": number, **form, "timeline": timeline}
        yield Paper(kind="incident", number=no, values=values)
    for no, at, who, form in reports.inspections():
        yield Paper(kind="inspection", number=no, values={"at": at, "who": who, **form})


def _handlers(kiosk: Kiosk) -> list[object]:
    return [msgspec.to_builtins(each) for each in kiosk.programme.handlers]


def _places(kiosk: Kiosk) -> list[object]:
    return [msgspec.to_builtins(each) for each in kiosk.programme.designated]
