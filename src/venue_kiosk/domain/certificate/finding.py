"""What the look at one rule found."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Outcome(IntEnum):
    """How bad a finding is; the worst decides."""

    NOT_MEASURED = 1
    BROKEN = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that keeps a rule from holding; a rule without findings holds."""

    outcome: Outcome
    code: str
    subject: str = ""


def broken(code: str, subject: str = "") -> Finding:
    """Return a finding that makes the verdict FAILED."""
    return Finding(Outcome.BROKEN, code, subject)


def not_measured(code: str = "not_measured", subject: str = "") -> Finding:
    """Return a finding that makes the verdict UNKNOWN at best."""
    return Finding(Outcome.NOT_MEASURED, code, subject)


def unknown(values: Iterable[object]) -> bool:
    """Say whether one of the values was not measured."""
    return any(value is None for value in values)
