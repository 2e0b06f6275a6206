"""``kiosk receipt``: what the ward's paper says, held to what was handed over."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from venue_kiosk.bootstrap import Installation, open_event
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.signing_in import ask_credential
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _

_SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The command line as it was typed."""

    event: Path
    number: str
    code: str
    date: str | None
    counts: tuple[str, ...]
    handler: str | None
    password_stdin: bool


def record_and_tell(installation: Installation, asked: Received, answer: StreamAnswer) -> int:
    """Record the receipt.

    Raises:
        KioskError: nothing was recorded.
    """
    date, counts = _date(asked.date), _counts(asked.counts)
    credential = ask_credential(asked.handler, password_stdin=asked.password_stdin)
    with open_event(installation, asked.event, credential) as kiosk:
        receipt = kiosk.hand_over.confirm_receipt(
            asked.number, asked.code, date=date, counts=counts
        )
    answer.say(_("Receipt recorded: {number}. The event may be erased now.", number=receipt.number))
    if answer.wants_json:
        answer.give(
            {
                "format": "venue-receipt-result/1",
                "number": receipt.number,
                "date": receipt.date.isoformat(),
            }
        )
    return 0


def _date(typed: str | None) -> dt.date | None:
    if typed is None:
        return None
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise UsageError(
            _("This is not a date: {text}", text=typed[:20]), _("Type it as 2026-11-24.")
        ) from None


def _counts(given: Sequence[str]) -> Mapping[str, int]:
    counts = {}
    for each in given:
        name, _equals, number = each.rpartition("=")
        if not name or not number.isdecimal():
            raise UsageError(
                _("{option} is not complete.", option="--count"),
                _("Type it as list-01.xlsx=236."),
            )
        counts[name if name.endswith(_SUFFIX) else name + _SUFFIX] = int(number)
    return counts
