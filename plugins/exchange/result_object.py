"""The answer of ``exchange solve`` as the JSON objects of the file format."""

import json
from collections.abc import Sequence
from typing import Any, Final

from plugins.exchange.instance import Allocation, Conflict
from plugins.exchange.reading import ALLOCATION_FORMAT
from plugins.exchange.solving import Solution

_FORMAT: Final = "venue-groups-result/1"


def compose_allocation(allocation: Allocation) -> bytes:
    """Return the file of an allocation; equal allocations give equal bytes."""
    rounds = [{group: list(team) for group, team in seating.items()} for seating in allocation]
    document = {"format": ALLOCATION_FORMAT, "rounds": rounds}
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def compose_result(solution: Solution, *, seconds: float, seed: int) -> dict[str, Any]:
    """Return the result object of a solved instance."""
    return {
        "format": _FORMAT,
        "status": "ok",
        "terms": solution.terms,
        "score": solution.score,
        "bound": solution.bound,
        "proven": solution.is_proven,
        "moves": solution.moves,
        "moves_made": solution.moves_made,
        "seconds": round(seconds, 3),
        "seed": seed,
        "conflicts": [],
    }


def compose_refusal(
    status: str, conflicts: Sequence[Conflict], *, seconds: float, seed: int
) -> dict[str, Any]:
    """Return the result object of an instance that cannot be solved or read."""
    return {
        "format": _FORMAT,
        "status": status,
        "terms": None,
        "score": None,
        "bound": None,
        "proven": False,
        "moves": None,
        "moves_made": 0,
        "seconds": round(seconds, 3),
        "seed": seed,
        "conflicts": [
            {
                "code": each.code,
                "path": each.path,
                "people": list(each.people),
                "groups": list(each.groups),
                "text": each.text,
            }
            for each in conflicts
        ],
    }
