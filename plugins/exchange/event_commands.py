"""``kiosk exchange …`` on an event: the same services as the board, for programs and for paper."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, Final

import click

from plugins.exchange.allocating import Allocator
from plugins.exchange.cards import TableCards
from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from plugins.exchange.refusals import CannotAllocateError
from plugins.exchange.repairs import Repair, TableChange
from plugins.exchange.result_object import compose_refusal, compose_result
from plugins.exchange.solving import SearchProgress
from plugins.exchange.standing import Standing
from plugins.exchange.terms import off_words, term_words, terms_off
from venue_kiosk.api import N_, Answer, Command, ScreenCommand, UsageError

_DONE: Final = 0
_INFEASIBLE: Final = 1
_SEED: Final = click.Option(
    ["--seed"], type=click.IntRange(0, 2**62 - 1), help=N_("Which of many searches.")
)


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
    _say_standing(plugin, answer)
    if answer.wants_json:
        result = compose_result(solution, seconds=monotonic() - started, seed=prepared.seed)
        answer.give({**result, **_session(plugin)})
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
    chosen = next((each for each in repairs if len(each.moves) == moves), None)
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
                **_session(plugin),
            }
        )
    return _DONE


def run_announce(plugin: Exchange, answer: Answer) -> int:
    """Announce the next round: its tables change no more by themselves."""
    number = plugin.office.announce()
    answer.say(_("Round {n} is announced.", n=number))
    if answer.wants_json:
        answer.give({"announced": number, **_session(plugin)})
    return _DONE


def run_status(plugin: Exchange, answer: Answer) -> int:
    """Say how the session stands."""
    _say_standing(plugin, answer)
    if answer.wants_json:
        answer.give(_session(plugin))
    return _DONE


def run_cards(
    plugin: Exchange, answer: Answer, *, blue: int | None, yellow: int | None, add: str | None
) -> int:
    """Balance tables by colour cards alone."""
    if (blue is None) != (yellow is None):
        raise UsageError(_("Give both --blue and --yellow."))
    if blue is not None and yellow is not None:
        plugin.cards.set_totals(blue=blue, yellow=yellow)
    if add is not None:
        table_no = plugin.cards.add("blue" if add == "blue" else "yellow")
        answer.say(_("This card goes to table {n}.", n=table_no))
    shares = plugin.cards.shares()
    for each in shares:
        answer.say(
            _(
                "Table {n}: blue {blue}, yellow {yellow}",
                n=each.table_no,
                blue=each.blue,
                yellow=each.yellow,
            )
        )
    if answer.wants_json:
        answer.give({"tables": [_card_object(each) for each in shares]})
    return _DONE


def run_export(plugin: Exchange, answer: Answer, *, out: Path, allocation: Path) -> int:
    """Write instance and allocation for a checker; numbers and values are replaced."""
    from plugins.exchange.exporting import export_room  # noqa: PLC0415 - rarely needed

    export_room(plugin, out, allocation)
    answer.say(_("Written: {file}", file=out))
    return _DONE


def run_papers(plugin: Exchange, answer: Answer, *, out: Path) -> int:
    """Print table cards and the walking rule."""
    from plugins.exchange.printing import print_papers  # noqa: PLC0415 - rarely needed

    for file in print_papers(plugin, out):
        answer.say(_("Written: {file}", file=file))
    return _DONE


def _session(plugin: Exchange) -> dict[str, Any]:
    """Return the counts of the session; nothing of one person."""
    room, plan = plugin.book.room(), plugin.store.plan(plugin.book.session_no)
    if plan is None or not room.state.open_tables:
        return {"people": len(room.people), "tables": 0, "rounds": 0, "announced_rounds": []}
    standing = Standing(room)
    return {
        "people": len(room.people),
        "tables": len(room.state.open_tables),
        "rounds": plan.rounds,
        "announced_rounds": list(room.announced),
        "session_terms": standing.terms,
        "session_score": standing.score,
        "session_bound": standing.bound,
        "not_counted": dict(terms_off(room.programme, room.settings)),
        "stale": plan.is_stale,
    }


def _say_standing(plugin: Exchange, answer: Answer) -> None:
    room = plugin.book.room()
    if not room.state.open_tables or not room.state.rounds_planned:
        answer.say(_("No plan yet. {n} people are here.", n=len(room.people)))
        return
    standing = Standing(room)
    answer.say(
        _(
            "{people} people, {tables} tables, {rounds} rounds",
            people=len(room.people),
            tables=len(room.state.open_tables),
            rounds=room.state.rounds_planned,
        )
    )
    for term, count in standing.terms.items():
        answer.say(f"{term_words(term)}: {count}")
    gap = standing.score - standing.bound
    if gap:
        answer.say(_("Score {n}, at most {gap} above the best.", n=standing.score, gap=gap))
    else:
        answer.say(_("Score {n}. No better plan exists.", n=standing.score))
    words = off_words(terms_off(room.programme, room.settings))
    if words:
        answer.say(words)


def _repair_object(plugin: Exchange, repair: Repair) -> Mapping[str, Any]:
    people = plugin.book.room().people

    def listed(changes: Sequence[TableChange]) -> list[dict[str, Any]]:
        return [
            {"who": people[each.person].reception_no, "from": each.before, "to": each.now}
            for each in changes
        ]

    return {
        "round": repair.number,
        "moves": len(repair.moves),
        "score": repair.score,
        "terms": dict(repair.terms),
        "steps": listed(repair.moves),
        "seated": listed(repair.newcomers),
    }


def _card_object(cards: TableCards) -> Mapping[str, int]:
    return {"table": cards.table_no, "blue": cards.blue, "yellow": cards.yellow}


_FILE: Final = click.Path(path_type=Path)

COMMANDS: Final = (
    Command(
        "exchange allocate",
        run_allocate,
        N_("Allocate everybody who is here to tables."),
        [
            click.Option(
                ["--seconds"],
                type=click.FloatRange(0, 86_400),
                help=N_("Stop after so many seconds."),
            ),
            _SEED,
        ],
    ),
    Command(
        "exchange repair",
        run_repair,
        N_("List the ways to go on after a change, or carry one out."),
        [
            click.Option(
                ["--moves"],
                type=click.IntRange(0),
                help=N_("Carry out the plan with so many moves."),
            ),
            _SEED,
        ],
    ),
    Command("exchange announce", run_announce, N_("Announce the next round.")),
    Command("exchange status", run_status, N_("Say how the tables stand.")),
    Command(
        "exchange cards",
        run_cards,
        N_("Balance the tables by colour cards alone."),
        [
            click.Option(["--blue"], type=int, help=N_("How many blue cards.")),
            click.Option(["--yellow"], type=int, help=N_("How many yellow cards.")),
            click.Option(
                ["--add"], type=click.Choice(["blue", "yellow"]), help=N_("One card more.")
            ),
        ],
    ),
    Command(
        "exchange export",
        run_export,
        N_("Write the session as an instance without reception numbers, for a checker."),
        [
            click.Option(["--out"], type=_FILE, required=True, help=N_("Where the instance goes.")),
            click.Option(
                ["--allocation"],
                type=_FILE,
                required=True,
                help=N_("Where the allocation goes."),
            ),
        ],
    ),
    Command(
        "exchange papers",
        run_papers,
        N_("Print the table cards and the card with the walking rule."),
        [click.Option(["--out"], type=_FILE, required=True, help=N_("The folder to write into."))],
    ),
)
DISPLAY: Final = ScreenCommand(
    "exchange display", "exchange-display", N_("Show the hall which number sits at which table.")
)
