"""What the templates print: the programme's head, and each report's own values."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from plugins.report.settings import ReportSettings
from venue_kiosk.api import Cycle, Paper, Programme, in_language, render_date, show_act

_ROLES: Final = ("security_officer", "handling_manager", "handler")
_SYSTEM: Final = "system"
"""Who the log names where the kiosk itself acted."""
_MOST_LINES: Final = 60
"""Lines of an incident's timeline that fit on its page; the rest is in the log."""


def compose_head(
    programme: Programme, settings: ReportSettings, *, today: dt.date
) -> dict[str, Any]:
    """Return what stands on every report."""
    contact, contract = programme.contact, programme.contract
    return {
        "sample": programme.sample,
        "today": render_date(today),
        "addressee": settings.addressee,
        "client": contact.client,
        "section": contact.section,
        "contractor": contact.contractor,
        "contractor_address": settings.contractor_address,
        "representative": settings.representative,
        "contract_title": contract.title,
        "contract_number": contract.number,
        "contract_ends": render_date(contract.ends),
        "programme": programme.title,
        "programme_number": programme.number3,
        "kind": programme.kind,
        "purpose": programme.purpose,
        "place": programme.venue.name,
        "sessions": [
            {
                "date": render_date(each.date),
                "from": each.starts.isoformat("minutes"),
                "until": each.ends.isoformat("minutes"),
            }
            for each in programme.sessions
        ],
        "clauses": {
            name: getattr(settings.profiles[contract.legal_profile], name)
            for name in settings.profiles[contract.legal_profile].__struct_fields__
        },
    }


def compose_handlers(programme: Programme) -> dict[str, Any]:
    """Return everybody by pseudonymous id; names are written by hand."""
    return {
        "handlers": [
            {
                "id": each.id,
                "role": each.role,
                "duties": list(each.duties),
                "trained": _day(each.trained),
                "reported": _day(each.reported),
                "document": each.report_document,
            }
            for each in programme.handlers
        ],
        "places": [
            {
                "name": each.name,
                "document": each.document,
                "date": _day(each.date),
                "opens": each.opens.isoformat("minutes"),
                "closes": each.closes.isoformat("minutes"),
            }
            for each in programme.designated
        ],
    }


def compose_handling(
    programme: Programme,
    totals: Mapping[str, Any],
    papers: Sequence[Paper],
    cycle: Cycle,
    *,
    log_lines: int,
    log_holds: bool,
) -> dict[str, Any]:
    """Return how the data was handled."""
    by_role = Counter(each.role for each in programme.handlers)
    trained = [each.trained for each in programme.handlers if each.role in _ROLES]
    slips = [each for each in papers if each.kind == "carry_out_slip"]
    return {
        "totals": totals,
        "roles": {role: by_role[role] for role in _ROLES},
        "trained": _day(max((each for each in trained if each), default=None)),
        "untrained": sum(each is None for each in trained),
        "store_address": programme.store_address,
        "approvals": [
            {"item": each.item, "document": each.document, "date": _day(each.date)}
            for each in programme.approvals
        ],
        "places": [each.name for each in programme.designated],
        "slips": [each.number for each in slips],
        "copies": sum(int(each.values["copies"]) for each in slips),
        "copy_documents": sorted(
            {each.values["copy_document"] for each in slips if each.values["copies"]}
        ),
        "log_lines": log_lines,
        "log_holds": log_holds,
        "incidents": [each.number for each in papers if each.kind == "incident"],
        "inspections": [each.number for each in papers if each.kind == "inspection"],
        "steps": {
            each.to.value: {"at": _moment(each.at.isoformat()), "document": each.document}
            for each in cycle.passed
        },
    }


def compose_paper(paper: Paper) -> dict[str, Any]:
    """Return one form's values with its times as people read them."""
    values = {"number": paper.number, **paper.values}
    for name in ("at", "happened_at"):
        if values.get(name):
            values[name] = _moment(values[name])
    if "day" in values:
        values["day"] = render_date(dt.date.fromisoformat(values["day"]))
    if "times" in values:
        values["times"] = {stage: _moment(at) for stage, at in values["times"].items()}
    if "entries" in values:
        values["entries"] = [{**each, "at": _moment(each["at"])} for each in values["entries"]]
    if "timeline" in values:
        values["last_operation"] = _last_operation(values["timeline"], paper.values["happened_at"])
        folded = _fold(values["timeline"])
        values["left_out"] = max(0, len(folded) - _MOST_LINES)
        values["timeline"] = folded[-_MOST_LINES:]
    return values


def _day(day: dt.date | None) -> str:
    return "" if day is None else render_date(day)


def _fold(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Put what one person did again and again into one line."""
    folded: list[dict[str, Any]] = []
    for line in lines:
        at, who, act = _moment(line["at"]), _who(line["who"]), _act(line["act"])
        if folded and (folded[-1]["who"], folded[-1]["act"]) == (who, act):
            folded[-1]["until"] = "" if at == folded[-1]["at"] else at.split(" ")[-1]
            folded[-1]["times"] += 1
        else:
            folded.append({"at": at, "until": "", "who": who, "act": act, "times": 1})
    return folded


def _last_operation(lines: Sequence[Mapping[str, Any]], happened_at: str) -> str | None:
    """Return when somebody last did something before it happened, as far as the log was read."""
    happened = dt.datetime.fromisoformat(happened_at)
    before = [
        line["at"]
        for line in lines
        if line["who"] != _SYSTEM and dt.datetime.fromisoformat(line["at"]) <= happened
    ]
    return _moment(before[-1]) if before else None


def _who(handler_id: str) -> str:
    return "キオスク" if handler_id == _SYSTEM else handler_id


def _act(code: str) -> str:
    """Return what was done in the ward's language."""
    with in_language("ja"):
        return show_act(code)


def _moment(text: str) -> str:
    """Return an ISO time as date and 24-hour clock, as staff read it."""
    at = dt.datetime.fromisoformat(text)
    return f"{render_date(at.date())} {at:%H:%M}"
