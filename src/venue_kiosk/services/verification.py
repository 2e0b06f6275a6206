"""``kiosk verify``: whether a certificate is authentic and agrees with itself."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from venue_kiosk.domain.certificate.file import FORMAT, Certificate, read_certificate
from venue_kiosk.domain.certificate.started import STARTED_FORMAT, counts_agree, read_started
from venue_kiosk.domain.certificate.strict_json import StrictJsonError, parse_object
from venue_kiosk.domain.certificate.verdict import states_what_it_shows
from venue_kiosk.domain.signatures import SIGNATURE_BYTES, PublicKey

CheckId = Literal[
    "signature",
    "fingerprint",
    "witness_signature",
    "format",
    "verdict_rule",
    "audit_log",
    "started_record",
]
CHECKS: Final[tuple[CheckId, ...]] = (
    "signature",
    "fingerprint",
    "witness_signature",
    "format",
    "verdict_rule",
    "audit_log",
    "started_record",
)
"""Every check, in the order in which it is told."""
CheckResult = Literal["ok", "failed", "not_asked"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong; ``where`` is a member's path or the name of a file."""

    code: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFacts:
    """What a valid audit log is; a log that is not valid has none."""

    count: int
    head: str
    genesis: str


ReadLog: TypeAlias = Callable[[bytes, PublicKey], LogFacts | None]
"""Return the facts of a log that is valid under the key, else nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The files to look at, as they lie on the medium."""

    certificate: bytes
    signature: bytes
    event_key: PublicKey
    witness_signature: bytes | None = None
    witness_key: PublicKey | None = None
    fingerprint: str | None = None
    """From the opening slip, in paper form."""
    audit_log: bytes | None = None
    started: bytes | None = None
    started_signature: bytes | None = None


@dataclass(kw_only=True)
class Verification:
    """The answer; ``certificate`` only where the signature held and the form is right."""

    file_sha256: str
    event_key: str
    fingerprint_given: bool
    checks: dict[CheckId, CheckResult] = field(
        default_factory=lambda: dict.fromkeys(CHECKS, "not_asked")
    )
    problems: list[Problem] = field(default_factory=list)
    certificate: Certificate | None = None
    unusable: bool = False
    """The question cannot be asked: an authentic file of a form that is not known here."""

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify_certificate(papers: Papers, read_log: ReadLog, *, require_pass: bool) -> Verification:
    """Look at everything; the signature first, and at nothing else when it does not hold."""
    answer = Verification(
        file_sha256=hashlib.sha256(papers.certificate).hexdigest(),
        event_key=papers.event_key.fingerprint,
        fingerprint_given=papers.fingerprint is not None,
    )
    looks = _Looks(papers, answer, read_log)
    if looks.settle("signature", looks.signature()):
        looks.settle("format", looks.form())
        if answer.unusable:
            return answer
        looks.settle("fingerprint", looks.fingerprint())
        if answer.certificate is not None:
            looks.settle_rest(answer.certificate)
            if require_pass and answer.certificate.verdict != "PASS":
                answer.problems.append(Problem("not_pass", "verdict"))
    return answer


class _Looks:
    """One look for each check: yields what is wrong."""

    def __init__(self, papers: Papers, answer: Verification, read_log: ReadLog) -> None:
        self._papers = papers
        self._answer = answer
        self._read_log = read_log
        self._tree: Mapping[str, Any] = {}

    def settle(self, check: CheckId, look: Iterator[Problem]) -> bool:
        """Record how a check ended."""
        problems = list(look)
        self._answer.problems.extend(problems)
        self._answer.checks[check] = "failed" if problems else "ok"
        return not problems

    def settle_rest(self, certificate: Certificate) -> None:
        """Look at all that needs a readable certificate."""
        self.settle("witness_signature", self.witness(certificate))
        self.settle("verdict_rule", self.rule(certificate))
        if self._papers.audit_log is not None:
            self.settle("audit_log", self.log(certificate, self._papers.audit_log))
        if self._papers.started is not None:
            self.settle("started_record", self.started(certificate, self._papers.started))

    def signature(self) -> Iterator[Problem]:
        """The event key signed exactly these bytes."""
        papers = self._papers
        if len(papers.signature) != SIGNATURE_BYTES:
            yield Problem("signature_length", "erasure-certificate.json.sig")
        elif not papers.event_key.holds(papers.signature, papers.certificate):
            yield Problem("signature_wrong", "erasure-certificate.json.sig")

    def form(self) -> Iterator[Problem]:
        """The bytes are a certificate of the format."""
        try:
            tree = parse_object(self._papers.certificate)
            self._tree = tree
            stated = tree.get("format")
            if isinstance(stated, str) and stated != FORMAT:
                self._answer.unusable = True
                yield Problem("unknown_format", "format")
                return
            self._answer.certificate = read_certificate(tree)
        except StrictJsonError as error:
            yield Problem(error.code, error.where)

    def fingerprint(self) -> Iterator[Problem]:
        """The key is the one that the certificate and the opening slip name."""
        key, given = self._papers.event_key.fingerprint, self._papers.fingerprint
        signing = self._tree.get("signing")
        stated = signing.get("event_key") if isinstance(signing, dict) else None
        if stated != key:
            yield Problem("fingerprint_differs", "signing.event_key")
        elif given is not None and given != key:
            yield Problem("fingerprint_not_of_slip", "--fingerprint")

    def witness(self, certificate: Certificate) -> Iterator[Problem]:
        """The witness, if there was one, signed the same bytes."""
        papers = self._papers
        if certificate.people.witness is None:
            return
        if papers.witness_signature is None or papers.witness_key is None:
            yield Problem("witness_missing", "erasure-certificate.json.witness.sig")
            return
        if papers.witness_key.fingerprint != certificate.signing.witness_key:
            yield Problem("witness_key_differs", "signing.witness_key")
        elif len(papers.witness_signature) != SIGNATURE_BYTES or not papers.witness_key.holds(
            papers.witness_signature, papers.certificate
        ):
            yield Problem("witness_signature_wrong", "erasure-certificate.json.witness.sig")

    def rule(self, certificate: Certificate) -> Iterator[Problem]:
        """The stated verdict is the one its members amount to."""
        if not states_what_it_shows(certificate):
            yield Problem("verdict_differs", "verdict")

    def log(self, certificate: Certificate, content: bytes) -> Iterator[Problem]:
        """The log is valid and is the one that the certificate names."""
        facts = self._read_log(content, self._papers.event_key)
        if facts is None:
            yield Problem("audit_log_invalid", "audit-log.jsonl")
            return
        audit = certificate.audit
        ours = (facts.count, facts.head, facts.genesis, hashlib.sha256(content).hexdigest())
        if ours != (audit.count, audit.head, audit.genesis, audit.sha256):
            yield Problem("audit_log_differs", "audit")

    def started(self, certificate: Certificate, content: bytes) -> Iterator[Problem]:
        """The record opened before erasure is signed and has the same counts."""
        papers, name = self._papers, "erasure-started.json"
        signature = papers.started_signature or b""
        if len(signature) != SIGNATURE_BYTES or not papers.event_key.holds(signature, content):
            yield Problem("started_signature_wrong", name)
            return
        try:
            tree = parse_object(content)
            known = tree.get("format") == STARTED_FORMAT
            agrees = known and counts_agree(read_started(tree), certificate)
        except StrictJsonError:
            yield Problem("started_unreadable", name)
            return
        same = hashlib.sha256(content).hexdigest() == certificate.record.started_sha256
        if not (agrees and same):
            yield Problem("started_differs", name)
