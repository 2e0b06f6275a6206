"""The room's totals for the ward: as a list, and as numbers for its report."""

from collections.abc import Sequence
from typing import Final

from plugins.childcare.settings import ChildcareSettings
from plugins.childcare.store import ChildcareStore
from venue_kiosk.api import HandOverList, ListColumn, Material, Paper, Papers

_WORDS: Final = {
    "no_show": "予約して来られなかった数",
    "declined": "お預かりできなかった数",
    "cards_in": "託児カードを受け取った数",
    "cards_out": "託児カードをお返しした数",
    "cards_ledger": "管理簿に移した託児カードの数",
    "reserved": "予約の数",
    "closed": "終了の記録",
}
_TITLES: Final = ("回", "内容", "数")


def compose_material(settings: ChildcareSettings, store: ChildcareStore) -> Material:
    """Return every total of every session, in the words of the settings where they have any."""
    words = {each.code: each.ja for each in (*settings.bands, *settings.qualifications)} | _WORDS
    rows = [
        (f"第{session_no}回", words.get(what, words.get(what.split(":")[-1], what)), str(n))
        for session_no, what, n in store.all_totals()
    ]
    columns = tuple(ListColumn(title, "childcare_total") for title in _TITLES)
    return Material(lists=(HandOverList(title="託児の集計", columns=columns, rows=tuple(rows)),))


def compose_numbers(store: ChildcareStore, sessions: Sequence[int]) -> Papers:
    """Return what the performance report says of childcare."""
    facts: list[tuple[str, int]] = []
    for session_no in sessions:
        which = f"第{session_no}回 " if len(sessions) > 1 else ""
        totals = store.totals(session_no)
        facts.append((f"{which}お預かり", store.uses(session_no)))
        facts += [(which + _WORDS[what], totals.get(what, 0)) for what in ("no_show", "declined")]
    values = {"title": "託児", "facts": facts}
    return Papers((Paper(kind="totals", number="childcare", values=values),))
