"""What is still to be decided, shared by all lanes, and what a second person entered again."""

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.survey.desk.store import Doubt, DoubtKind
from venue_kiosk.api import PluginTables


@dataclass(frozen=True, slots=True)
class SecondCount:
    """How a second entry compares."""

    compared: int
    mismatched: int


class DoubtList:
    """Doubts, page-level ones first, then question by question. Writes join a transaction."""

    def __init__(self, tables: PluginTables, lane: str) -> None:
        self._tables = tables
        self._lane = lane

    def add(self, doubt: Doubt, *, batch_id: int, question_no: int) -> None:
        """Add one; it stays when it is there already."""
        self._tables.execute(
            "INSERT OR IGNORE INTO survey_doubts"
            " (page_key, answer_key, batch_id, question_no, kind) VALUES (?, ?, ?, ?, ?)",
            (doubt.page_key, doubt.answer_key, batch_id, question_no, doubt.kind),
        )

    def next(self, batch_id: int) -> Doubt | None:
        """Claim and return the next one that no other lane is at, or else any that is left."""
        rows = self._tables.query(
            "SELECT page_key, answer_key, kind FROM survey_doubts"
            " WHERE batch_id = ? AND NOT done"
            " ORDER BY lane IS NOT NULL AND lane <> ?, question_no, answer_key, page_key LIMIT 1",
            (batch_id, self._lane),
        )
        if not rows:
            return None
        doubt = Doubt(*rows[0])
        self._tables.execute(
            "UPDATE survey_doubts SET lane = ? WHERE page_key = ? AND answer_key = ?",
            (self._lane, doubt.page_key, doubt.answer_key),
        )
        return doubt

    def release(self) -> None:
        """Let other lanes have what this lane looked at last."""
        self._tables.execute("UPDATE survey_doubts SET lane = NULL WHERE lane = ?", (self._lane,))

    def settle(self, doubt: Doubt) -> bool:
        """Take one off the list; False when another lane was quicker."""
        changed = self._tables.execute(
            "UPDATE survey_doubts SET done = 1 WHERE page_key = ? AND answer_key = ? AND NOT done",
            (doubt.page_key, doubt.answer_key),
        )
        return changed == 1

    def settle_page(self, page_key: str) -> Sequence[str]:
        """Take everything of a page off the list; return the keys that were open."""
        rows = self._tables.query(
            "SELECT answer_key FROM survey_doubts WHERE page_key = ? AND NOT done", (page_key,)
        )
        self._tables.execute("UPDATE survey_doubts SET done = 1 WHERE page_key = ?", (page_key,))
        return [str(key) for (key,) in rows]

    def reopen(self, page_key: str, answer_keys: Sequence[str]) -> None:
        """Put keys of a page on the list again, for this lane first."""
        for key in answer_keys:
            self._tables.execute(
                "UPDATE survey_doubts SET done = 0, lane = ? WHERE page_key = ? AND answer_key = ?",
                (self._lane, page_key, key),
            )

    def left(self, batch_id: int) -> dict[DoubtKind, int]:
        """Return how many of each kind are open."""
        rows = self._tables.query(
            "SELECT kind, count(*) FROM survey_doubts WHERE batch_id = ? AND NOT done"
            " GROUP BY kind",
            (batch_id,),
        )
        return dict(rows)

    def record_second(
        self, page_key: str, answer_key: str, *, batch_id: int, same: bool, handler_id: str
    ) -> None:
        """Keep whether a second person saw the same."""
        self._tables.execute(
            "INSERT OR REPLACE INTO survey_seconds"
            " (page_key, answer_key, batch_id, same, handler_id) VALUES (?, ?, ?, ?, ?)",
            (page_key, answer_key, batch_id, same, handler_id),
        )

    def has_second(self, page_key: str, answer_key: str) -> bool:
        """Say whether a second person entered this already."""
        return bool(
            self._tables.query(
                "SELECT 1 FROM survey_seconds WHERE page_key = ? AND answer_key = ?",
                (page_key, answer_key),
            )
        )

    def seconds(self, batch_id: int) -> SecondCount:
        """Return how the second entry of a batch compares."""
        [(compared, same)] = self._tables.query(
            "SELECT count(*), coalesce(sum(same), 0) FROM survey_seconds WHERE batch_id = ?",
            (batch_id,),
        )
        return SecondCount(compared, compared - same)
