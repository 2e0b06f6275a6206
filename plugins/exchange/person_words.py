"""The words for one person: who they are at a table, why they sit there, what a change costs."""

from collections.abc import Mapping

from plugins.exchange.composing import Room
from plugins.exchange.messages import _
from plugins.exchange.standing import Standing
from plugins.exchange.state import EVERY_ROUND
from plugins.exchange.terms import term_words, terms_off
from plugins.exchange.trying import Trial, companions_of
from venue_kiosk.api import Role


def category_words(category: str) -> str:
    """Return the name of a category in the current language."""
    return {"zaiju": _("resident"), "zaikin": _("works here"), "zaigaku": _("studies here")}[
        category
    ]


def mark_words(room: Room, person: int, number: int) -> str:
    """Return a reception number, with a star where the person is pinned."""
    pins = room.state.pins
    pinned = (EVERY_ROUND, person) in pins or (number, person) in pins
    return room.people[person].reception_no + ("*" if pinned else "")


def tell_person(room: Room, person: int, number: int) -> str:
    """Return what may be known of one person at a table."""
    who = room.people[person]
    off = terms_off(room.programme, room.settings)
    parts = [mark_words(room, person, number), category_words(str(who.category))]
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
