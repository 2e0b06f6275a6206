"""One line of an audit log, read as strictly as the format asks."""

import base64
import binascii
import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from venue_kiosk.domain.audit import CHECKPOINT_EVERY

LOG_FORMAT: Final = "venue-audit-log/1"
MOST_LINE_BYTES: Final = 64 * 1024

_HEX64: Final = re.compile(r"[0-9a-f]{64}")
_EVENT_ID: Final = re.compile(r"[0-9a-f]{32}")
_REFERENCE: Final = re.compile(r"[0-9a-f]{16}")
_PAPER: Final = re.compile(r"[0-9A-F]{4}( [0-9A-F]{4}){9}")
_WHO: Final = re.compile(r"system|[A-Z][A-Za-z0-9-]{0,15}")
_CODE: Final = re.compile(r"[a-z][a-z0-9_]*")
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}"
)
_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*"')
_WHITE: Final = re.compile(rb"[ \t\r\n]")
_SIGNATURE_BYTES: Final = 64


class LineError(Exception):
    """The line is not what the format allows; ``member`` names the member, never its value."""

    def __init__(self, code: str, member: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.member = member


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line, its form checked; the chain is somebody else's question."""

    members: Mapping[str, Any]

    @property
    def seq(self) -> int:
        """Its number, from 0."""
        return int(self.members["seq"])

    @property
    def at(self) -> dt.datetime:
        """When it was recorded."""
        return dt.datetime.fromisoformat(self.members["at"])

    @property
    def who(self) -> str:
        """Pseudonymous id, or ``system``."""
        return str(self.members["who"])

    @property
    def act(self) -> str:
        """What was done."""
        return str(self.members["act"])

    @property
    def prev(self) -> str:
        """Hash of the line before."""
        return str(self.members["prev"])

    @property
    def signature(self) -> bytes:
        """Of a checkpoint."""
        return base64.b64decode(self.members["sig"])


def parse_line(content: bytes) -> LogLine:
    """Read the bytes of one line, without its line end.

    Raises:
        LineError: ``not_json``, ``bad_field``, or ``unknown_format`` for a genesis that a newer
            version may have written.
    """
    if len(content) > MOST_LINE_BYTES:
        raise LineError("bad_field")
    members = _members(content)
    if members.get("act") == "genesis" and members.get("format") != LOG_FORMAT:
        known = isinstance(members.get("format"), str)
        raise LineError("unknown_format" if known else "bad_field", "format")
    if _WHITE.search(_STRING.sub(b"", content)):
        raise LineError("bad_field")
    _require_form(members)
    return LogLine(members)


def _members(content: bytes) -> dict[str, Any]:
    try:
        tree = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError):
        raise LineError("not_json") from None
    if not isinstance(tree, dict):
        raise LineError("not_json")
    return tree


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise LineError("not_json")
    return members


def _no_number(_text: str) -> NoReturn:
    raise LineError("bad_field")


def _require_form(members: Mapping[str, Any]) -> None:
    act = members.get("act")
    own = _OWN.get(act, {}) if isinstance(act, str) else {}
    needed = {**_ALWAYS, **own}
    for name, holds in needed.items():
        if name not in members or not holds(members[name]):
            raise LineError("bad_field", name)
    for name, value in members.items():
        if name not in needed and not (name in _MAYBE and _MAYBE[name](value)):
            raise LineError("bad_field", name if name in _MAYBE else "")


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is(*allowed: object) -> Callable[[object], bool]:
    return lambda value: any(type(value) is type(each) and value == each for each in allowed)


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_boolean(value: object) -> bool:
    return isinstance(value, bool)


def _is_time(value: object) -> bool:
    if not (isinstance(value, str) and _TIME.fullmatch(value)):
        return False
    try:
        dt.datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_short(value: object) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= 64 and value.isprintable()


def _is_counts(value: object) -> bool:
    return isinstance(value, dict) and all(
        _is_short(name) and type(number) is int for name, number in value.items()
    )


def _is_signature(value: object) -> bool:
    if not (isinstance(value, str) and value.isascii()):
        return False
    try:
        signature = base64.b64decode(value, validate=True)
    except binascii.Error:
        return False
    # Only one text stands for 64 bytes: the unused bits of the last sign must be 0.
    return (
        len(signature) == _SIGNATURE_BYTES and base64.b64encode(signature).decode("ascii") == value
    )


def _is_plugins(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict)
        and set(each) == {"name", "sha256"}
        and _is_short(each["name"])
        and _matches(_HEX64)(each["sha256"])
        for each in value
    )


def _is_key_or_none(value: object) -> bool:
    return value is None or _matches(_PAPER)(value)


_ALWAYS: Final[Mapping[str, Callable[[object], bool]]] = {
    "seq": _is_count,
    "at": _is_time,
    "who": _matches(_WHO),
    "act": _matches(_CODE),
    "prev": _matches(_HEX64),
}
_MAYBE: Final[Mapping[str, Callable[[object], bool]]] = {
    "ref": _matches(_REFERENCE),
    "n": _is_counts,
    "why": _is_short,
    "lane": _is_short,
    "happened_at": _is_time,
}
_OWN: Final[Mapping[str, Mapping[str, Callable[[object], bool]]]] = {
    "genesis": {
        "format": _is(LOG_FORMAT),
        "event_id": _matches(_EVENT_ID),
        "event_key": _matches(_PAPER),
        "witness_key": _is_key_or_none,
        "software_sha256": _matches(_HEX64),
        "plugins": _is_plugins,
        "checkpoint_every": _is(CHECKPOINT_EVERY),
        "sample": _is_boolean,
    },
    "checkpoint": {"sig": _is_signature},
    "slip": {"kind": _is("opening", "midday")},
}
