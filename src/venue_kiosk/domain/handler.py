"""Who may do what: roles and duties of the people who handle the data."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class HandlerRole(StrEnum):
    """The roles a contractor reports to the ward, and the ward's own two."""

    SECURITY_OFFICER = "security_officer"
    HANDLING_MANAGER = "handling_manager"
    HANDLER = "handler"
    AUDITOR = "auditor"
    WITNESS = "witness"
    """Stands by at hand-over and erasure; signs, and opens no data."""


class Party(StrEnum):
    """For whom a person acts, in the words of the certificate."""

    CLIENT = "client"
    """The ward (甲)."""
    CONTRACTOR = "contractor"


class Duty(StrEnum):
    """What a handler works on."""

    RECEPTION = "reception"
    FACILITATOR = "facilitator"
    CHILDCARE = "childcare"
    SURVEY = "survey"


class Task(StrEnum):
    """Something a service asks permission for."""

    SEE_COUNTS = "see_counts"
    CHECK_IN = "check_in"
    FIND_PEOPLE = "find_people"
    OVERRIDE = "override"
    IMPORT = "import"
    SELECT = "select"
    PRINT_NOTICES = "print_notices"
    RUN_EXCHANGE = "run_exchange"
    RUN_CHILDCARE = "run_childcare"
    COUNT_SURVEY = "count_survey"
    SEE_LOG = "see_log"
    """Counts of the operation log, never a person."""
    MANAGE_PEOPLE = "manage_people"
    HAND_OVER = "hand_over"
    ERASE = "erase"
    KEEP_CUSTODY = "keep_custody"
    CLOSE = "close"


_BY_DUTY: dict[Duty, frozenset[Task]] = {
    Duty.RECEPTION: frozenset({Task.CHECK_IN, Task.FIND_PEOPLE}),
    Duty.FACILITATOR: frozenset({Task.RUN_EXCHANGE}),
    Duty.CHILDCARE: frozenset({Task.RUN_CHILDCARE}),
    Duty.SURVEY: frozenset({Task.COUNT_SURVEY}),
}

_BY_ROLE: dict[HandlerRole, frozenset[Task]] = {
    HandlerRole.SECURITY_OFFICER: frozenset(
        {Task.SEE_COUNTS, Task.SEE_LOG, Task.MANAGE_PEOPLE, Task.HAND_OVER, Task.ERASE}
    ),
    HandlerRole.HANDLING_MANAGER: frozenset(Task),
    HandlerRole.HANDLER: frozenset({Task.SEE_COUNTS}),
    HandlerRole.AUDITOR: frozenset({Task.SEE_COUNTS, Task.SEE_LOG}),
    HandlerRole.WITNESS: frozenset(),
}
"""What a role may without any duty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """One reported person with an account of their own."""

    handler_id: str
    """Pseudonymous, ``H-01``; the only thing about a handler that logs hold."""
    role: HandlerRole
    duties: frozenset[Duty] = frozenset()
    trained: dt.date | None = None
    reported: dt.date | None = None
    party: Party = Party.CONTRACTOR

    def may(self, task: Task) -> bool:
        """Say whether the role and duties allow ``task``."""
        by_duty = self.role is HandlerRole.HANDLER and any(
            task in _BY_DUTY[duty] for duty in self.duties
        )
        return by_duty or task in _BY_ROLE[self.role]
