"""Two lanes do anything in any order; a model of a few lines says what must come out."""

import json
import shutil
from dataclasses import dataclass

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.services.desks import MANAGER, RECEPTION, Listening, desk_of
from venue_kiosk.api import (
    AlreadyAdmitted,
    Application,
    Category,
    Channel,
    Counts,
    Decision,
    Handler,
    RefusedError,
    Withheld,
)
from venue_kiosk.testing import DOORS_OPEN, Venue, compose_programme, sample_application

CAPACITY, WALK_INS = 4, 2
DECISIONS = [*[Decision.ACCEPTED] * 4, *[d for d in Decision if d is not Decision.ACCEPTED]]
REFUSED = {
    Decision.WAITLISTED: "waitlisted",
    Decision.NOT_SELECTED: "not_selected",
    Decision.WITHDRAWN: "cancelled",
    Decision.UNDECIDED: "not_confirmed",
}
RELEASE_AFTER_S, REPEAT_S = 20 * 60, 5
LANES = st.sampled_from([0, 1])
PICK = st.integers(0, 10**6)


class PlantedError(Exception):
    """What a planted fault raises."""


@dataclass
class Person:
    """What the model knows of one person."""

    decision: Decision
    walk_in: bool = False
    inside: tuple[int, int, float] | None = None
    """Check-in, lane, second."""

    @property
    def has_place(self):
        return self.decision is Decision.ACCEPTED and not self.walk_in


def code_of(verdict):
    return "already_in" if isinstance(verdict, AlreadyAdmitted) else verdict.reason.code


def number_of(verdict):
    if isinstance(verdict, Withheld):
        return None
    check_in = verdict.first if isinstance(verdict, AlreadyAdmitted) else verdict.check_in
    return check_in.check_in_id


