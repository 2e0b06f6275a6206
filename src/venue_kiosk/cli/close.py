"""What each ``kiosk close …`` command does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from venue_kiosk.bootstrap import Installation, open_event
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.signing_in import ask_credential
from venue_kiosk.domain.life_cycle import Cycle, Hold, Missing
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.closing_steps import Closing
from venue_kiosk.services.closing_words import tell_hold, tell_step, tell_turn
from venue_kiosk.services.life_cycle_facts import EndOfDay
from venue_kiosk.services.life_cycle_words import tell_actor, tell_missing, tell_state

_WAITING = 3


def show(
    installation: Installation,
    answer: StreamAnswer,
    *,
    event: Path,
    handler: str | None,
    password_stdin: bool,
) -> int:
    """Show every step; 3 while something is missing or the ward holds the procedure."""
    with _opened(installation, event, handler, password_stdin=password_stdin) as kiosk:
        steps = Closing(kiosk.life_cycle, newest_slip=kiosk.audit.newest_slip_at).steps()
        cycle = kiosk.life_cycle.read()
    answer.say(_("The event is {state}.", state=tell_state(cycle.state)))
    for line in _hold_lines(cycle.hold):
        answer.say(line)
    for number, step in enumerate(steps, 1):
        turn = "" if step.is_done or step.missing else f" → {tell_turn(step.code)}"
        answer.say(f"{'✓' if step.is_done else '○'} {number} {tell_step(step.code)}{turn}")
        for each in step.missing:
            answer.say(f"    {tell_missing(each)} → {tell_actor(each.who)}")
    if answer.wants_json:
        answer.give(
            {
                "state": cycle.state,
                "hold": None if cycle.hold is None else cycle.hold.document,
                "steps": [
                    {
                        "step": step.code,
                        "done": step.is_done,
                        "missing": [_members(each) for each in step.missing],
                    }
                    for step in steps
                ],
            }
        )
    waiting = cycle.hold is not None or any(step.missing for step in steps)
    return _WAITING if waiting else 0


def count(
    installation: Installation,
    answer: StreamAnswer,
    *,
    event: Path,
    handler: str | None,
    password_stdin: bool,
    session: int,
    heads: int,
    paper: int,
    why: str | None,
) -> int:
    """Enter a hand count; 3 while the numbers differ without a reason."""
    with _opened(installation, event, handler, password_stdin=password_stdin) as kiosk:
        counted = kiosk.head_counts.record(session, counted=heads, paper=paper, why=why or "")
    answer.say(
        _(
            "Session {no}: checked in {n}, walk-ins {w}, paper {p}, heads {h}, difference {d}",
            no=session,
            n=counted.checked_in,
            w=counted.walk_ins,
            p=counted.paper,
            h=counted.counted,
            d=f"{counted.difference:+}",
        )
    )
    if not counted.is_settled:
        answer.say(_("Count again, or let the manager give the reason with --why."))
    if answer.wants_json:
        answer.give({"difference": counted.difference, "settled": counted.is_settled})
    return 0 if counted.is_settled else _WAITING


def end_day(
    installation: Installation,
    answer: StreamAnswer,
    *,
    event: Path,
    handler: str | None,
    password_stdin: bool,
) -> int:
    """Close reception."""
    return _move(
        installation,
        answer,
        event,
        handler,
        lambda kiosk: kiosk.life_cycle.advance(EndOfDay()),
        password_stdin=password_stdin,
    )


def hold(
    installation: Installation,
    answer: StreamAnswer,
    *,
    event: Path,
    handler: str | None,
    password_stdin: bool,
    document: str,
) -> int:
    """Stop the procedure."""
    return _move(
        installation,
        answer,
        event,
        handler,
        lambda kiosk: kiosk.life_cycle.hold(document),
        password_stdin=password_stdin,
    )


def release(
    installation: Installation,
    answer: StreamAnswer,
    *,
    event: Path,
    handler: str | None,
    password_stdin: bool,
    document: str,
) -> int:
    """Let the procedure go on."""
    return _move(
        installation,
        answer,
        event,
        handler,
        lambda kiosk: kiosk.life_cycle.release(document),
        password_stdin=password_stdin,
    )


def _move(
    installation: Installation,
    answer: StreamAnswer,
    event: Path,
    handler: str | None,
    act: Callable[[OpenKiosk], Cycle],
    *,
    password_stdin: bool,
) -> int:
    with _opened(installation, event, handler, password_stdin=password_stdin) as kiosk:
        cycle = act(kiosk)
    answer.say(_("The event is {state}.", state=tell_state(cycle.state)))
    for line in _hold_lines(cycle.hold):
        answer.say(line)
    if answer.wants_json:
        held = None if cycle.hold is None else cycle.hold.document
        answer.give({"state": cycle.state, "hold": held})
    return 0


@contextmanager
def _opened(
    installation: Installation, event: Path, handler: str | None, *, password_stdin: bool
) -> Iterator[OpenKiosk]:
    credential = ask_credential(handler, password_stdin=password_stdin)
    with open_event(installation, event, credential) as kiosk:
        yield kiosk


def _hold_lines(hold: Hold | None) -> list[str]:
    return [] if hold is None else [tell_hold(hold)]


def _members(missing: Missing) -> dict[str, object]:
    return {"code": missing.code, "who": missing.who, "n": missing.n}
