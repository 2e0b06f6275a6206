"""Every change and its line in the operation log stand together, or neither does."""

import pytest

from venue_kiosk.testing import MANAGER, passphrase_of, sample_application

MOST = 400
NO_CHANGE = {"search", "export", "lock", "unlock"}
"""What only leaves a line."""


class PlantedError(Exception):
    """What a planted fault raises."""


class BreakAt:
    """Breaks the vault at its ``number``-th statement after it was armed."""

    def __init__(self):
        self.left = -1

    def __call__(self, sql):
        self.left -= 1
        if self.left == 0:
            raise PlantedError(sql)


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["intake", "reception", "childcare"])


@pytest.fixture
def fault(venue):
    venue.before_statement = BreakAt()
    return venue.before_statement


@pytest.fixture
def day(venue):
    """People registered; nobody has come yet."""
    return venue.register(*(sample_application(n) for n in range(4)))


def deeds(venue, kiosk, people):
    """Return every kind of change of the host's services, in an order in which all succeed."""
    ticket = venue.ticket_of(people[0].attendee_id)
    desk, office = kiosk.desk, kiosk.applications
    return {
        "import": lambda: office.import_applications([sample_application(n) for n in (7, 8)]),
        "reissue": lambda: office.reissue_ticket(people[1].attendee_id),
        "withdraw": lambda: office.withdraw(people[3].attendee_id),
        "check-in": lambda: desk.check_in(ticket),
        "walk-in": lambda: office.register_walk_in(sample_application(9)),
        "override": lambda: desk.override(
            people[3].attendee_id, manager=kiosk.handler, why="ward_instruction"
        ),
        "revoke": lambda: desk.revoke(1, why="wrong_person"),
        "head count": lambda: kiosk.head_counts.record(1, counted=1),
        "midday slip": kiosk.audit.make_midday_slip,
        "export": kiosk.audit.record_export,
        "search": lambda: kiosk.register.record_search(queries=1, shown=1),
        "lock": lambda: kiosk.session_lock.lock("key"),
        "unlock": lambda: kiosk.session_lock.unlock(MANAGER, passphrase_of(MANAGER)),
        "hold": lambda: kiosk.life_cycle.hold("見本 第9号"),
        "release": lambda: kiosk.life_cycle.release("見本 第10号"),
    }


def state_of(venue):
    """Return the rows of every table, the log apart; the sums are of both."""
    with venue.look() as database:
        names = [
            name
            for (name,) in database.query(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
            )
        ]
        tables = {name: database.query(f"SELECT * FROM {name}") for name in names}
    del tables["core_row_sums"]
    lines = tables.pop("core_audit")
    return tables, [line for _seq, line in lines]


def break_everywhere(venue, fault, deed):
    """Break a deed at each of its statements until it stands; return what was and what is."""
    before = state_of(venue)
    for number in range(1, MOST):
        fault.left = number
        try:
            deed()
        except PlantedError:
            fault.left = -1
            if state_of(venue) == before:
                continue
            # Broken after its commit, while plugins were told: the deed stands.
        fault.left = -1
        return before, state_of(venue)
    return pytest.fail("it never came to its end")


def test_a_deed_broken_at_any_statement_leaves_neither_change_nor_line(venue, fault, day):
    with venue.open() as kiosk:
        for name, deed in deeds(venue, kiosk, day).items():
            (tables, lines), (new_tables, new_lines) = break_everywhere(venue, fault, deed)
            assert len(new_lines) > len(lines), name
            assert new_lines[: len(lines)] == lines, name
            only_a_line = name in NO_CHANGE or name == "midday slip"
            assert (new_tables == tables) == only_a_line, name


def test_a_line_that_cannot_be_written_takes_its_change_with_it(venue, day):
    refused = []

    def before_statement(sql):
        if "INTO core_audit" in sql and refused is not None:
            refused.append(sql)
            raise PlantedError

    with venue.open() as kiosk:
        for name, deed in deeds(venue, kiosk, day).items():
            before = state_of(venue)
            venue.before_statement = before_statement
            with pytest.raises(PlantedError):
                deed()
            venue.before_statement = lambda _sql: None
            assert state_of(venue) == before, name
            deed()
