"""The survey's store: every answer and every crop sealed, rows under random names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from plugins.survey.desk.sealing import Seal
from plugins.survey.messages import _
from plugins.survey.reading_lines import Reading, parse_line, render_reading
from venue_kiosk.api import NotNowError, PluginTables, TokenSource

Source: TypeAlias = Literal["files", "camera", "keys"]
BatchState: TypeAlias = Literal["reading", "read", "locked", "out"]
DoubtKind: TypeAlias = Literal["page", "choice", "number", "text"]
WHOLE_PAGE: Final = "*"
"""Stands for the page where other doubts have a key."""
MARGIN: Final = "+"
"""Stands for what is written outside the answer places; a doubt of the kind ``text``."""
_NAME_OCTETS: Final = 8
_BATCH: Final = "batch_id, form_id, version, session_no, source, day, state"


@dataclass(frozen=True, slots=True)
class Batch:
    """Sheets of one session that came in together."""

    batch_id: int
    form_id: str
    version: str
    session_no: int
    source: Source
    day: str
    state: BatchState


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One page under its random name."""

    page_key: str
    reading: Reading
    sample: int = 0
    """Above 0: a second person enters it too; of keyed sheets the place in their pile."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing a person must decide."""

    page_key: str
    answer_key: str
    kind: DoubtKind


