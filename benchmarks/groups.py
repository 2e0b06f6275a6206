"""How good groups get in how much time: ``python -m benchmarks.groups FILE… [--seconds T]``.

Each FILE is an instance (``venue-groups/1``). Seconds are those of one processor, imports apart.
"""

import argparse
import time
from pathlib import Path

from benchmarks.tables import Table, ms, show
from plugins.exchange.chance import open_draws
from plugins.exchange.construction import construct_plan
from plugins.exchange.instance import Instance
from plugins.exchange.model import compose_model
from plugins.exchange.reading import parse_instance
from plugins.exchange.solving import Solution, solve
from venue_kiosk.i18n import use_language

COLUMNS = ("instance", "first ms", "J", "bound", "gap", "moves", "table changes", "s", "best at s")
MORE_THAN_ANY = 10**12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--moves", type=int, default=MORE_THAN_ANY)
    parser.add_argument("--seeds", type=int, default=1, help="how many seeds, from 1")
    asked = parser.parse_args()
    use_language("en")
    rows = [
        measure(path, seed=seed, seconds=asked.seconds, moves=asked.moves)
        for path in asked.files
        for seed in range(1, asked.seeds + 1)
    ]
    note = (
        f"At most {asked.seconds} s of one processor for each; J and bound as the plugin has them."
    )
    show(Table("Groups", COLUMNS, rows, note))


def measure(path: Path, *, seed: int, seconds: float, moves: int) -> tuple[str, ...]:
    content = path.read_bytes()
    name = f"{path.stem}, seed {seed}"
    first = time_first_plan(content, seed)
    instance = parse_instance(content)
    if not isinstance(instance, Instance):
        return (name, "invalid", *["–"] * (len(COLUMNS) - 2))
    began = time.process_time()
    scores = [(MORE_THAN_ANY**3, 0.0)]

    def continues(progress) -> bool:
        spent = time.process_time() - began
        if progress.score < scores[-1][0]:
            scores.append((progress.score, spent))
        return spent < seconds

    found = solve(instance, seed=seed, moves=moves, continues=continues)
    spent = time.process_time() - began
    if not isinstance(found, Solution):
        return (name, "infeasible", *["–"] * (len(COLUMNS) - 2))
    last_gain = scores[-1][1] if scores[-1][0] == found.score else spent
    return (
        *(name, first, str(found.score), str(found.bound), str(found.score - found.bound)),
        *(str(found.moves_made), str(found.moves), f"{spent:.2f}", f"{last_gain:.2f}"),
    )


def time_first_plan(content: bytes, seed: int) -> str:
    """Return the milliseconds from the bytes of an instance to a plan within the rules."""
    began = time.process_time()
    instance = parse_instance(content)
    if not isinstance(instance, Instance):
        return "–"
    plan = construct_plan(compose_model(instance), open_draws(seed, "first plan"))
    return ms(time.process_time() - began) if plan else "–"


if __name__ == "__main__":
    main()
