"""Telling whether the laptop is ready, and asking what only a person can answer."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import click

from venue_kiosk.bootstrap import Installation
from venue_kiosk.bootstrap.doctor import examine
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.doctor_words import ADVICE, STATES, TITLES
from venue_kiosk.domain.digit_text import fold_digits, is_digits
from venue_kiosk.domain.readiness import CODES, Check, worst
from venue_kiosk.i18n import _

_ASKED: Final = ("scanner", "sound", "updates", "printer")


def tell_readiness(installation: Installation, event: Path | None, answer: StreamAnswer) -> int:
    """Look at everything once; return 1 when something stands in the way."""
    asks = sys.stdin.isatty() and sys.stdout.isatty() and not answer.wants_json
    checks = []
    for check in [*examine(installation, event), *(_ask_all() if asks else _unasked())]:
        checks.append(check)
        _tell(check, answer)
    verdict = worst([check.state for check in checks])
    if answer.wants_json:
        rows = [{"code": each.code, "state": each.state, "found": each.found} for each in checks]
        answer.give({"verdict": verdict, "checks": sorted(rows, key=_place)})
    answer.say(_(STATES[verdict]))
    return 1 if verdict == "bad" else 0


def _place(row: dict[str, str]) -> int:
    return CODES.index(row["code"])


def _tell(check: Check, answer: StreamAnswer) -> None:
    words = f"{_(STATES[check.state]):<6} {_(TITLES[check.code])}  {check.found}".rstrip()
    answer.say(words)
    if check.state != "ok" and check.code in ADVICE:
        answer.say(f"       {_(ADVICE[check.code])}")


def _unasked() -> Iterator[Check]:
    for code in _ASKED:
        yield Check(code=code, state="not_checkable")


def _ask_all() -> Iterator[Check]:
    """Ask a person; Enter alone leaves a row unanswered."""
    yield _ask_for_scan()
    click.echo("\a", nl=False, err=True)
    yield _ask("sound", lambda: _("Did you hear a sound?"))
    yield _ask("updates", lambda: _("Are updates and restarts off until the event is over?"))
    yield _ask("printer", lambda: _("Did a page come out of the printer today?"))


def _ask_for_scan() -> Check:
    text = click.prompt(
        _("Scan any notice with the hand scanner (Enter: no scanner)"),
        default="",
        show_default=False,
        err=True,
    )
    if not text:
        return Check(code="scanner", state="not_checkable")
    digits = fold_digits(text.strip())
    if is_digits(digits):
        return Check(code="scanner", state="ok", found=str(len(digits)))
    return Check(code="scanner", state="bad", found=_("letters came instead of digits"))


def _ask(code: str, question: Callable[[], str]) -> Check:
    given = click.prompt(f"{question()} [y/n]", default="", show_default=False, err=True)
    states = {"y": "ok", "n": "warning"}
    return Check(code=code, state=states.get(given.strip().lower(), "not_checkable"))  # type: ignore[arg-type]
