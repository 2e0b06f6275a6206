"""``kiosk erase``: asking the two people, erasing, telling how it ended."""

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, get_args

import click

from venue_kiosk.bootstrap import Installation
from venue_kiosk.bootstrap.erasing import erase_event
from venue_kiosk.bootstrap.erasure_order import ErasureOrder
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.signing_in import ask_credential
from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.certificate.measures import RESIDUE_CODES, KeyState, Step
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.paper_slip import PrintedSlip
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _
from venue_kiosk.services.after_erasure import tell_next_steps, tell_remains, tell_verdict
from venue_kiosk.services.erasure_issue import Answers
from venue_kiosk.services.erasure_request import AskExports, CompareSlips
from venue_kiosk.services.erasure_residue import Finding
from venue_kiosk.services.erasure_run import WardCanary
from venue_kiosk.services.erasure_words import STEP_WORDS, ask_exports_words
from venue_kiosk.services.life_after import life_after
from venue_kiosk.services.slips import TITLES, slip_rows

_FINDINGS: Final[tuple[Finding, ...]] = ("none", "found", "unsafe")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The command line as it was typed."""

    event: Path
    medium: Path
    handler: str | None
    witness: str | None
    password_stdin: bool
    challenge: str
    canaries_seen: str | None
    slips: str | None
    cards: tuple[str, ...]
    copies: tuple[str, ...]
    answers: tuple[str, ...]


def erase_and_tell(installation: Installation, asked: Asked, answer: StreamAnswer) -> int:
    """Erase; return 0 for PASS and 1 for anything less.

    Raises:
        KioskError: nothing was begun, or the run stopped and can be taken up again.
    """
    answers = _answers(asked)
    _confirm(asked)
    operator, operator_at = _credential(installation, asked, asked.handler, _("Who erases:"))
    witness, witness_at = _credential(installation, asked, asked.witness, _("Who stands by:"))
    order = ErasureOrder(
        folder=asked.event,
        medium=asked.medium,
        operator=operator,
        witness=witness,
        typed=(operator_at, witness_at),
        challenge=asked.challenge or _ask_challenge(asked),
        compare_slips=_slip_comparer(asked, answer),
        answers=answers,
        ask_exports=_exports_from(asked),
        ask_canaries=_canaries_from(asked, answer),
        told=_teller(answer),
    )
    certificate = erase_event(installation, order)
    _tell(certificate, asked.event, answer)
    return 0 if certificate.verdict == "PASS" else 1


def _confirm(asked: Asked) -> None:
    """Ask once more where somebody sits at the terminal."""
    if not asked.password_stdin and sys.stdin.isatty():
        words = _("The event will be erased now. This cannot be taken back. Go on?")
        click.confirm(words, abort=True, err=True)


def _credential(
    installation: Installation, asked: Asked, handler_id: str | None, words: str
) -> tuple[Credential, dt.datetime]:
    if not asked.password_stdin:
        click.echo(words, err=True)
    credential = ask_credential(handler_id, password_stdin=asked.password_stdin)
    return credential, installation.clock.now()


def _ask_challenge(asked: Asked) -> str:
    if asked.password_stdin or not sys.stdin.isatty():
        return ""
    words = _("Characters the ward gives now (eight or more; empty for none)")
    return str(click.prompt(words, default="", show_default=False, err=True))


def _slip_comparer(asked: Asked, answer: StreamAnswer) -> CompareSlips:
    """Return what shows the paper slips and takes the official's word."""

    def compare(slips: Sequence[PrintedSlip]) -> bool | None:
        for slip in slips:
            answer.say(_(TITLES[slip.kind]))
            for name, value in slip_rows(slip):
                answer.say(f"  {name}: {value}")
        if asked.slips is not None:
            return asked.slips == "agreed"
        if asked.password_stdin or not sys.stdin.isatty():
            return None
        words = _("Did the official compare these with the paper slips, and are they equal?")
        return click.confirm(words, err=True)

    return compare


def _exports_from(asked: Asked) -> AskExports:
    """Return what asks for files that were written outside the event and are not there any more."""

    def ask(files: int) -> bool | None:
        if asked.password_stdin or not sys.stdin.isatty():
            return None  # a script says it with --answer exports=none
        return click.confirm(ask_exports_words(files), err=True)

    return ask


def _canaries_from(asked: Asked, answer: StreamAnswer) -> Callable[[], Sequence[WardCanary]]:
    """Return what asks for the ward's made-up applicants, once everything is overwritten."""
    seen = None if asked.canaries_seen is None else asked.canaries_seen == "yes"

    def ask() -> Sequence[WardCanary]:
        if asked.password_stdin:
            return [WardCanary(text=line, in_hand_over=seen) for line in answer.lines() if line]
        return [
            WardCanary(text=line, in_hand_over=_was_seen() if seen is None else seen)
            for line in _typed_lines()
        ]

    return ask


def _typed_lines() -> Iterator[str]:
    if not sys.stdin.isatty():
        return
    words = _("The ward's made-up applicant (empty when there is no more)")
    while line := str(click.prompt(words, default="", show_default=False, err=True)):
        yield line


def _was_seen() -> bool:
    return click.confirm(_("Did the ward see it in the hand-over list?"), err=True)


def _answers(asked: Asked) -> Answers:
    states = get_args(KeyState)
    residue = _pairs(asked.answers, "--answer", _FINDINGS)
    unknown = [code for code in residue if code not in RESIDUE_CODES]
    if unknown:
        raise UsageError(
            _("The checklist has no row {code}.", code=unknown[0]),
            _("Choose one of: {reasons}", reasons=", ".join(RESIDUE_CODES)),
        )
    findings = {name: next(each for each in _FINDINGS if each == value)
                for name, value in residue.items()}  # fmt: skip
    return Answers(
        cards=_pairs(asked.cards, "--card", states),
        copies=_pairs(asked.copies, "--copy", states),
        residue={code: (finding, "operator") for code, finding in findings.items()},
    )


def _pairs(given: Sequence[str], option: str, allowed: Sequence[str]) -> dict[str, str]:
    pairs = dict(each.rpartition("=")[::2] for each in given)
    for name, value in pairs.items():
        if not name or value not in allowed:
            raise UsageError(
                _("{option} is not complete.", option=option),
                _("Choose one of: {reasons}", reasons=", ".join(allowed)),
            )
    return pairs


def _teller(answer: StreamAnswer) -> Callable[[Step, int, int], None]:
    said: set[Step] = set()

    def tell(step: Step, _done: int, _total: int) -> None:
        if step not in said:
            said.add(step)
            words = STEP_WORDS[step]
            answer.say(_(words))

    return tell


def _tell(certificate: Certificate, folder: Path, answer: StreamAnswer) -> None:
    told = (tell_verdict(certificate), tell_next_steps(certificate))
    for line in chain(*told, tell_remains(certificate, folder)):
        answer.say(line)
    if answer.wants_json:
        answer.give(
            {
                "format": "venue-erase-result/1",
                "verdict": certificate.verdict,
                "document": certificate.document,
                "state": life_after(certificate, is_signed=True)[0].state.value,
                "level": certificate.level,
                "event_id": certificate.event.event_id,
                "event_key": certificate.signing.event_key,
                "resumed": certificate.record.resumed,
                "reasons": [
                    {"rule": each.rule, "code": each.code, "subject": each.subject}
                    for each in certificate.reasons
                ],
            }
        )
