"""What ``exchange allocate``, ``repair``, ``announce`` and ``status`` do."""

from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any, Final

from plugins.exchange.allocating import Allocator
from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from plugins.exchange.refusals import CannotAllocateError
from plugins.exchange.repair_plans import Repair, TableChange
from plugins.exchange.result_object import compose_refusal, compose_result
from plugins.exchange.session_answer import say_standing, session_object
from plugins.exchange.solving import SearchProgress
from venue_kiosk.api import Answer, UsageError

_DONE: Final = 0


_INFEASIBLE: Final = 1


def run_allocate(
    plugin: Exchange, answer: Answer, *, seconds: float | None, seed: int | None
) -> int:
    """Allocate everybody who is here, in every round not announced."""
    started = monotonic()

    def continues(_progress: SearchProgress) -> bool:
        return seconds is None or monotonic() - started < seconds

    allocator: Allocator = plugin.allocator
    try:
        prepared = allocator.prepare(seed=seed)
        solution = allocator.search(prepared, continues)
        allocator.take_over(prepared, solution)
    except CannotAllocateError as error:
        answer.say(f"{error.message} {error.hint}".strip())
        if answer.wants_json:
            answer.give(
                compose_refusal(
                    "infeasible", error.conflicts, seconds=monotonic() - started, seed=seed or 0
                )
            )
        return _INFEASIBLE
    say_standing(plugin, answer)
    if answer.wants_json:
        result = compose_result(solution, seconds=monotonic() - started, seed=prepared.seed)
        answer.give({**result, **session_object(plugin)})
    return _DONE


def run_repair(plugin: Exchange, answer: Answer, *, moves: int | None, seed: int | None) -> int:
    """List the ways to go on after a change, or carry one out."""
    try:
        repairs = plugin.repairs.propose(seed=seed)
    except CannotAllocateError as error:
        answer.say(f"{error.message} {error.hint}".strip())
        if answer.wants_json:
            answer.give(compose_refusal("infeasible", error.conflicts, seconds=0, seed=seed or 0))
        return _INFEASIBLE
    for each in repairs:
        answer.say(
            _(
                "{moves} people change tables, {new} get one: score {score}",
                moves=len(each.moves),
                new=len(each.newcomers),
                score=each.score,
            )
        )
    chosen = next((e for e in repairs if e.way == "seats" and len(e.moves) == moves), None)
    if moves is not None and chosen is None:
        raise UsageError(_("There is no plan with {n} moves.", n=moves))
    if chosen is not None:
        plugin.repairs.choose(chosen)
        answer.say(_("Done."))
    if answer.wants_json:
        answer.give(
            {
                "plans": [_repair_object(plugin, each) for each in repairs],
                "chosen": moves,
                **session_object(plugin),
            }
        )
    return _DONE


def run_announce(plugin: Exchange, answer: Answer) -> int:
    """Announce the next round: its tables change no more by themselves."""
    number = plugin.office.announce()
    answer.say(_("Round {n} is announced.", n=number))
    if answer.wants_json:
        answer.give({"announced": number, **session_object(plugin)})
    return _DONE


def run_status(plugin: Exchange, answer: Answer) -> int:
    """Say how the session stands."""
    say_standing(plugin, answer)
    if answer.wants_json:
        answer.give(session_object(plugin))
    return _DONE


def _repair_object(plugin: Exchange, repair: Repair) -> Mapping[str, Any]:
    people = plugin.book.room().people

    def listed(changes: Sequence[TableChange]) -> list[dict[str, Any]]:
        return [
            {"who": people[each.person].reception_no, "from": each.before, "to": each.now}
            for each in changes
        ]

    return {
        "round": repair.number,
        "way": repair.way,
        "table": repair.table_no,
        "moves": len(repair.moves),
        "score": repair.score,
        "terms": dict(repair.terms),
        "steps": listed(repair.moves),
        "seated": listed(repair.newcomers),
    }
