"""``kiosk check-in``: a lane without a screen, on the same service as the desk."""

import re
from typing import Final

import click

from plugins.reception.answers import compose_answer
from plugins.reception.messages import _
from plugins.reception.reception import Reception
from venue_kiosk.api import N_, Answer, Command, UsageError

_NONCE: Final = re.compile("[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def run_check_in(reception: Reception, answer: Answer, *, stdin: bool) -> int:
    """Answer each line of standard input with one JSON line, once its check-in is durable.

    A line is a payload or a reception number; after a tab it may name the scan's nonce (32
    hexadecimal digits or a UUID), so that whoever is not sure of an answer can ask again and gets
    the first one.
    """
    if not stdin:
        raise UsageError(
            _("Say where the codes come from."), _("Use --stdin, one code on each line.")
        )
    for line in answer.lines():
        payload, nonce = _split(line)
        if payload.strip():
            verdict = reception.desk.check_in(payload, nonce=nonce)
            answer.give(compose_answer(verdict))
    return 0


def _split(line: str) -> tuple[str, str | None]:
    """Part a nonce from a payload; any other words after a tab were scanned and are never kept."""
    payload, _tab, nonce = line.partition("\t")
    return (payload, nonce) if _NONCE.fullmatch(nonce) else (line, None)


CHECK_IN: Final = Command(
    "check-in",
    callback=run_check_in,
    help=N_("Check people in from codes on standard input."),
    params=[click.Option(["--stdin"], is_flag=True, help=N_("Read one code from each line."))],
)
