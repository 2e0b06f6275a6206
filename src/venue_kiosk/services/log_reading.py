"""The facts of an audit log that is whole and signed."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from typing import Any

from venue_kiosk.domain.audit import CHECKPOINT_EVERY, FIRST_PREV, checkpoint_message, head_of
from venue_kiosk.domain.signatures import PublicKey
from venue_kiosk.services.verification import LogFacts


def read_log(content: bytes, key: PublicKey) -> LogFacts | None:
    """Return what a log is if its chain and its checkpoints hold under the key, else nothing."""
    lines = content.split(b"\n")
    if len(lines) < 2 or lines.pop() != b"":
        return None
    try:
        entries = [_parse(line) for line in lines]
        event_id = str(entries[0]["event_id"])
        sound = _chained(lines, entries) and _signed(entries, event_id, key)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    own_key = entries[0].get("event_key") == key.fingerprint
    if not (sound and own_key and entries[0].get("act") == "genesis"):
        return None
    return LogFacts(count=len(lines), head=head_of(lines[-1]), genesis=head_of(lines[0]))


def _parse(line: bytes) -> Mapping[str, Any]:
    entry = json.loads(line.decode("utf-8"), object_pairs_hook=_unique)
    if not isinstance(entry, dict):
        raise TypeError
    return entry


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("duplicate member")
    return members


def _chained(lines: Sequence[bytes], entries: Sequence[Mapping[str, Any]]) -> bool:
    before = [FIRST_PREV, *(head_of(line) for line in lines)]
    return all(
        (entry["seq"], entry["prev"]) == (seq, before[seq]) for seq, entry in enumerate(entries)
    )


def _signed(entries: Sequence[Mapping[str, Any]], event_id: str, key: PublicKey) -> bool:
    unsigned = 0
    for entry in entries:
        if entry["act"] != "checkpoint":
            unsigned += 1
        elif _checkpoint_holds(entry, event_id, key):
            unsigned = 0
        else:
            return False
        if unsigned > CHECKPOINT_EVERY:
            return False
    return True


def _checkpoint_holds(entry: Mapping[str, Any], event_id: str, key: PublicKey) -> bool:
    try:
        signature = base64.b64decode(entry["sig"], validate=True)
    except binascii.Error:
        return False
    return key.holds(signature, checkpoint_message(event_id, seq=entry["seq"], prev=entry["prev"]))
