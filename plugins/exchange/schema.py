"""The plugin's own tables; ``exchange_steps`` is what can be taken back."""

from typing import Final

from venue_kiosk.api import MigrationSet

MIGRATIONS: Final = MigrationSet(
    "exchange",
    (
        (
            "tables and seats",
            """
            CREATE TABLE exchange_plans (
                session_no INTEGER PRIMARY KEY,
                revision INTEGER NOT NULL,
                rounds INTEGER NOT NULL,
                seed INTEGER NOT NULL,
                budget INTEGER NOT NULL,
                moves_made INTEGER NOT NULL,
                input_sha256 TEXT NOT NULL,
                is_stale INTEGER NOT NULL,
                at TEXT NOT NULL
            ) STRICT;
            CREATE TABLE exchange_rounds (
                session_no INTEGER NOT NULL,
                round_no INTEGER NOT NULL,
                announced_at TEXT NOT NULL,
                PRIMARY KEY (session_no, round_no)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exchange_tables (
                session_no INTEGER NOT NULL,
                table_no INTEGER NOT NULL,
                seats INTEGER NOT NULL,
                use TEXT NOT NULL CHECK (use IN ('open', 'spare', 'closed')),
                accessible_seats INTEGER NOT NULL,
                accessible_taken INTEGER NOT NULL,
                host TEXT NOT NULL CHECK (host IN ('staff', 'missing', 'guest')),
                guest_host INTEGER,
                PRIMARY KEY (session_no, table_no)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exchange_seats (
                session_no INTEGER NOT NULL,
                round_no INTEGER NOT NULL,
                attendee_id INTEGER NOT NULL,
                table_no INTEGER NOT NULL,
                PRIMARY KEY (session_no, round_no, attendee_id)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exchange_pins (
                session_no INTEGER NOT NULL,
                round_no INTEGER NOT NULL,
                attendee_id INTEGER NOT NULL,
                table_no INTEGER NOT NULL,
                PRIMARY KEY (session_no, round_no, attendee_id)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exchange_rules (
                session_no INTEGER NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('together', 'apart')),
                set_no INTEGER NOT NULL,
                attendee_id INTEGER NOT NULL,
                PRIMARY KEY (session_no, kind, set_no, attendee_id)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exchange_gone (
                session_no INTEGER NOT NULL,
                attendee_id INTEGER NOT NULL,
                PRIMARY KEY (session_no, attendee_id)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE exchange_steps (
                step_id INTEGER PRIMARY KEY,
                session_no INTEGER NOT NULL,
                at TEXT NOT NULL,
                handler_id TEXT NOT NULL,
                act TEXT NOT NULL,
                differences TEXT NOT NULL
            ) STRICT;
            CREATE TABLE exchange_counts (
                session_no INTEGER NOT NULL,
                what TEXT NOT NULL,
                n INTEGER NOT NULL,
                PRIMARY KEY (session_no, what)
            ) STRICT, WITHOUT ROWID;
            """,
        ),
    ),
)
