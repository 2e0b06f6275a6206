"""The session's counts as a list for the ward: how many tables, people and moves, nothing else."""

from typing import Final

from plugins.exchange.store import ExchangeStore
from venue_kiosk.api import HandOverList, ListColumn, Material, Paper, Papers

_WORDS: Final = {
    "people": "班分けした人数",
    "tables": "使った机の数",
    "seated_late": "案内のあとに席についた人数",
    "moved_after_announcing": "案内のあとに机を移った延べ人数",
    "blue": "色カード（あお）の枚数",
    "yellow": "色カード（きいろ）の枚数",
    "card_tables": "色カードで分けた机の数",
}
_TITLES: Final = ("回", "内容", "数")


def compose_material(store: ExchangeStore) -> Material:
    """Return every count of every session; a count of one round is named with it."""
    rows = [
        (f"第{session_no}回", _words(what), str(n)) for session_no, what, n in store.all_counts()
    ]
    columns = tuple(ListColumn(title, "exchange_count") for title in _TITLES)
    return Material(lists=(HandOverList(title="交流会の集計", columns=columns, rows=tuple(rows)),))


def compose_numbers(store: ExchangeStore, *, sessions: int) -> Papers:
    """Return the same counts for the performance report."""
    facts = [
        (f"第{session_no}回 {_words(what)}" if sessions > 1 else _words(what), n)
        for session_no, what, n in store.all_counts()
    ]
    values = {"title": "交流会", "facts": facts}
    return Papers((Paper(kind="totals", number="exchange", values=values),) if facts else ())


def _words(what: str) -> str:
    name, _colon, number = what.partition(":")
    return _WORDS.get(name, name) + (f"（交流会 {number}回目）" if number else "")
