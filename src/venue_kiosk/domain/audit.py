"""The lines of the audit log, byte for byte, and the chain between them."""

import base64
import datetime as dt
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias, assert_never

CHECKPOINT_EVERY: Final = 50
"""Never more lines than this in a row that are not checkpoints."""
FIRST_PREV: Final = "0" * 64
"""What the genesis line has where every other line has the hash of the line before."""
SYSTEM: Final = "system"
"""Who acts when no person does."""

_WHO: Final = re.compile(r"system|[A-Z][A-Za-z0-9-]{0,15}")
_CODE: Final = re.compile(r"[a-z][a-z0-9_]*")
_RESERVED: Final = frozenset({"genesis", "checkpoint", "slip"})
_REFERENCE_DIGITS: Final = 16
_WHY_CHARACTERS: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Genesis:
    """The first line: what the log belongs to and which keys vouch for it."""

    event_id: str
    event_key: str
    """Fingerprint, as the opening slip shows it."""
    witness_key: str | None
    software_sha256: str
    plugins: tuple[tuple[str, str], ...]
    """``(name, sha256)`` of each plugin."""
    sample: bool


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A line signed by the event key: nothing before it can be rewritten without that key."""

    signature: bytes


@dataclass(frozen=True, slots=True)
class Slip:
    """A paper slip was printed; its count is this line's ``seq``, its head this line's ``prev``."""

    kind: Literal["opening", "midday"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody did, without names, addresses or search words."""

    act: str
    ref: str | None = None
    """``reference`` of a reception number."""
    n: Mapping[str, int] = field(default_factory=dict)
    """Counts."""
    why: str | None = None
    """A reason code or a document number, never free text."""
    lane: str | None = None
    happened_at: dt.datetime | None = None
    """When it happened, if not when it was recorded."""


Entry: TypeAlias = Genesis | Checkpoint | Slip | Deed


def compose_line(entry: Entry, *, seq: int, at: dt.datetime, who: str, prev: str) -> bytes:
    """Return the exact bytes of one line, without the line end.

    Raises:
        ValueError: a member has not the form that the log allows.
    """
    if not _WHO.fullmatch(who):
        raise ValueError("not a pseudonymous handler id")
    members = {"seq": seq, "at": _time(at), "who": who, **_members(entry), "prev": prev}
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()


def head_of(line: bytes) -> str:
    """Return the hash that the next line carries as ``prev``."""
    return hashlib.sha256(line).hexdigest()


def checkpoint_message(event_id: str, *, seq: int, prev: str) -> bytes:
    """Return what the event key signs for the checkpoint at ``seq``."""
    return f"venue-audit-checkpoint/1\n{event_id}\n{seq}\n{prev}\n".encode("ascii")


def reference(key: bytes, reception_no: str) -> str:
    """Return what stands for a reception number: linkable only while the key exists."""
    return hmac.new(key, reception_no.encode(), "sha256").hexdigest()[:_REFERENCE_DIGITS]


def paper_form(digest: bytes) -> str:
    """Return the first 160 bits of a hash as people compare them: ten groups of four digits."""
    digits = digest[:20].hex().upper()
    return " ".join(digits[start : start + 4] for start in range(0, 40, 4))


def fingerprint(public_key_der: bytes) -> str:
    """Return the paper form of a public key (DER SubjectPublicKeyInfo)."""
    return paper_form(hashlib.sha256(public_key_der).digest())


def _members(entry: Entry) -> dict[str, Any]:
    match entry:
        case Genesis():
            return _genesis_members(entry)
        case Checkpoint(signature):
            return {"act": "checkpoint", "sig": base64.b64encode(signature).decode("ascii")}
        case Slip(kind):
            return {"act": "slip", "kind": kind}
        case Deed():
            return _deed_members(entry)
        case _:
            assert_never(entry)


def _genesis_members(genesis: Genesis) -> dict[str, Any]:
    return {
        "act": "genesis",
        "format": "venue-audit-log/1",
        "event_id": genesis.event_id,
        "event_key": genesis.event_key,
        "witness_key": genesis.witness_key,
        "software_sha256": genesis.software_sha256,
        "plugins": [{"name": name, "sha256": sha256} for name, sha256 in genesis.plugins],
        "checkpoint_every": CHECKPOINT_EVERY,
        "sample": genesis.sample,
    }


def _deed_members(deed: Deed) -> dict[str, Any]:
    if not _CODE.fullmatch(deed.act) or deed.act in _RESERVED:
        raise ValueError(f"not a code of something done: {deed.act!r}")
    if deed.why is not None and not (
        1 <= len(deed.why) <= _WHY_CHARACTERS and deed.why.isprintable()
    ):
        raise ValueError("a reason is a code or a document number of at most 64 characters")
    members = {
        "act": deed.act,
        "ref": deed.ref,
        "n": dict(deed.n) or None,
        "why": deed.why,
        "lane": deed.lane,
        "happened_at": None if deed.happened_at is None else _time(deed.happened_at),
    }
    return {name: value for name, value in members.items() if value is not None}


def _time(at: dt.datetime) -> str:
    if at.utcoffset() is None:
        raise ValueError("a time without its offset")
    return at.isoformat(timespec="seconds")
