"""The cards of the board."""

from collections.abc import Sequence

from plugins.exchange.board_drawing import Card
from plugins.exchange.messages import _
from plugins.exchange.problems import Problem, find_problems
from plugins.exchange.standing import Standing, TableFigures

CATEGORIES = ("zaiju", "zaikin", "zaigaku")


def compose_cards(standing: Standing, number: int) -> Sequence[Card]:
    """Return every open table's card."""
    urgent: dict[int, Problem] = {
        each.table_no: each
        for each in find_problems(standing.room, number)
        if each.table_no is not None
    }
    return [_card(each, urgent.get(each.table_no), standing) for each in standing.tables(number)]


def _card(figures: TableFigures, problem: Problem | None, standing: Standing) -> Card:
    low, high = figures.active_share
    uneven = figures.active is not None and not low <= figures.active <= high
    remarks = []
    if figures.colleagues:
        remarks.append(_("org{n}", n=figures.colleagues))
    if figures.again:
        remarks.append(_("met{n}", n=figures.again))
    if uneven:
        remarks.append(_("act{n}", n=figures.active))
    if problem is not None:
        remarks = [_problem_word(problem)]
    taken = standing.room.state.tables[figures.table_no].accessible_taken
    mix = _mix(figures) + ("♿" if taken else "")
    return Card(
        table_no=figures.table_no,
        sign="■" if problem else "△" if remarks else " ",
        size=_("{n}p", n=len(figures.people)),
        mix=f" {mix}",
        why=" " + (" ".join(remarks) or _("fine")),
        is_urgent=problem is not None,
    )


def _mix(figures: TableFigures) -> str:
    if figures.active is None:
        counts = [figures.categories.get(each, 0) for each in CATEGORIES]
        return "/".join(map(str, counts))
    return _("a{n} l{m}", n=figures.active, m=len(figures.people) - figures.active)


def _problem_word(problem: Problem) -> str:
    return {
        "too_few": _("too few"),
        "too_many": _("too many"),
        "no_host": _("no host"),
        "pin": _("pin"),
    }.get(problem.code, problem.code)
