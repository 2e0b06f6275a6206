"""What the log's screen shows, as plain text: lines, counts, the answer of the check, slips."""

from collections.abc import Mapping, Sequence
from typing import Final

from venue_kiosk.domain.audit_check import LogCheck, outcome_of
from venue_kiosk.domain.paper_slip import PrintedSlip
from venue_kiosk.i18n import _
from venue_kiosk.services.audit_desk import Shown
from venue_kiosk.services.audit_words import (
    LOG_PROBLEM_WORDS,
    LOG_RESULT_WORDS,
    show_act,
    show_details,
)
from venue_kiosk.services.slips import TITLES, slip_rows

_MOST_PROBLEMS: Final = 3


def line_row(shown: Shown) -> str:
    """Return one line of the log as one line of the screen."""
    if shown.line is None:
        return f"{shown.number:>6}  ■ {_(LOG_PROBLEM_WORDS['not_json'])}"
    line = shown.line
    words = f"{show_act(line.act)}  {show_details(line)}".rstrip()
    return f"{shown.number:>6}  {line.at:%m-%d %H:%M:%S}  {line.who:<6}  {words}"


def count_rows(acts: Mapping[str, int]) -> Sequence[str]:
    """Return how often each act was recorded."""
    return [f"{n:>7}  {show_act(act)}" for act, n in acts.items()]


def check_words(check: LogCheck) -> str:
    """Return the answer of a check."""
    outcome = outcome_of(check)
    sign = "○" if outcome == "valid" else "■"
    lines = [f"{sign} {_(LOG_RESULT_WORDS[outcome])}"]
    for problem in check.problems[:_MOST_PROBLEMS]:
        place = _("line {line}: ", line=problem.line) if problem.line else ""
        lines.append(f"- {place}{_(LOG_PROBLEM_WORDS[problem.code])}")
    if outcome == "valid" and check.anchored:
        lines.append(_("It agrees with the paper slip: nothing before it was rewritten."))
    elif outcome == "valid":
        lines.append(_("Now compare with a paper slip (C): only paper shows a log made anew."))
    return "\n".join(lines)


def slip_words(slip: PrintedSlip) -> str:
    """Return a slip as it stands on paper."""
    rows = [f"{name}\n  {value}" for name, value in slip_rows(slip)]
    return "\n".join([_(TITLES[slip.kind]), "", *rows])


def slip_choice(slip: PrintedSlip) -> str:
    """Return one line to choose a slip by."""
    words = _("{n} lines", n=slip.count)
    return f"{slip.at:%m-%d %H:%M}  {_(TITLES[slip.kind])}  {words}"
