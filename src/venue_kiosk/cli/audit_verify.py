"""``kiosk audit verify``: the log against its key, its own chain, paper slips, a certificate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from venue_kiosk.bootstrap import Installation
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.audit_log import is_event, opened_log, read_log_file
from venue_kiosk.cli.evidence import SMALL, UnusableError, parse_fingerprint, parse_key, read_file
from venue_kiosk.domain.audit import paper_form
from venue_kiosk.domain.audit_check import (
    Anchor,
    CertifiedLog,
    Finding,
    LogCheck,
    Outcome,
    check_log,
    outcome_of,
)
from venue_kiosk.domain.certificate.file import read_certificate
from venue_kiosk.domain.certificate.strict_json import StrictJsonError, parse_object
from venue_kiosk.domain.signatures import SIGNATURE_BYTES, PublicKey
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _
from venue_kiosk.services.audit_words import LOG_PROBLEM_WORDS, LOG_RESULT_WORDS

_RESULT_FORMAT: Final = "venue-audit-verify-result/1"
_EXITS: Final[dict[Outcome, int]] = {"valid": 0, "invalid": 1, "unusable": 2}
_MOST_SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The command line as it was typed."""

    log: Path
    handler: str | None
    password_stdin: bool
    key: Path | None
    fingerprint: str | None
    slips: tuple[str, ...]
    certificate: Path | None


def verify(installation: Installation, asked: Asked, answer: StreamAnswer) -> int:
    """Answer on standard output; return 0 valid, 1 invalid, 2 unusable.

    Raises:
        UsageError: ``--slip`` or ``--fingerprint`` has not its form.
        NotNowError: the event did not let anybody in.
    """
    fingerprint = parse_fingerprint(asked.fingerprint)
    anchors = [_parse_slip(text) for text in asked.slips]
    try:
        check = _check(installation, asked, fingerprint, anchors)
    except UnusableError as error:
        check = LogCheck(event_key="", unusable=True)
        check.problems = [Finding(error.code, 0, error.where)]
    _tell(check, answer, fingerprint_given=fingerprint is not None)
    return _EXITS[outcome_of(check)]


def _parse_slip(text: str) -> Anchor:
    try:
        return Anchor.parse(text)
    except ValueError:
        raise UsageError(
            _("--slip is a count and a head of 40 or 64 digits."),
            _('Type it as it stands on the paper, for example --slip "52 1A2B …".'),
        ) from None


def _check(
    installation: Installation, asked: Asked, fingerprint: str | None, anchors: Sequence[Anchor]
) -> LogCheck:
    if is_event(asked.log):
        signed_in = opened_log(
            installation, asked.log, handler=asked.handler, password_stdin=asked.password_stdin
        )
        with signed_in as kiosk:
            content, pem = kiosk.audit.export(), kiosk.audit.public_key_pem()
        key = PublicKey.parse(pem) if asked.key is None else _key(asked.key)
    else:
        content = read_log_file(asked.log)
        key = _key(asked.key or asked.log.with_name("event-public-key.pem"))
    broken = CertifiedLog(count=0, head="", genesis="", sha256="")
    certified = None
    if asked.certificate is not None:
        certified = _certified(asked.certificate, key) or broken
    return check_log(content, key, fingerprint=fingerprint, anchors=anchors, certified=certified)


def _key(path: Path) -> PublicKey:
    return parse_key(read_file(path, missing="no_key", most=SMALL), path)


def _certified(path: Path, key: PublicKey) -> CertifiedLog | None:
    """Return what a certificate says of the log; nothing if it is not one that the key signed."""
    content = read_file(path)
    beside = path.with_name(path.name + ".sig")
    signature = read_file(beside, missing="no_signature", most=SMALL)
    if len(signature) != SIGNATURE_BYTES or not key.holds(signature, content):
        return None
    try:
        audit = read_certificate(parse_object(content)).audit
    except StrictJsonError:
        return None
    if audit.count is None or None in {audit.head, audit.genesis, audit.sha256}:
        return None
    return CertifiedLog(
        count=audit.count, head=audit.head, genesis=audit.genesis, sha256=audit.sha256
    )


def _tell(check: LogCheck, answer: StreamAnswer, *, fingerprint_given: bool) -> None:
    facts = compose_facts(check, fingerprint_given=fingerprint_given)
    if answer.wants_json:
        answer.give(facts)
        return
    for line in _lines(check, facts):
        click.echo(line)


def compose_facts(check: LogCheck, *, fingerprint_given: bool) -> dict[str, Any]:
    """Return the answer as one object; what is not known is ``None``."""
    outcome = outcome_of(check)
    known = not check.unusable
    return {
        "format": _RESULT_FORMAT,
        "result": outcome,
        "exit": _EXITS[outcome],
        "event_id": check.event_id,
        "count": check.count if known else None,
        "head": check.head if known else None,
        "head_paper": paper_form(bytes.fromhex(check.head)) if known else None,
        "checkpoints": check.checkpoints if known else None,
        "unsigned_tail": check.unsigned_tail if known else None,
        "sealed": check.sealed if known else None,
        "event_key": check.event_key or None,
        "fingerprint_given": fingerprint_given,
        "anchors": [
            {
                "count": each.anchor.count,
                "head": each.anchor.paper_head,
                "result": "ok" if each.agrees else "differs",
            }
            for each in check.anchors
        ],
        "anchored": check.anchored,
        "problems": [_finding(each) for each in check.problems],
        "warnings": [_finding(each) for each in check.warnings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    words = _(LOG_PROBLEM_WORDS[finding.code])
    detail = f"{words} [{finding.member}]" if finding.member else words
    return {"code": finding.code, "line": finding.line or None, "detail": detail}


def _lines(check: LogCheck, facts: dict[str, Any]) -> Iterator[str]:
    outcome = outcome_of(check)
    yield outcome.upper()
    yield _(LOG_RESULT_WORDS[outcome])
    if not check.unusable:
        yield _("Lines: {count}", count=check.count)
        yield _("Head: {head}", head=facts["head_paper"])
        yield _("Key: {fingerprint}", fingerprint=check.event_key)
        for each in check.anchors:
            words = _("agrees") if each.agrees else _("DIFFERS")
            yield _("Slip {count}: {words}", count=each.anchor.count, words=words)
    for kind in ("problems", "warnings"):
        yield from _told(facts[kind])
    if not check.unusable and not check.anchored:
        yield _(
            "Compare with a paper slip (--slip): only that proves that nothing was rewritten"
            " from the beginning."
        )


def _told(findings: Sequence[dict[str, Any]]) -> Iterator[str]:
    for each in findings[:_MOST_SHOWN]:
        place = _("line {line}: ", line=each["line"]) if each["line"] else ""
        yield f"- {place}{each['detail']} [{each['code']}]"
    if len(findings) > _MOST_SHOWN:
        yield _("- and {n} more", n=len(findings) - _MOST_SHOWN)
