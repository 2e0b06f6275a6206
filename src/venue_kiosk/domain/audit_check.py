"""Whether an audit log is whole, signed, and the one that the paper slips speak of."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Self

from venue_kiosk.domain.audit import (
    CHECKPOINT_EVERY,
    FIRST_PREV,
    checkpoint_message,
    head_of,
    paper_form,
)
from venue_kiosk.domain.audit_line import LineError, LogLine, parse_line
from venue_kiosk.domain.signatures import PublicKey

MOST_LOG_BYTES: Final = 128 * 1024 * 1024
"""The longest log that is read: some 400,000 lines."""
MOST_PROBLEMS: Final = 1_000
"""What comes after so many problems is not listed."""

_ANCHOR: Final = re.compile(r"\s*([0-9]{1,12})\s+([0-9A-Fa-f\s]+)")
_HEAD_DIGITS: Final = (40, 64)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something at one line, counted from 1; 0 stands for the whole log."""

    code: str
    line: int = 0
    member: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a paper slip says: so many lines, the last of them with this hash."""

    count: int
    head: str
    """40 or 64 lower-case digits."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``COUNT HEAD``; spaces and case do not matter.

        Raises:
            ValueError: it has not that form.
        """
        found = _ANCHOR.fullmatch(text)
        head = "".join(found[2].split()).lower() if found else ""
        if found is None or len(head) not in _HEAD_DIGITS or int(found[1]) < 1:
            raise ValueError("not a count and a head")
        return cls(int(found[1]), head)

    @property
    def paper_head(self) -> str:
        """The head as slips show it."""
        return paper_form(bytes.fromhex(self.head))


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedLog:
    """What a valid certificate says of the log."""

    count: int
    head: str
    genesis: str
    sha256: str


@dataclass(frozen=True, slots=True)
class AnchorResult:
    """An anchor and whether the log agrees with it."""

    anchor: Anchor
    agrees: bool


@dataclass(kw_only=True)
class LogCheck:
    """What a log is and what is wrong with it."""

    count: int = 0
    head: str = ""
    genesis: str = ""
    event_id: str | None = None
    checkpoints: int = 0
    unsigned_tail: int = 0
    """Lines after the last checkpoint: nobody vouches for them yet."""
    sealed: bool = False
    event_key: str
    anchors: list[AnchorResult] = field(default_factory=list)
    anchored: bool = False
    """A slip or a certificate was given, and all agree."""
    problems: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    unusable: bool = False
    """The question cannot be asked: empty, or of a format that is not known here."""

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check_log(
    content: bytes,
    key: PublicKey,
    *,
    fingerprint: str | None = None,
    anchors: Sequence[Anchor] = (),
    certified: CertifiedLog | None = None,
) -> LogCheck:
    """Look at every line, byte for byte; ``fingerprint`` is the opening slip's."""
    check = LogCheck(event_key=key.fingerprint)
    lines = content.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
        cut = False
    else:
        cut = True
    if not lines:
        return _unusable(check, "empty", 0)
    walk = _Walk(check, key, fingerprint)
    for number, line in enumerate(lines, 1):
        walk.look(number, line)
        if check.unusable:
            return check
    walk.end(len(lines))
    if cut:
        walk.add("truncated_line", len(lines))
    check.count, check.head, check.genesis = len(lines), head_of(lines[-1]), head_of(lines[0])
    check.unsigned_tail = walk.unsigned
    for anchor in anchors:
        _compare(check, anchor, lines)
    if certified is not None and _differs(certified, check, content):
        walk.add("certificate_differs", 0)
    given = bool(anchors) or certified is not None
    agree = all(each.agrees for each in check.anchors)
    check.anchored = given and agree and not _certificate_failed(check)
    return check


def _unusable(check: LogCheck, code: str, line: int) -> LogCheck:
    check.problems = [Finding(code, line)]
    check.unusable = True
    return check


