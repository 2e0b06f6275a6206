"""The figures of the board: the whole, one table, and the search."""

from collections.abc import Sequence

from plugins.exchange.card_words import CATEGORIES
from plugins.exchange.messages import _
from plugins.exchange.person_words import category_words, mark_words
from plugins.exchange.standing import Standing, TableFigures
from plugins.exchange.terms import off_words, term_words, terms_off

_BARS = "▁▂▃▄▅▆▇█"


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
    table, off = room.state.tables[table_no], terms_off(room.programme, room.settings)
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
        "  ".join(f"{category_words(c)} {figures.categories.get(c, 0)}" for c in CATEGORIES),
    ]
    met = [
        "" if "organisation" in off else _("colleagues {n}", n=figures.colleagues),
        "" if "neighbourhood" in off else _("neighbours {n}", n=figures.neighbours),
        _("met before {n}", n=figures.again),
        _("wheelchair seats {taken}/{n}", taken=table.accessible_taken, n=table.accessible_seats)
        if table.accessible_seats
        else "",
    ]
    who = "  ".join(mark_words(room, each, number) for each in figures.people)
    return ["  ".join(filter(None, parts)), "  ".join(filter(None, met)), who]


def _active_words(figures: TableFigures) -> str:
    if figures.active is None:
        return ""
    low, high = figures.active_share
    return _("active {n} ({low}-{high})", n=figures.active, low=low, high=high)


def draw_sparkline(values: Sequence[int], width: int) -> str:
    """Return the newest values as one line of bars, the lowest at the bottom."""
    shown = list(values)[-width:]
    low, high = min(shown, default=0), max(shown, default=0)
    span = max(1, high - low)
    return "".join(_BARS[(each - low) * (len(_BARS) - 1) // span] for each in shown)
