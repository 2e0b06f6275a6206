"""The words of the board: cards, figures, why somebody sits somewhere, and what a change costs."""

from collections.abc import Mapping, Sequence

from plugins.exchange.board_drawing import Card
from plugins.exchange.composing import Room
from plugins.exchange.messages import _
from plugins.exchange.problems import Problem, find_problems
from plugins.exchange.standing import Standing, TableFigures
from plugins.exchange.state import EVERY_ROUND
from plugins.exchange.terms import off_words, term_words, terms_off
from plugins.exchange.trying import Trial, companions_of
from venue_kiosk.api import Role

_CATEGORY_ORDER = ("zaiju", "zaikin", "zaigaku")
_BARS = "▁▂▃▄▅▆▇█"


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
        counts = [figures.categories.get(each, 0) for each in _CATEGORY_ORDER]
        return "/".join(map(str, counts))
    return _("a{n} l{m}", n=figures.active, m=len(figures.people) - figures.active)


def _problem_word(problem: Problem) -> str:
    return {
        "too_few": _("too few"),
        "too_many": _("too many"),
        "no_host": _("no host"),
        "pin": _("pin"),
    }.get(problem.code, problem.code)


def tell_summary(standing: Standing, number: int) -> str:
    """Return the round, the numbers, the score with its bound, and each term for itself."""
    room = standing.room
    low, high = standing.even_share
    told = _("announced") if number in room.announced else _("not announced")
    share = str(low) if low == high else _("{low} to {high}", low=low, high=high)
    head = _(
        "Round {n} of {rounds} ({told})  {people} people, {tables} tables of {share}",
        n=number,
        rounds=room.state.rounds_planned,
        told=told,
        people=len(room.people),
        tables=len(room.state.open_tables),
        share=share,
    )
    return f"{head}  {tell_score(standing.score, standing.bound)}"


def tell_score(score: int, bound: int) -> str:
    """Return the score with how far it may be from the best."""
    if score <= bound:
        return _("score {n}, no better plan exists", n=score)
    return _("score {n}, at most {gap} above the best", n=score, gap=score - bound)


def tell_terms(standing: Standing) -> str:
    """Return each term of all rounds, and which do not count."""
    off = terms_off(standing.room.programme, standing.room.settings)
    counted = [f"{term_words(t)} {n}" for t, n in standing.terms.items() if t not in off]
    return "  ".join([*counted, off_words(off)]).strip()


def tell_table(standing: Standing, table_no: int, number: int) -> Sequence[str]:
    """Return the quality of one table in two lines, and who sits there."""
    figures, room = standing.table(table_no, number), standing.room
    table = room.state.tables[table_no]
    host = {"staff": _("host: staff"), "guest": _("host: a guest"), "missing": _("host missing")}
    parts = [
        _(
            "Table {n}: {people} people, {free} free",
            n=table_no,
            people=len(figures.people),
            free=figures.free,
        ),
        host[table.host] if room.settings.facilitators else "",
        _active_words(figures),
        "  ".join(f"{_category(c)} {figures.categories.get(c, 0)}" for c in _CATEGORY_ORDER),
    ]
    met = [
        _("colleagues {n}", n=figures.colleagues),
        _("neighbours {n}", n=figures.neighbours),
        _("met before {n}", n=figures.again),
        _("wheelchair seats {taken}/{n}", taken=table.accessible_taken, n=table.accessible_seats)
        if table.accessible_seats
        else "",
    ]
    who = "  ".join(_mark(room, each, number) for each in figures.people)
    return ["  ".join(filter(None, parts)), "  ".join(filter(None, met)), who]


def _active_words(figures: TableFigures) -> str:
    if figures.active is None:
        return ""
    low, high = figures.active_share
    return _("active {n} ({low}-{high})", n=figures.active, low=low, high=high)


def _category(category: str) -> str:
    return {"zaiju": _("resident"), "zaikin": _("works here"), "zaigaku": _("studies here")}[
        category
    ]


def _mark(room: Room, person: int, number: int) -> str:
    pins = room.state.pins
    pinned = (EVERY_ROUND, person) in pins or (number, person) in pins
    return room.people[person].reception_no + ("*" if pinned else "")


def tell_person(room: Room, person: int, number: int) -> str:
    """Return what may be known of one person at a table."""
    who = room.people[person]
    off = terms_off(room.programme, room.settings)
    parts = [_mark(room, person, number), _category(str(who.category))]
    if "experience" not in off and who.role is not None:
        parts.append(_("active member") if who.role is Role.ACTIVE_MEMBER else _("listener"))
    if "organisation" not in off and who.organisation_code:
        parts.append(_("organisation {code}", code=who.organisation_code))
    if len(companions_of(room.state, person)) > 1:
        parts.append(_("with companions"))
    return "  ".join(parts)


def tell_why(standing: Standing, person: int, number: int, *, as_good: int) -> str:
    """Return which rules hold a person where they are, and how many tables would do as well."""
    room = standing.room
    state, who = room.state, room.people[person].reception_no
    table_no = state.table_of(person, number)
    if table_no is None:
        return _("{who} has no table.", who=who)
    lines = [_("{who}: table {n}", who=who, n=table_no)]
    if number in room.announced:
        lines.append(_("People were told this round: a change is for a person to choose."))
    if (EVERY_ROUND, person) in state.pins or (number, person) in state.pins:
        lines.append(_("Pinned here."))
    companions = [each for each in companions_of(state, person) if each != person]
    if companions:
        named = ", ".join(
            room.people[each].reception_no for each in companions if each in room.people
        )
        lines.append(_("Stays with {who}.", who=named))
    if len(lines) == 1 or not companions:
        lines.append(_("{n} other tables would be as good.", n=as_good))
    return "\n".join(lines)


def tell_cost(cost: int, terms: Mapping[str, int]) -> str:
    """Return what a change costs, with its reasons."""
    sign = "+" if cost > 0 else "±" if cost == 0 else ""
    reasons = ", ".join(f"{term_words(term)} {n:+d}" for term, n in terms.items())
    return f"{sign}{cost}" + (f" ({reasons})" if reasons else "")


def tell_trial(trial: Trial) -> str:
    """Return what a change costs, or the rule that forbids it."""
    if trial.refused:
        return _("not possible: {why}", why=trial.refused)
    return tell_cost(trial.cost, trial.terms)


def draw_sparkline(values: Sequence[int], width: int) -> str:
    """Return the newest values as one line of bars, the lowest at the bottom."""
    shown = list(values)[-width:]
    low, high = min(shown, default=0), max(shown, default=0)
    span = max(1, high - low)
    return "".join(_BARS[(each - low) * (len(_BARS) - 1) // span] for each in shown)
