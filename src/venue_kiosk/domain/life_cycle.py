"""The one-way life of an event's data: eight states, a gate before each, and the ward's hold."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where an event stands, in the order of its life."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    HANDED_OVER = "handed_over"
    RECEIPT_CONFIRMED = "receipt_confirmed"
    ERASED = "erased"
    VERIFIED = "verified"
    CERTIFIED = "certified"

    @property
    def number(self) -> int:
        """How far it is: 0 for ``PREPARED``."""
        return STATES.index(self)


STATES: Final = tuple(State)


class Actor(StrEnum):
    """Who must act on what is missing."""

    MANAGER = "manager"
    TWO_PEOPLE = "two_people"
    RECEPTION = "reception"
    CHILDCARE = "childcare"
    FACILITATOR = "facilitator"
    SURVEY = "survey"
    WARD = "ward"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing a gate still waits for, and who must act."""

    code: str
    """The stable machine word; logs and answers hold it."""
    who: Actor
    n: int | None = None
    """How many of it."""
    text: str = ""
    """The sentence of the plugin that objects; empty where the code says it all."""
    owner: str = "core"
    """The plugin that objects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A gate that was passed."""

    to: State
    at: dt.datetime
    who: str
    """Pseudonymous handler id, as everywhere here."""
    second: str | None = None
    """Who authorised it with ``who``, where two people must."""
    document: str = ""
    """Number of the slip, package, receipt or certificate."""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """The ward stopped the procedure in writing."""

    document: str
    at: dt.datetime
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """The gates an event has passed, and whether the ward holds it."""

    passed: tuple[Passed, ...] = ()
    hold: Hold | None = None

    @property
    def state(self) -> State:
        """Where the event stands now."""
        return self.passed[-1].to if self.passed else State.PREPARED

    @property
    def next_state(self) -> State | None:
        """The only state it may come to next; nothing after ``CERTIFIED``."""
        number = self.state.number + 1
        return STATES[number] if number < len(STATES) else None

    def step(self, state: State) -> Passed | None:
        """Return how ``state`` was reached, if it was."""
        return next((each for each in self.passed if each.to is state), None)

    def with_passed(self, passed: Passed) -> "Cycle":
        """Return the cycle one state further.

        Raises:
            ValueError: it is not the next state, or the ward holds it; a gate was not asked.
        """
        if passed.to is not self.next_state or self.is_stopped_before(passed.to):
            raise ValueError(f"{passed.to} cannot follow {self.state}")
        return replace(self, passed=(*self.passed, passed))

    def is_stopped_before(self, to: State) -> bool:
        """Say whether the ward's hold stands in the way; what is erased cannot be held."""
        return self.hold is not None and to.number <= State.ERASED.number
