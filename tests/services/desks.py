"""Admission desks on an event of a test's, and what the vault holds afterwards."""

import json
from contextlib import contextmanager

from venue_kiosk.domain.admission import Counts
from venue_kiosk.services.admission import AdmissionDesk
from venue_kiosk.testing import sample_application

RECEPTION = "H-03"
MANAGER = "H-02"
OPEN_NOW = "SELECT count(*) FROM core_check_ins WHERE revoked_at IS NULL"


class Listening:
    """What plugins would do: object, greet, and remember what they heard."""

    def __init__(self, objections=()):
        self.objections = tuple(objections)
        self.heard = []

    def judge_check_in(self, attendee, at):
        return self.objections

    def greetings(self, attendee):
        return ()

    def checked_in(self, attendee, check_in):
        self.heard.append(("in", attendee.attendee_id, check_in.check_in_id))

    def check_in_revoked(self, attendee, check_in):
        self.heard.append(("out", attendee.attendee_id, check_in.check_in_id))


def desk_of(opened, *, listeners=None, stores=None):
    """Return a desk of the opened kiosk's that speaks to ``listeners``."""
    desk = opened.desk
    return AdmissionDesk(
        opened.programme,
        stores or desk._stores,
        listeners or Listening(),
        handler=opened.handler,
        lane=opened.lane,
        clock=opened.clock,
        tokens=desk._tokens,
    )


def person(venue, number=1, **changes):
    """Record one application; return the attendee."""
    [attendee] = venue.register(sample_application(number, **changes))
    return attendee


def scans(venue):
    """Return the codes of all recorded scans by nonce."""
    rows = venue.query("SELECT nonce, reason FROM core_scans")
    return {nonce: json.loads(reason)["code"] for nonce, reason in rows}


def dump(venue):
    """Return everything that every table of the vault holds, as text."""
    tables = venue.query("SELECT name FROM sqlite_master WHERE type = 'table'")
    return "\n".join(repr(venue.query(f"SELECT * FROM {name}")) for (name,) in tables)


def recount(venue, session_no=1):
    """Count a session by reading every row, without the kiosk's own queries."""
    people = {
        row[0]: row[1:]
        for row in venue.query(
            "SELECT attendee_id, channel, decision, preferred_sessions FROM core_attendees"
        )
    }

    def has_place(attendee_id):
        channel, decision, preferred = people[attendee_id]
        sessions = [int(number) for number in preferred.split(",") if number]
        asked = not sessions or session_no in sessions
        return channel != "walk_in" and decision == "accepted" and asked

    present = [
        attendee_id
        for attendee_id, number, revoked in venue.query(
            "SELECT attendee_id, session_no, revoked_at FROM core_check_ins"
        )
        if number == session_no and revoked is None
    ]
    return Counts(
        present=len(present),
        walk_ins=sum(people[each][0] == "walk_in" for each in present),
        accepted=sum(map(has_place, people)),
        accepted_present=sum(map(has_place, present)),
        capacity=venue.open().programme.places.capacity,
    )


@contextmanager
def pragma(opened, name, value):
    """Set one PRAGMA on a kiosk's connection for the length of a block."""
    database = opened.desk._stores.transactions
    [(before,)] = database.query(f"PRAGMA {name}")
    database.query(f"PRAGMA {name} = {value}")
    try:
        yield
    finally:
        database.query(f"PRAGMA {name} = {before}")
