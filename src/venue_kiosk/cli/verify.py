"""``kiosk verify``: the certificate against its signatures and against itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.evidence import SMALL, UnusableError, parse_fingerprint, parse_key, read_file
from venue_kiosk.cli.verify_words import (
    CHECK_WORDS,
    LEVEL_WORDS,
    OUTCOME_WORDS,
    PROBLEM_WORDS,
    RESULT_WORDS,
)
from venue_kiosk.domain.audit_check import MOST_LOG_BYTES
from venue_kiosk.domain.certificate.strict_json import MOST_BYTES
from venue_kiosk.domain.signatures import PublicKey
from venue_kiosk.i18n import _
from venue_kiosk.services.log_reading import read_log
from venue_kiosk.services.verification import (
    CHECKS,
    Papers,
    Problem,
    Verification,
    verify_certificate,
)

_RESULT_FORMAT: Final = "venue-verify-result/1"
_EXITS: Final = {"valid": 0, "invalid": 1, "unusable": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the files lie; what is not given lies beside the certificate."""

    certificate: Path
    key: Path | None
    witness_key: Path | None
    audit_log: Path | None
    started: Path | None
    fingerprint: str | None


def verify(places: Places, answer: StreamAnswer, *, require_pass: bool) -> int:
    """Answer on standard output; return 0 valid, 1 invalid, 2 unusable.

    Raises:
        UsageError: ``--fingerprint`` is no fingerprint.
    """
    fingerprint = parse_fingerprint(places.fingerprint)
    try:
        papers = _read_papers(places, fingerprint)
    except UnusableError as error:
        return _tell(
            None,
            [Problem(error.code, error.where)],
            answer,
            fingerprint_given=fingerprint is not None,
        )
    verification = verify_certificate(papers, read_log, require_pass=require_pass)
    problems = verification.problems
    return _tell(verification, problems, answer, fingerprint_given=fingerprint is not None)


def _read_papers(places: Places, fingerprint: str | None) -> Papers:
    certificate = places.certificate
    beside = certificate.parent
    witness_key = _read_optional(places.witness_key, beside / "witness-public-key.pem", SMALL)
    started = places.started or beside / "erasure-started.json"
    content = read_file(certificate)
    signature = read_file(_with(certificate, ".sig"), missing="no_signature", most=SMALL)
    key_file = places.key or beside / "event-public-key.pem"
    return Papers(
        certificate=content,
        signature=signature,
        event_key=parse_key(read_file(key_file, missing="no_key", most=SMALL), key_file),
        witness_signature=_read_optional(None, _with(certificate, ".witness.sig"), SMALL),
        witness_key=_parse_witness_key(witness_key, places.witness_key),
        fingerprint=fingerprint,
        audit_log=_read_optional(places.audit_log, beside / "audit-log.jsonl", MOST_LOG_BYTES),
        started=_read_optional(places.started, started),
        started_signature=_read_optional(None, _with(started, ".sig"), SMALL),
    )


def _with(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _parse_witness_key(pem: bytes | None, named: Path | None) -> PublicKey | None:
    """Return the witness key; one that lies there by chance and is none counts as missing."""
    if pem is None:
        return None
    try:
        return PublicKey.parse(pem)
    except ValueError:
        if named is None:
            return None
        raise UnusableError("bad_key", named.name) from None


def _read_optional(named: Path | None, beside: Path, most: int = MOST_BYTES) -> bytes | None:
    """Read a file that was named, which must be there, or one that may lie beside."""
    if named is not None:
        return read_file(named, most=most)
    return read_file(beside, most=most) if beside.is_file() else None


def _tell(
    verification: Verification | None,
    problems: list[Problem],
    answer: StreamAnswer,
    *,
    fingerprint_given: bool,
) -> int:
    if verification is None or verification.unusable:
        result = "unusable"
    else:
        result = "valid" if verification.valid else "invalid"
    facts = _facts(result, verification, problems, fingerprint_given=fingerprint_given)
    if answer.wants_json:
        answer.give(facts)
    else:
        for line in _lines(facts, verification):
            click.echo(line)
    return _EXITS[result]


def _facts(
    result: str,
    verification: Verification | None,
    problems: list[Problem],
    *,
    fingerprint_given: bool,
) -> dict[str, Any]:
    certificate = None if verification is None else verification.certificate
    return {
        "format": _RESULT_FORMAT,
        "result": result,
        "exit": _EXITS[result],
        "level": certificate and certificate.level,
        "verdict": certificate and certificate.verdict,
        "document": certificate and certificate.document,
        "sample": None if certificate is None else certificate.sample,
        "event_id": certificate and certificate.event.event_id,
        "file_sha256": verification and verification.file_sha256,
        "event_key": verification and verification.event_key,
        "fingerprint_given": fingerprint_given,
        "checks": [
            {"id": check, "result": verification.checks[check] if verification else "not_asked"}
            for check in CHECKS
        ],
        "problems": [
            {"code": each.code, "where": each.where, "detail": _(PROBLEM_WORDS[each.code])}
            for each in problems
        ],
    }


def _lines(facts: dict[str, Any], verification: Verification | None) -> Iterator[str]:
    shown = facts["verdict"] if facts["result"] == "valid" else None
    yield " ".join(filter(None, (str(facts["result"]).upper(), shown)))
    meaning = RESULT_WORDS[shown or facts["result"]]
    yield _(meaning)
    certificate = None if verification is None else verification.certificate
    if certificate is not None:
        if certificate.sample:
            yield _("SAMPLE: demo or practice data")
        yield _("Event: {programme} ({id})", programme=certificate.event.programme,
                id=certificate.event.event_id)  # fmt: skip
        yield _("Extent of the check: {level}", level=_(LEVEL_WORDS[certificate.level]))
    if verification is not None:
        yield _("SHA-256 of the file: {sha256}", sha256=verification.file_sha256)
        yield _("Key: {fingerprint}", fingerprint=verification.event_key)
        for check, outcome in verification.checks.items():
            yield f"{_(OUTCOME_WORDS[outcome])}  {_(CHECK_WORDS[check])}"
    for problem in facts["problems"]:
        yield f"- {problem['detail']} [{problem['code']}] {problem['where']}".rstrip()
    if verification is not None and not verification.fingerprint_given:
        yield _("Compare the key above with the opening slip: only that proves whose it is.")
