"""The survey's tables. No row holds a person, a time finer than the day, or an order of sheets."""

from typing import Final

from venue_kiosk.api import MigrationSet

# A batch that was taken out stays as a number ('out'), which is never used again: what another
# lane still holds of it must not mean a later one.
MIGRATIONS: Final = MigrationSet(
    "survey",
    (
        (
            "desk",
            """
            CREATE TABLE survey_forms (
                form_id TEXT NOT NULL,
                version TEXT NOT NULL,
                content BLOB NOT NULL,
                PRIMARY KEY (form_id, version)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE survey_batches (
                batch_id INTEGER PRIMARY KEY,
                form_id TEXT NOT NULL,
                version TEXT NOT NULL,
                session_no INTEGER NOT NULL,
                source TEXT NOT NULL CHECK (source IN ('files', 'camera', 'keys')),
                day TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('reading', 'read', 'locked', 'out'))
            ) STRICT;
            CREATE TABLE survey_pages (
                page_key TEXT PRIMARY KEY,
                batch_id INTEGER NOT NULL,
                place TEXT NOT NULL,
                status TEXT NOT NULL,
                sealed BLOB NOT NULL,
                sample INTEGER NOT NULL DEFAULT 0,
                UNIQUE (batch_id, place)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE survey_crops (
                page_key TEXT NOT NULL,
                answer_key TEXT NOT NULL,
                sealed BLOB NOT NULL,
                PRIMARY KEY (page_key, answer_key)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE survey_doubts (
                page_key TEXT NOT NULL,
                answer_key TEXT NOT NULL,
                batch_id INTEGER NOT NULL,
                question_no INTEGER NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('page', 'choice', 'number', 'text')),
                done INTEGER NOT NULL DEFAULT 0,
                lane TEXT,
                PRIMARY KEY (page_key, answer_key)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE survey_seconds (
                page_key TEXT NOT NULL,
                answer_key TEXT NOT NULL,
                batch_id INTEGER NOT NULL,
                same INTEGER NOT NULL,
                handler_id TEXT NOT NULL,
                PRIMARY KEY (page_key, answer_key)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE survey_counts (
                session_no INTEGER NOT NULL,
                form_id TEXT NOT NULL,
                what TEXT NOT NULL,
                n INTEGER NOT NULL CHECK (n >= 0),
                words TEXT NOT NULL DEFAULT '',
                PRIMARY KEY (session_no, form_id, what)
            ) STRICT, WITHOUT ROWID;
            """,
        ),
    ),
)
