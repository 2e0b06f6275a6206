"""How many carers the children in a room need, before one more is accepted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

Rounding: TypeAlias = Literal["each_band", "once"]
"""``each_band`` rounds up in every band, the stricter rule; ``once`` as nurseries count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingRule:
    """One ratio table with how its quotients are rounded."""

    children_per_carer: Mapping[str, int]
    """By age band; a band that is missing has no ratio and cannot be accepted."""
    rounding: Rounding
    fewest_carers: int
    """Never fewer than this while a child is in, however small the ratio."""


@dataclass(frozen=True, slots=True)
class Staffing:
    """How many carers are needed and how many are on duty."""

    needed: int
    on_duty: int

    @property
    def missing(self) -> int:
        """How many carers are missing."""
        return max(0, self.needed - self.on_duty)


@dataclass(frozen=True, slots=True)
class NoRatio:
    """The table says nothing about this band, so nobody can say who may be accepted."""

    band: str


def count_carers(children: Mapping[str, int], rule: StaffingRule) -> int | NoRatio:
    """Return how many carers ``children`` by age band need; none for an empty room.

    ``once`` is how licensed nurseries count: each band's quotient to one decimal, what follows
    dropped, and the sum rounded half up.
    """
    present = {band: n for band, n in children.items() if n > 0}
    for band in present:
        if band not in rule.children_per_carer:
            return NoRatio(band)
    if not present:
        return 0
    return max(rule.fewest_carers, _rounded(present, rule))


def decide_staffing(
    children: Mapping[str, int], band: str, *, on_duty: int, rule: StaffingRule
) -> Staffing | NoRatio:
    """Say whether one more child of ``band`` has carers enough."""
    needed = count_carers({**children, band: children.get(band, 0) + 1}, rule)
    return needed if isinstance(needed, NoRatio) else Staffing(needed, on_duty)


def _rounded(children: Mapping[str, int], rule: StaffingRule) -> int:
    ratios = rule.children_per_carer
    match rule.rounding:
        case "each_band":
            return sum(-(-n // ratios[band]) for band, n in children.items())
        case "once":
            tenths = sum(n * 10 // ratios[band] for band, n in children.items())
            return (tenths + 5) // 10
        case _:
            assert_never(rule.rounding)
