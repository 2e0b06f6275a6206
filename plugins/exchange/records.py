"""What is kept beside the state: where a plan came from, and acts that can be taken back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.exchange.state import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the seats came from, so that the search can be repeated."""

    revision: int
    rounds: int
    seed: int
    budget: int
    """In search moves."""
    moves_made: int
    input_sha256: str
    is_stale: bool
    """Whether something changed since the rounds not announced were searched for."""
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One act that can be taken back."""

    step_id: int
    act: str
    differences: Sequence[Difference]
