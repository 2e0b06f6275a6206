"""What an allocation is asked for: tables, people, rules and weights, by opaque ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Allocation: TypeAlias = Sequence[Mapping[str, Sequence[str]]]
"""For each round the people of each group, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One reason why an instance cannot be read or cannot be solved."""

    code: str
    """Stable word for programs."""
    text: str
    """One sentence for a person."""
    path: str | None = None
    """Where in the instance, as ``$.people[12].organisation``."""
    people: Sequence[str] = ()
    groups: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One table; sizes are people per round."""

    id: str
    least: int
    most: int
    accessible_seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person; what is not known, or may not be known, is None."""

    id: str
    facilitator: bool
    experienced: bool | None
    category: str | None
    neighbourhood: str | None
    organisation: str | None
    needs_accessible_seat: bool
    anchored: bool
    """Stays at one table in every round."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A person's table in some rounds, counted from 0."""

    person: str
    group: str
    rounds: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What one count of each soft term costs."""

    organisation: int
    experience: int
    category: int
    repeat: int
    neighbourhood: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What holds for all tables alike."""

    facilitators_per_group: int | None
    neighbourhood_mode: Literal["spread", "cluster", "off"]
    cluster_cap: int
    weights: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """Everything in the order of the file, so that an index is a place in it."""

    rounds: int
    groups: Sequence[Group]
    people: Sequence[Person]
    together: Sequence[Sequence[str]]
    apart: Sequence[tuple[str, str]]
    pins: Sequence[Pin]
    policy: Policy
    previous: Allocation | None = None
    announced: Sequence[int] = field(default=())
    """Rounds in which a change against ``previous`` is a move."""
