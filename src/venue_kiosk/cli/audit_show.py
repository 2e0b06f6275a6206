"""``kiosk audit show``: the lines of a log for people, or as JSON."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from venue_kiosk.bootstrap import Installation
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.audit_log import is_event, lines_of, opened_log, read_log_file
from venue_kiosk.cli.evidence import UnusableError
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _
from venue_kiosk.services.audit_desk import Shown, select, show_lines
from venue_kiosk.services.audit_words import LOG_PROBLEM_WORDS, show_act, show_details

_RESULT_FORMAT: Final = "venue-audit-show/1"


def show(
    installation: Installation,
    answer: StreamAnswer,
    *,
    log: Path,
    handler: str | None,
    password_stdin: bool,
    day: str | None,
    act: str | None,
) -> int:
    """Print the lines of one day, of one kind of act, or all.

    Raises:
        UsageError: the file cannot be read, or the day is none.
        NotNowError: the event did not let anybody in.
    """
    try:
        wanted = None if day is None else dt.date.fromisoformat(day)
    except ValueError:
        raise UsageError(_("--day is a date such as 2026-11-24.")) from None
    try:
        if is_event(log):
            signed_in = opened_log(
                installation, log, handler=handler, password_stdin=password_stdin
            )
            with signed_in as kiosk:
                shown = kiosk.audit.lines()
        else:
            shown = show_lines(lines_of(read_log_file(log)))
    except UnusableError as error:
        raise UsageError(f"{_(LOG_PROBLEM_WORDS[error.code])} {error.where}") from None
    found = select(shown, day=wanted, act=act)
    if answer.wants_json:
        answer.give(
            {
                "format": _RESULT_FORMAT,
                "count": len(shown),
                "lines": [dict(each.line.members) if each.line else None for each in found],
            }
        )
    else:
        _print(found)
        answer.say(_("{n} of {count} lines; “kiosk audit verify” checks them.",
                     n=len(found), count=len(shown)))  # fmt: skip
    return 0


def _print(found: Sequence[Shown]) -> None:
    for each in found:
        if each.line is None:
            click.echo(f"{each.number:>6}  {_(LOG_PROBLEM_WORDS['not_json'])}")
        else:
            line = each.line
            words = f"{show_act(line.act)}  {show_details(line)}".rstrip()
            click.echo(f"{each.number:>6}  {line.at:%Y-%m-%d %H:%M:%S}  {line.who:<6}  {words}")
