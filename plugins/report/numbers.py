"""The totals of one programme, ready to be shown to anybody: small cells are hidden."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from plugins.report.hiding import LEAST, hide_small
from venue_kiosk.api import Paper, Programme, ProgrammeTotals, SessionTotals, render_date

FORMAT: Final = "venue-totals/1"
_CHANNELS: Final = {"hagaki": "はがき", "fax": "FAX", "web": "申込フォーム"}
_CATEGORIES: Final = {"zaiju": "在住", "zaikin": "在勤", "zaigaku": "在学"}
_DECISIONS: Final = {
    "accepted": "決定",
    "waitlisted": "補欠",
    "not_selected": "落選",
    "withdrawn": "辞退",
    "undecided": "未定",
}


def compose_totals(
    programme: Programme, totals: ProgrammeTotals, papers: Sequence[Paper], *, frozen_at: str
) -> dict[str, Any]:
    """Return what JSON can hold; a hidden cell is ``None``, and no text comes from a person.

    Counts of capacity (places, accepted, who came) are shown as they are; everything that
    splits people further is hidden below five.
    """
    return {
        "format": FORMAT,
        "frozen_at": frozen_at,
        "programme": programme.title,
        "programme_number": programme.number3,
        "kind": programme.kind,
        "sample": programme.sample,
        "least": LEAST,
        "capacity": programme.places.capacity,
        "applications": sum(totals.by_channel.values()),
        "channels": _table(totals.by_channel, _CHANNELS),
        "categories": _table(totals.by_category, _CATEGORIES),
        "decisions": _table(totals.by_decision, _DECISIONS, known=(0,)),
        "promoted": None if 0 < totals.promoted < LEAST else totals.promoted,
        "organisations": totals.organisations,
        "completed": totals.completed,
        "childcare_wanted": list(totals.childcare_wanted),
        "sessions": [_session(programme, each) for each in totals.sessions],
        "parts": [_part(paper) for paper in papers if paper.kind == "totals"],
        "gaps": [paper.values["text"] for paper in papers if paper.kind == "gap"],
    }


def _session(programme: Programme, totals: SessionTotals) -> dict[str, Any]:
    return {
        "number": totals.session_no,
        "date": render_date(programme.session(totals.session_no).date),
        "accepted": totals.accepted,
        "attended": totals.attended,
        "absent": totals.accepted - totals.attended,
        "walk_ins": totals.walk_ins,
        "others": totals.present - totals.attended - totals.walk_ins,
        "present": totals.present,
        "categories": _table(totals.by_category, _CATEGORIES),
        "arrivals": _hidden([(f"{slot}0", n) for slot, n in totals.arrivals]),
    }


def _part(paper: Paper) -> dict[str, Any]:
    values = paper.values
    return {
        "plugin": paper.number,
        "title": values["title"],
        "facts": [[str(label), int(n)] for label, n in values.get("facts", ())],
        "tables": [
            {"title": each["title"], "rows": _hidden([(str(a), int(n)) for a, n in each["rows"]])}
            for each in values.get("tables", ())
        ],
    }


def _table(
    counts: Mapping[str, int], words: Mapping[str, str], *, known: Sequence[int] = ()
) -> list[list[Any]]:
    return _hidden([(word, counts.get(code, 0)) for code, word in words.items()], known=known)


def _hidden(rows: Sequence[tuple[str, int]], *, known: Sequence[int] = ()) -> list[list[Any]]:
    shown = hide_small([n for _label, n in rows], known=known)
    return [[label, n] for (label, _n), n in zip(rows, shown, strict=True)]
