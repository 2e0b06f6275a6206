"""Every role against every action of every service: the service refuses, whatever screen asks."""

import dataclasses
import inspect

import pytest

from venue_kiosk.domain.handler import Handler, HandlerRole, Task
from venue_kiosk.errors import NotPermittedError
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.testing import HANDLERS, Venue

PEOPLE = (Task.FIND_PEOPLE, Task.CHECK_IN, Task.PRINT_NOTICES, Task.SELECT, Task.RUN_EXCHANGE)
ANYBODY = None
"""Counts, states and one's own account: nothing of a person, nothing that changes an event."""
PROVEN = "by the passphrase or the consents that are given, not by who is signed in"
BY_STEP = "by the step that is asked for: see test_life_cycle_door.py"

NEEDS = {
    "desk.check_in": Task.CHECK_IN,
    "desk.check_in_attendee": Task.CHECK_IN,
    "desk.counts": ANYBODY,
    "desk.open_check_in": Task.CHECK_IN,
    "desk.override": PROVEN,
    "desk.per_minute": ANYBODY,
    "desk.revoke": Task.CHECK_IN,
    "desk.withhold": Task.CHECK_IN,
    "register.accepted_ids": Task.SELECT,
    "register.addressees": Task.PRINT_NOTICES,
    "register.at_number": Task.FIND_PEOPLE,
    "register.count_addressees": ANYBODY,
    "register.count_by_decision": ANYBODY,
    "register.count_childcare_wanted": ANYBODY,
    "register.find": Task.FIND_PEOPLE,
    "register.get": PEOPLE,
    "register.record_search": Task.FIND_PEOPLE,
    "applications.count_known": Task.IMPORT,
    "applications.free_for_walk_ins": ANYBODY,
    "applications.import_applications": Task.IMPORT,
    "applications.promote": Task.SELECT,
    "applications.register_walk_in": Task.CHECK_IN,
    "applications.reissue_ticket": Task.PRINT_NOTICES,
    "applications.select": Task.SELECT,
    "applications.withdraw": Task.SELECT,
    "session_lock.lock": ANYBODY,
    "session_lock.unlock": PROVEN,
    "audit.export": Task.SEE_LOG,
    "audit.lines": Task.SEE_LOG,
    "audit.make_midday_slip": Task.SEE_LOG,
    "audit.newest_slip_at": ANYBODY,  # a time, and nothing for whoever may not see the log
    "audit.public_key_pem": ANYBODY,
    "audit.record_export": Task.SEE_LOG,
    "audit.slip_pdf": ANYBODY,
    "audit.slips": Task.SEE_LOG,
    "audit.verify": Task.SEE_LOG,
    "audit.write_slip": ANYBODY,
    "authorisation.authorise": PROVEN,
    "authorisation.consent": PROVEN,
    "life_cycle.advance": BY_STEP,
    "life_cycle.hold": Task.CLOSE,
    "life_cycle.missing": ANYBODY,
    "life_cycle.read": ANYBODY,
    "life_cycle.release": Task.CLOSE,
    "life_cycle.require_possible": BY_STEP,
    "life_cycle.state": ANYBODY,
    "head_counts.newest": ANYBODY,
    "head_counts.now": ANYBODY,
    "head_counts.record": Task.CHECK_IN,
    "people.add": Task.MANAGE_PEOPLE,
    "people.change": Task.MANAGE_PEOPLE,
    "people.choose": PROVEN,
    "people.clear_wait": Task.MANAGE_PEOPLE,
    "people.issue": Task.MANAGE_PEOPLE,
    "people.listed": Task.SEE_LOG,
    "people.renew_key": Task.MANAGE_PEOPLE,
    "people.revoke": Task.MANAGE_PEOPLE,
    "people.waiting": Task.SEE_LOG,
    "hand_over.confirm_receipt": Task.HAND_OVER,
    "hand_over.make": Task.HAND_OVER,
    "hand_over.package": ANYBODY,
    "hand_over.receipt": ANYBODY,
    "hand_over.require_possible": Task.HAND_OVER,
}
"""What each action asks of whoever is signed in."""

MAY = {
    "H-01": {Task.SEE_COUNTS, Task.SEE_LOG, Task.MANAGE_PEOPLE, Task.HAND_OVER, Task.ERASE},
    "H-03": {Task.SEE_COUNTS, Task.CHECK_IN, Task.FIND_PEOPLE},
    "H-05": {Task.SEE_COUNTS, Task.RUN_EXCHANGE},
    "H-06": {Task.SEE_COUNTS, Task.RUN_CHILDCARE},
    "H-07": {Task.SEE_COUNTS, Task.COUNT_SURVEY},
    "H-08": {Task.SEE_COUNTS, Task.SEE_LOG},
}
"""What the roles may, written down once more; the manager may everything."""


@pytest.fixture(scope="module")
def venue(tmp_path_factory):
    with Venue(tmp_path_factory.mktemp("roles") / "venue", plugins=[]) as made:
        yield made


@pytest.fixture(scope="module")
def kiosks(venue):
    return {who: venue.open(who) for who in HANDLERS}


def services(kiosk):
    found = {field.name: getattr(kiosk, field.name) for field in dataclasses.fields(OpenKiosk)}
    return {
        name: each
        for name, each in found.items()
        if type(each).__module__.startswith("venue_kiosk.services")
    }


def actions(kiosk):
    return {
        f"{name}.{method}": getattr(service, method)
        for name, service in services(kiosk).items()
        for method, _function in inspect.getmembers(type(service), inspect.isfunction)
        if not method.startswith("_")
    }


def call(action):
    """Call with nothing for every argument: who may not is refused before anything is looked at."""
    parameters = inspect.signature(action).parameters.values()
    needed = [each for each in parameters if each.default is each.empty]
    by_name = {each.name: None for each in needed if each.kind is each.KEYWORD_ONLY}
    action(*[None] * (len(needed) - len(by_name)), **by_name)


def test_no_action_of_any_service_is_missing_from_the_table(kiosks):
    assert set(actions(kiosks["H-02"])) == set(NEEDS)


@pytest.mark.parametrize("who", sorted(HANDLERS))
def test_a_role_may_what_it_is_for(kiosks, who):
    handler = kiosks[who].handler
    allowed = {task for task in Task if handler.may(task)}
    assert allowed == (set(Task) if who == "H-02" else MAY[who])


@pytest.mark.parametrize("who", sorted(set(HANDLERS) - {"H-02"}))
def test_whatever_a_role_may_not_the_service_itself_refuses(kiosks, who):
    refused = 0
    for name, action in actions(kiosks[who]).items():
        needed = NEEDS.get(name)
        if needed in (ANYBODY, PROVEN, BY_STEP):
            continue
        tasks = needed if isinstance(needed, tuple) else (needed,)
        if any(kiosks[who].handler.may(task) for task in tasks):
            continue
        with pytest.raises(NotPermittedError):
            call(action)
        refused += 1
    assert refused > 10


def test_a_witness_may_nothing_at_all():
    witness = Handler(handler_id="W-01", role=HandlerRole.WITNESS)
    assert not any(witness.may(task) for task in Task)
