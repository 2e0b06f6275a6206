"""What each ``kiosk custody …`` command does."""

import datetime as dt
from typing import Any

from plugins.custody.custody import Custody
from plugins.custody.incidents import Incident
from plugins.custody.messages import _
from plugins.custody.settings import codes_of
from plugins.custody.slip import SlipForm, Stage
from plugins.custody.telling import stage_words
from venue_kiosk.api import (
    Answer,
    Credential,
    State,
    Task,
    TwoPeople,
    UsageError,
    tell_actor,
    tell_missing,
    tell_state,
)


def run_status(plugin: Custody, answer: Answer) -> int:
    """Say where the event stands and what opening waits for; 3 while something is missing."""
    state = plugin.kiosk.life_cycle.state()
    missing = []
    if state is State.PREPARED:
        missing = list(plugin.kiosk.life_cycle.missing(plugin.carrying.entry()))
    answer.say(_("The event is {state}.", state=tell_state(state)))
    for each in missing:
        answer.say(f"○ {tell_missing(each)} ({tell_actor(each.who)})")
    if answer.wants_json:
        codes = [{"code": each.code, "who": each.who, "n": each.n} for each in missing]
        answer.give({"state": state, "missing": codes})
    return 3 if missing else 0


def run_preflight(
    plugin: Custody, answer: Answer, *, answers: tuple[str, ...], everything: str | None
) -> int:
    """Record answers; 3 while a question is not settled."""
    codes = codes_of(plugin.settings.preflight)
    given = dict.fromkeys(codes, everything) if everything else {}
    for each in answers:
        code, _sign, value = each.partition("=")
        given[code] = value
    plugin.preflight.record({code: value or "" for code, value in given.items()})
    unsettled = plugin.preflight.unsettled()
    for each_item in unsettled:
        answer.say(f"○ {each_item.words} ({each_item.code})")
    if not unsettled:
        answer.say(_("Every question is settled."))
    if answer.wants_json:
        answer.give({"unsettled": codes_of(unsettled)})
    return 3 if unsettled else 0


def run_slip(
    plugin: Custody,
    answer: Answer,
    *,
    no: str,
    confirmed_by: str,
    checks_done: bool,
    **values: Any,
) -> int:
    """Record a slip."""
    ticks = tuple(codes_of(plugin.settings.departure)) if checks_done else ()
    form = SlipForm(slip_no=no, second=confirmed_by, ticks=ticks, **values)
    slip = plugin.carrying.record(form)
    answer.say(_("Slip {no} is entered. Next: {stage}", no=no, stage=stage_words(Stage.DEPARTED)))
    if answer.wants_json:
        answer.give({"slip": slip.form.slip_no})
    return 0


def run_time(plugin: Custody, answer: Answer, *, stage: str, at: dt.datetime | None) -> int:
    """Enter a time of the newest slip."""
    slip = plugin.carrying.enter(Stage(stage), at=_local(plugin, at))
    answer.say(
        _(
            "Slip {no}: {stage} {time}",
            no=slip.form.slip_no,
            stage=stage_words(Stage(stage)),
            time=f"{slip.times[-1]:%H:%M}",
        )
    )
    if answer.wants_json:
        answer.give({"slip": slip.form.slip_no, "stage": stage, "at": slip.times[-1].isoformat()})
    return 0


def run_unlock(plugin: Custody, answer: Answer, *, second: str | None) -> int:
    """Open the event at the venue."""
    plugin.carrying.unlock(two=_two(plugin, answer, second) if second else None)
    answer.say(_("The event is open. Reception can begin."))
    if answer.wants_json:
        answer.give({"state": plugin.kiosk.life_cycle.state()})
    return 0


def run_ledger(plugin: Custody, answer: Answer) -> int:
    """Show every kind of paper; 3 while one is not counted or differs."""
    counts = plugin.ledger.counts()
    for each in counts:
        sign = "✓" if each.is_settled else "○"
        answer.say(
            _(
                "{sign} {paper} ({code}): ledger {n}, counted {counted} {place}",
                sign=sign,
                paper=each.item.words,
                code=each.item.code,
                n=each.balance,
                counted=each.counted_words,
                place=each.place,
            )
        )
    if answer.wants_json:
        papers = [
            {"kind": each.item.code, "ledger": each.balance, "counted": each.counted}
            for each in counts
        ]
        answer.give({"papers": papers})
    return 0 if all(each.is_settled for each in counts) else 3


def run_paper(
    plugin: Custody, answer: Answer, *, kind: str, act: str, number: int, place: str
) -> int:
    """Add a line to the ledger."""
    count = plugin.ledger.enter(kind, act, number, place=place)
    answer.say(_("{paper}: {n} in the ledger", paper=count.item.words, n=count.balance))
    if answer.wants_json:
        answer.give({"kind": kind, "ledger": count.balance, "counted": count.counted})
    return 0


def run_incident(
    plugin: Custody,
    answer: Answer,
    *,
    kind: str,
    device: str,
    happened_at: dt.datetime | None,
    people: int | None,
    of: str,
) -> int:
    """Report an incident."""
    at = _local(plugin, happened_at) or plugin.kiosk.clock.now()
    incident = Incident(kind=kind, happened_at=at, device=device, people=people)
    no = plugin.reports.report_incident(incident, of=of)
    answer.say(_("Report {no} is recorded. Telephone the ward now.", no=no))
    if answer.wants_json:
        answer.give({"report": no})
    return 0


def run_timeline(plugin: Custody, answer: Answer, *, number: str) -> int:
    """Show what the log says around an incident."""
    moments = plugin.reports.timeline(number)
    for each in moments:
        counts = " ".join(f"{name}={n}" for name, n in each.n.items())
        answer.say(f"{each.at:%m/%d %H:%M:%S}  {each.who:8} {each.act} {counts}".rstrip())
    if answer.wants_json:
        lines = [{"at": each.at.isoformat(), "who": each.who, "act": each.act} for each in moments]
        answer.give({"timeline": lines})
    return 0


def run_inspection(
    plugin: Custody, answer: Answer, *, document: str, result: str, points: int
) -> int:
    """Record an inspection."""
    plugin.reports.record_inspection(document, result, points=points)
    answer.say(_("The inspection is recorded."))
    if answer.wants_json:
        answer.give({"inspections": len(plugin.reports.inspections())})
    return 0


def run_sample(plugin: Custody, answer: Answer) -> int:
    """Open a sample event with sample answers."""
    plugin.give_sample_answers()
    return run_status(plugin, answer)


def _two(plugin: Custody, answer: Answer, second: str) -> TwoPeople:
    lines = answer.lines()
    ids = (plugin.kiosk.handler.handler_id, second)
    given = [(handler_id, next(lines, "")) for handler_id in ids]
    if not all(passphrase for _id, passphrase in given):
        raise UsageError(
            _("Two passphrases are needed on standard input."),
            _("Write yours again, then the second person's, each on a line."),
        )
    take = plugin.kiosk.authorisation.consent
    operator, witness = (take(Credential(handler_id, word)) for handler_id, word in given)
    return plugin.kiosk.authorisation.authorise(
        Task.KEEP_CUSTODY, operator=operator, witness=witness
    )


def _local(plugin: Custody, at: dt.datetime | None) -> dt.datetime | None:
    return None if at is None else at.replace(tzinfo=plugin.kiosk.clock.now().tzinfo)
