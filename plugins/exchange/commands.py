"""``kiosk exchange solve``: an instance file in, an allocation file out, nothing stored."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Final

import click

from plugins.exchange.instance import Conflict, Instance
from plugins.exchange.messages import _
from plugins.exchange.reading import MOST_BYTES, parse_instance
from plugins.exchange.result_object import compose_allocation, compose_refusal, compose_result
from plugins.exchange.solving import DEFAULT_MOVES, SearchProgress, Solution, solve
from venue_kiosk.api import N_, Answer, Command, require_folder_of, write_whole

_DONE: Final = 0
_INFEASIBLE: Final = 1
_INVALID: Final = 2
_SHOWN: Final = 20
_UNLIMITED: Final = 10**12


def run_solve(
    answer: Answer,
    *,
    instance: Path,
    seconds: float | None,
    moves: int | None,
    seed: int,
    out: Path | None,
) -> int:
    """Solve an instance file and say how good the allocation is."""
    if out is not None:
        require_folder_of(out)
    started = monotonic()
    read = _read(instance)
    if not isinstance(read, Instance):
        return _refuse(answer, "invalid", read, seconds=monotonic() - started, seed=seed)
    ends = started + seconds if seconds is not None else None

    def continues(_progress: SearchProgress) -> bool:
        return ends is None or monotonic() < ends

    budget = moves if moves is not None else (DEFAULT_MOVES if ends is None else _UNLIMITED)
    solution = solve(read, seed=seed, moves=budget, continues=continues)
    if not isinstance(solution, Solution):
        return _refuse(answer, "infeasible", solution, seconds=monotonic() - started, seed=seed)
    if out is not None:
        write_whole(out, compose_allocation(solution.allocation))
    _tell(answer, solution)
    if answer.wants_json:
        answer.give(compose_result(solution, seconds=monotonic() - started, seed=seed))
    return _DONE


def _read(path: Path) -> Instance | Sequence[Conflict]:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        text = _("The file cannot be opened.")
        return [Conflict(code="unreadable", text=text)]
    return parse_instance(content)


def _refuse(
    answer: Answer, status: str, conflicts: Sequence[Conflict], *, seconds: float, seed: int
) -> int:
    for each in conflicts[:_SHOWN]:
        answer.say(f"{each.path}: {each.text}" if each.path else each.text)
    if len(conflicts) > _SHOWN:
        answer.say(_("{n} more.", n=len(conflicts) - _SHOWN))
    if answer.wants_json:
        answer.give(compose_refusal(status, conflicts, seconds=seconds, seed=seed))
    return _INVALID if status == "invalid" else _INFEASIBLE


def _tell(answer: Answer, solution: Solution) -> None:
    names = {
        "organisation": _("People of one organisation at one table: {n}"),
        "experience": _("Active members more or fewer than an even share: {n}"),
        "category": _("Categories more or fewer than an even share: {n}"),
        "repeat": _("Repeated meetings: {n}"),
        "neighbourhood": _("Neighbourhood: {n}"),
    }
    for term, count in solution.terms.items():
        answer.say(names[term].format(n=count))
    if solution.moves is not None:
        answer.say(_("People who change tables: {n}", n=solution.moves))
    if solution.is_proven:
        answer.say(_("Score {score}. No better allocation exists.", score=solution.score))
    else:
        gap = solution.score - solution.bound
        answer.say(_("Score {score}, at most {gap} above the best.", score=solution.score, gap=gap))


SOLVE: Final = Command(
    "exchange solve",
    callback=run_solve,
    help=N_("Find the best allocation to tables for an instance file."),
    params=[
        click.Argument(["instance"], type=click.Path(path_type=Path)),
        click.Option(
            ["--seconds"], type=click.FloatRange(0, 86_400), help=N_("Stop after so many seconds.")
        ),
        click.Option(
            ["--moves"],
            type=click.IntRange(0, _UNLIMITED),
            help=N_("Stop after so many search moves; the same every time."),
        ),
        click.Option(
            ["--seed"],
            type=click.IntRange(0, 2**63 - 1),
            default=1,
            help=N_("Which of many searches."),
        ),
        click.Option(
            ["--out"], type=click.Path(path_type=Path), help=N_("Where the allocation goes.")
        ),
    ],
)