class DeskByChance(RuleBasedStateMachine):
    """Lanes A and B of one event."""

    venue: Venue
    manager: Handler
    runs = 0

    @initialize()
    def open_two_lanes(self):
        DeskByChance.runs += 1
        run = self.venue.folder / f"run-{self.runs}"
        shutil.copytree(self.venue.event, run)
        self.venue.clock.move_to(DOORS_OPEN)
        self.venue.before_statement = lambda _sql: None
        pristine, self.venue.event = self.venue.event, run
        self.opened = [self.venue.open(RECEPTION) for _lane in "AB"]
        self.venue.event = pristine
        self.heard = Listening()
        self.desks = [desk_of(each, listeners=self.heard) for each in self.opened]
        self.second = 0.0
        self.people = {n: Person(decision) for n, decision in enumerate(DECISIONS, 1)}
        self.rows: list[bool] = []
        self.answers: dict[str, tuple[str, int | None]] = {}
        self.nonces = iter(f"n{n}" for n in range(10**6))

    def teardown(self):
        for each in getattr(self, "opened", []):
            each.close()

    # -- the model -------------------------------------------------------------------------

    def counts(self):
        inside = [each for each in self.people.values() if each.inside]
        return Counts(
            present=len(inside),
            walk_ins=sum(each.walk_in for each in inside),
            accepted=sum(each.has_place for each in self.people.values()),
            accepted_present=sum(each.has_place for each in inside),
            capacity=CAPACITY,
        )

    def free_for_walk_ins(self):
        counts = self.counts()
        waited_for = counts.accepted - counts.accepted_present
        kept = waited_for if self.second < RELEASE_AFTER_S else 0
        return max(0, min(CAPACITY - counts.present - kept, WALK_INS - counts.walk_ins))

    def expected(self, person, lane):
        if person.inside:
            _number, at_lane, at_second = person.inside
            near = at_lane == lane and self.second - at_second < REPEAT_S
            return "repeat_same_desk" if near else "already_in"
        if person.decision in REFUSED:
            return REFUSED[person.decision]
        room = CAPACITY - self.counts().present
        return "ok" if (self.free_for_walk_ins() if person.walk_in else room) > 0 else "full"

    def settle(self, nonce, verdict, attendee_id, lane, code):
        assert code_of(verdict) == code
        person = self.people[attendee_id]
        if code in {"ok", "ok_forced"}:
            self.rows.append(code == "ok_forced")
            person.inside = (len(self.rows), lane, self.second)
        inside = code in {"ok", "ok_forced", "repeat_same_desk", "already_in"}
        assert number_of(verdict) == (person.inside[0] if inside else None)
        self.answers[nonce] = (code, number_of(verdict))

    def somebody(self, pick):
        return sorted(self.people)[pick % len(self.people)]

    def sql(self, lane, query, *values):
        return self.opened[lane].desk._stores.transactions.query(query, values)

    # -- what may happen -------------------------------------------------------------------

    @rule(pick=PICK, lane=LANES, way=st.sampled_from(["ticket", "number", "name"]))
    def check_in(self, pick, lane, way):
        attendee_id, nonce, desk = self.somebody(pick), next(self.nonces), self.desks[lane]
        code = self.expected(self.people[attendee_id], lane)
        if way == "name":
            verdict = desk.check_in_attendee(attendee_id, nonce=nonce)
        else:
            column = {"ticket": "digits", "number": "reception_no"}[way]
            [(payload,)] = self.sql(
                lane,
                f"SELECT {column} FROM core_attendees JOIN core_tickets USING (attendee_id)"
                " WHERE attendee_id = ? AND superseded_at IS NULL",
                attendee_id,
            )
            verdict = desk.check_in(payload, nonce=nonce)
        self.settle(nonce, verdict, attendee_id, lane, code)

    @rule(pick=PICK, lane=LANES)
    def let_in_by_the_manager(self, pick, lane):
        attendee_id, nonce = self.somebody(pick), next(self.nonces)
        code = self.expected(self.people[attendee_id], lane)
        refused = code not in {"ok", "repeat_same_desk", "already_in"}
        verdict = self.desks[lane].override(
            attendee_id, manager=self.manager, why="other", nonce=nonce
        )
        self.settle(nonce, verdict, attendee_id, lane, "ok_forced" if refused else code)

    @precondition(lambda self: any(each.inside for each in self.people.values()))
    @rule(pick=PICK, lane=LANES)
    def take_back(self, pick, lane):
        inside = [each for each in self.people.values() if each.inside]
        person = inside[pick % len(inside)]
        self.desks[lane].revoke(person.inside[0], why="other")
        person.inside = None

    @precondition(lambda self: self.answers)
    @rule(pick=PICK, lane=LANES, other=PICK)
    def ask_again(self, pick, lane, other):
        nonce = sorted(self.answers)[pick % len(self.answers)]
        verdict = self.desks[lane].check_in_attendee(self.somebody(other), nonce=nonce)
        assert (code_of(verdict), number_of(verdict)) == self.answers[nonce]

    @rule(lane=LANES)
    def take_in_a_walk_in(self, lane):
        number = len(self.people) + 1
        application = Application(
            channel=Channel.WALK_IN,
            name="見本　次郎",
            phone=f"0399{number:06d}",
            category=Category.ZAIKIN,
            childcare_wanted=False,
        )
        free = self.free_for_walk_ins()
        try:
            attendee = self.opened[lane].applications.register_walk_in(application)
        except RefusedError:
            assert free == 0
        else:
            assert free > 0
            self.people[attendee.attendee_id] = Person(Decision.ACCEPTED, walk_in=True)

    @rule(pick=PICK, lane=LANES, statement=st.integers(1, 30))
    def break_down(self, pick, lane, statement):
        attendee_id, left = self.somebody(pick), statement

        def count(_sql):
            nonlocal left
            left -= 1
            if left == 0:
                raise PlantedError

        code = self.expected(self.people[attendee_id], lane)
        nonce = next(self.nonces)
        self.venue.before_statement = count
        try:
            verdict = self.desks[lane].check_in_attendee(attendee_id, nonce=nonce)
        except PlantedError:
            self.venue.before_statement = lambda _sql: None
            verdict = self.desks[lane].check_in_attendee(attendee_id, nonce=nonce)
        self.venue.before_statement = lambda _sql: None
        self.settle(nonce, verdict, attendee_id, lane, code)

    @rule(seconds=st.sampled_from([1, 3, 5, 300]))
    def wait(self, seconds):
        self.venue.clock.tick(seconds)
        self.second += seconds

    # -- what must always hold -------------------------------------------------------------

    @invariant()
    def both_lanes_count_what_the_model_counts(self):
        assert [desk.counts() for desk in self.desks] == [self.counts()] * 2

    @invariant()
    def every_answer_is_one_scan_and_every_arrival_one_row(self):
        scans = self.sql(0, "SELECT nonce, json_extract(reason, '$.code') FROM core_scans")
        assert dict(scans) == {nonce: code for nonce, (code, _number) in self.answers.items()}
        rows = self.sql(1, "SELECT check_in_id, forced, at FROM core_check_ins ORDER BY 1")
        assert [(n, bool(forced)) for n, forced, _at in rows] == [*enumerate(self.rows, 1)]
        assert [at for _n, _forced, at in rows] == sorted(at for _n, _forced, at in rows)

    @invariant()
    def plugins_and_the_operation_log_know_of_every_arrival_once(self):
        told = [number for act, _who, number in self.heard.heard if act == "in"]
        assert told == [*range(1, len(self.rows) + 1)]
        lines = [json.loads(line) for (line,) in self.sql(0, "SELECT line FROM core_audit")]
        assert sum(line["act"] == "check_in" for line in lines) == len(self.rows)
        assert sum(line["act"] == "override" for line in lines) == sum(self.rows)


def test_whatever_two_lanes_do_everybody_is_in_at_most_once_and_counted_right(make_venue):
    places = f"capacity = {CAPACITY}, walk_ins = {WALK_INS}"
    venue = make_venue(plugins=[], programme=compose_programme(places=places))
    venue.register(*(sample_application(n, decision=d) for n, d in enumerate(DECISIONS, 1)))
    DeskByChance.venue, DeskByChance.manager = venue, venue.open(MANAGER).handler
    run_state_machine_as_test(
        DeskByChance,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