def _compare(check: LogCheck, anchor: Anchor, lines: Sequence[bytes]) -> None:
    reaches = anchor.count <= len(lines)
    agrees = reaches and head_of(lines[anchor.count - 1]).startswith(anchor.head)
    check.anchors.append(AnchorResult(anchor, agrees))
    if not agrees:
        check.problems.append(Finding("slip_differs", min(anchor.count, len(lines))))


def _differs(certified: CertifiedLog, check: LogCheck, content: bytes) -> bool:
    sha256 = hashlib.sha256(content).hexdigest()
    ours = (check.count, check.head, check.genesis, sha256)
    return ours != (certified.count, certified.head, certified.genesis, certified.sha256)


def _certificate_failed(check: LogCheck) -> bool:
    return any(each.code == "certificate_differs" for each in check.problems)


class _Walk:
    """Goes through the lines in order."""

    def __init__(self, check: LogCheck, key: PublicKey, fingerprint: str | None) -> None:
        self._check = check
        self._key = key
        self._fingerprint = fingerprint
        self._prev = FIRST_PREV
        self._seq = 0
        self._before: LogLine | None = None
        self._sealed_at: int | None = None
        self.unsigned = 0

    def add(self, code: str, line: int, member: str = "") -> None:
        """Record a problem."""
        if len(self._check.problems) < MOST_PROBLEMS:
            self._check.problems.append(Finding(code, line, member))

    def look(self, number: int, content: bytes) -> None:
        """Look at one line."""
        try:
            line: LogLine | None = parse_line(content)
        except LineError as error:
            line = None
            if error.code == "unknown_format" and number == 1:
                _unusable(self._check, "unknown_format", 1)
                return
            self._refuse(number, error)
        self._count(number, line)
        if line is not None:
            for code in self._wrongs(number, line):
                self.add(code, number)
            self._seq = line.seq + 1
            self._before = line
        else:
            self._seq += 1
        self._prev = head_of(content)

    def end(self, count: int) -> None:
        """Look at what must not be missing at the end."""
        if self._sealed_at == count:
            self.add("after_seal", count)

    def _refuse(self, number: int, error: LineError) -> None:
        known = error.code if error.code != "unknown_format" else "genesis"
        self.add(known, number, error.member)
        if number == 1:
            self.add("genesis", 1)

    def _wrongs(self, number: int, line: LogLine) -> Iterator[str]:
        if (line.act == "genesis") != (number == 1):
            yield "genesis"
        elif number == 1:
            yield from self._read_genesis(line)
        if line.seq != self._seq:
            yield "seq"
        if line.prev != self._prev:
            yield "chain"
        if line.act == "checkpoint" and not self._is_signed(line):
            yield "checkpoint_signature"
        if self._before is not None and line.at < self._before.at:
            self._check.warnings.append(Finding("clock_back", number))

    def _read_genesis(self, line: LogLine) -> Iterator[str]:
        self._check.event_id = line.members["event_id"]
        ours = self._key.fingerprint
        if line.members["event_key"] != ours or self._fingerprint not in {None, ours}:
            yield "key_mismatch"

    def _is_signed(self, line: LogLine) -> bool:
        event_id = self._check.event_id
        if event_id is None:
            return False
        message = checkpoint_message(event_id, seq=line.seq, prev=line.prev)
        return self._key.holds(line.signature, message)

    def _count(self, number: int, line: LogLine | None) -> None:
        """Keep count of what is signed and of what may follow the seal."""
        act = "" if line is None else line.act
        if self._sealed_at is not None and (act != "checkpoint" or number > self._sealed_at + 1):
            self.add("after_seal", number)
        if act == "log_sealed" and self._sealed_at is None:
            self._sealed_at = number
            self._check.sealed = True
        if act == "checkpoint":
            self._check.checkpoints += 1
            self.unsigned = 0
            return
        self.unsigned += 1
        if self.unsigned == CHECKPOINT_EVERY + 1:
            self.add("checkpoint_missing", number)


Outcome = Literal["valid", "invalid", "unusable"]


def outcome_of(check: LogCheck) -> Outcome:
    """Return the one word of the answer."""
    if check.unusable:
        return "unusable"
    return "valid" if check.valid else "invalid"