class SurveyStore:
    """The plugin's tables. Writes join the caller's transaction."""

    def __init__(self, tables: PluginTables, seal: Seal, tokens: TokenSource) -> None:
        self._tables = tables
        self._seal = seal
        self._tokens = tokens

    def keep_form(self, form_id: str, version: str, content: bytes) -> None:
        """Keep a questionnaire; the first one under a name and version stays."""
        self._tables.execute(
            "INSERT OR IGNORE INTO survey_forms (form_id, version, content) VALUES (?, ?, ?)",
            (form_id, version, content),
        )

    def form(self, form_id: str, version: str) -> bytes | None:
        """Return a questionnaire's definition."""
        rows = self._tables.query(
            "SELECT content FROM survey_forms WHERE form_id = ? AND version = ?", (form_id, version)
        )
        return bytes(rows[0][0]) if rows else None

    def begin_batch(
        self, form_id: str, version: str, *, session_no: int, source: Source, day: str
    ) -> int:
        """Begin a batch; return its number."""
        state = "read" if source == "keys" else "reading"
        self._tables.execute(
            "INSERT INTO survey_batches (form_id, version, session_no, source, day, state)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (form_id, version, session_no, source, day, state),
        )
        [(number,)] = self._tables.query("SELECT max(batch_id) FROM survey_batches")
        return int(number)

    def batches(self) -> Sequence[Batch]:
        """Return every batch, oldest first; those begun by hand once they have a page."""
        rows = self._tables.query(
            f"SELECT {_BATCH} FROM survey_batches AS batch WHERE state <> 'out'"
            " AND (source = 'files' OR EXISTS"
            " (SELECT 1 FROM survey_pages WHERE batch_id = batch.batch_id)) ORDER BY batch_id"
        )
        return [Batch(*row) for row in rows]

    def open_batches(self) -> Sequence[Batch]:
        """Return every batch that still takes pages, oldest first; empty ones too."""
        rows = self._tables.query(
            f"SELECT {_BATCH} FROM survey_batches WHERE state IN ('reading', 'read')"
            " ORDER BY batch_id"
        )
        return [Batch(*row) for row in rows]

    def batch(self, batch_id: int) -> Batch | None:
        """Return one batch; None once it was taken out."""
        rows = self._tables.query(
            f"SELECT {_BATCH} FROM survey_batches WHERE batch_id = ? AND state <> 'out'",
            (batch_id,),
        )
        return Batch(*rows[0]) if rows else None

    def move_batch(self, batch_id: int, state: BatchState) -> None:
        """Bring a batch into another state."""
        self._tables.execute(
            "UPDATE survey_batches SET state = ? WHERE batch_id = ?", (state, batch_id)
        )

    def drop_batch(self, batch_id: int) -> None:
        """Forget everything of a batch; its number is not used again."""
        self._tables.execute(
            "DELETE FROM survey_crops WHERE page_key IN"
            " (SELECT page_key FROM survey_pages WHERE batch_id = ?)",
            (batch_id,),
        )
        for table in ("pages", "doubts", "seconds"):
            self._tables.execute(f"DELETE FROM survey_{table} WHERE batch_id = ?", (batch_id,))
        self.move_batch(batch_id, "out")

    def find_page(self, batch_id: int, sha256: str, page_index: int) -> str | None:
        """Return under which name a page is in a batch: a batch goes on where it stopped."""
        rows = self._tables.query(
            "SELECT page_key FROM survey_pages WHERE batch_id = ? AND place = ?",
            (batch_id, self._place(sha256, page_index)),
        )
        return str(rows[0][0]) if rows else None

    def add_page(self, batch_id: int, reading: Reading, *, sample: int = 0) -> str:
        """Add a page under a random name, which is where it stands among the others."""
        page_key = self._tokens.octets(_NAME_OCTETS).hex()
        self._tables.execute(
            "INSERT INTO survey_pages (page_key, batch_id, place, status, sealed, sample)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                *(page_key, batch_id, self._place(reading.sha256, reading.page_index)),
                *(_status(reading), self._close(page_key, reading), sample),
            ),
        )
        return page_key

    def counted_like(self, batch: Batch) -> Sequence[str]:
        """Return the counted pages of a batch and of those beside it that are not locked."""
        rows = self._tables.query(
            "SELECT page_key FROM survey_pages JOIN survey_batches USING (batch_id)"
            " WHERE form_id = ? AND version = ? AND session_no = ?"
            " AND state IN ('reading', 'read') AND status IN ('read', 'review')",
            (batch.form_id, batch.version, batch.session_no),
        )
        return [str(page_key) for (page_key,) in rows]

    def replace_page(self, page_key: str, reading: Reading) -> None:
        """Put another reading in a page's place."""
        self._tables.execute(
            "UPDATE survey_pages SET status = ?, sealed = ? WHERE page_key = ?",
            (_status(reading), self._close(page_key, reading), page_key),
        )

    def drop_page(self, page_key: str) -> None:
        """Forget one page with its crops and doubts; what a second person found stays counted."""
        for table in ("pages", "crops", "doubts"):
            self._tables.execute(f"DELETE FROM survey_{table} WHERE page_key = ?", (page_key,))

    def page(self, page_key: str) -> Reading:
        """Return a page's reading.

        Raises:
            NotNowError: its sheet was taken back.
        """
        rows = self._tables.query(
            "SELECT page_key, sealed FROM survey_pages WHERE page_key = ?", (page_key,)
        )
        for row in rows:
            return self._open(*row)
        raise NotNowError(_("This sheet was taken back."), _("Go on with the next one."))

    def pages(self, batch_id: int, *, sample: bool = False) -> Iterator[StoredPage]:
        """Yield a batch's pages in the order of their random names."""
        rows = self._tables.query(
            "SELECT page_key, sealed, sample FROM survey_pages WHERE batch_id = ? AND sample >= ?"
            " ORDER BY page_key",
            (batch_id, sample),
        )
        for page_key, sealed, taken in rows:
            yield StoredPage(page_key, self._open(page_key, sealed), taken)

    def sample(self, page_key: str) -> int:
        """Return whether a second person enters a page too: see ``StoredPage.sample``."""
        rows = self._tables.query("SELECT sample FROM survey_pages WHERE page_key = ?", (page_key,))
        return int(rows[0][0]) if rows else 0

    def last_sample(self, batch_id: int) -> int:
        """Return how many keyed sheets lie in the second person's pile."""
        [(last,)] = self._tables.query(
            "SELECT coalesce(max(sample), 0) FROM survey_pages WHERE batch_id = ?", (batch_id,)
        )
        return int(last)

    def count_pages(self, batch_id: int) -> dict[str, int]:
        """Return how many pages have which status."""
        return dict(
            self._tables.query(
                "SELECT status, count(*) FROM survey_pages WHERE batch_id = ? GROUP BY status",
                (batch_id,),
            )
        )

    def keep_crop(self, page_key: str, answer_key: str, picture: bytes) -> None:
        """Keep the picture of one answer."""
        place = f"crop {page_key} {answer_key}"
        self._tables.execute(
            "INSERT OR REPLACE INTO survey_crops (page_key, answer_key, sealed) VALUES (?, ?, ?)",
            (page_key, answer_key, self._seal.close(picture, place=place)),
        )

    def crop(self, page_key: str, answer_key: str) -> bytes | None:
        """Return the picture of one answer."""
        rows = self._tables.query(
            "SELECT sealed FROM survey_crops WHERE page_key = ? AND answer_key = ?",
            (page_key, answer_key),
        )
        place = f"crop {page_key} {answer_key}"
        return self._seal.open(bytes(rows[0][0]), place=place) if rows else None

    def drop_crops(self, batch_id: int) -> int:
        """Forget every picture of a batch; return how many."""
        return self._tables.execute(
            "DELETE FROM survey_crops WHERE page_key IN"
            " (SELECT page_key FROM survey_pages WHERE batch_id = ?)",
            (batch_id,),
        )

    def keep_number(self, session_no: int, form_id: str, what: str, *, n: int, words: str) -> None:
        """Keep what somebody counted by hand, with their words."""
        self._tables.execute(
            "INSERT OR REPLACE INTO survey_counts (session_no, form_id, what, n, words)"
            " VALUES (?, ?, ?, ?, ?)",
            (session_no, form_id, what, n, words),
        )

    def number(self, session_no: int, form_id: str, what: str) -> tuple[int | None, str]:
        """Return what somebody counted by hand, with their words."""
        rows = self._tables.query(
            "SELECT n, words FROM survey_counts WHERE session_no = ? AND form_id = ? AND what = ?",
            (session_no, form_id, what),
        )
        return (int(rows[0][0]), str(rows[0][1])) if rows else (None, "")

    def _place(self, sha256: str, page_index: int) -> str:
        return self._seal.name(f"{sha256} {page_index}")

    def _close(self, page_key: str, reading: Reading) -> bytes:
        return self._seal.close(render_reading(reading), place=f"page {page_key}")

    def _open(self, page_key: str, sealed: bytes) -> Reading:
        return parse_line(self._seal.open(bytes(sealed), place=f"page {page_key}"))


def _status(reading: Reading) -> str:
    """Return what became of a page, as a clerk sees it."""
    return "duplicate" if reading.is_duplicate else reading.status
