"""How the session stands, for people and for programs: counts, nothing of one person."""

from typing import Any

from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from plugins.exchange.standing import Standing
from plugins.exchange.terms import off_words, term_words, terms_off
from venue_kiosk.api import Answer


def session_object(plugin: Exchange) -> dict[str, Any]:
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


def say_standing(plugin: Exchange, answer: Answer) -> None:
    """Say the figures of all rounds, each term for itself."""
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
