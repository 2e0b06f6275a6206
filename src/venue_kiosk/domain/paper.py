"""Papers that plugins have the values of and another plugin sets in type."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One form to be printed: which one, its number, and what stands in it."""

    kind: str
    """Machine word of the form, such as ``carry_out_slip``."""
    number: str = ""
    """Tells papers of one kind apart."""
    values: Mapping[str, Any]
    """What JSON can hold; times as ISO texts, people as pseudonymous ids."""


@dataclass(frozen=True, slots=True)
class Papers:
    """What one plugin has to print."""

    papers: tuple[Paper, ...]
