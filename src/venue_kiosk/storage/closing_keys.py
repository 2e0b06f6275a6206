"""The signing keys on the medium while the vault is already gone: ``closing-keys.bin``."""

from typing import Final

from venue_kiosk.domain.credential import Credential
from venue_kiosk.ports import TokenSource
from venue_kiosk.storage.slot_body import (
    Argon2Parameters,
    Purpose,
    WrappedKey,
    checksum_holds,
    compose_slot,
    parse_slot,
    unwrap_key,
)
from venue_kiosk.storage.slots import MARKER_BYTES, SECTOR_BYTES, SLOT_BYTES

CLOSING_KEYS_FILE: Final = "closing-keys.bin"
EVENT_SLOT: Final = 0
WITNESS_SLOT: Final = 1
_SLOTS: Final = 2
_COPY_BYTES: Final = _SLOTS * SLOT_BYTES


def compose_closing_keys(
    *owners: tuple[Credential, bytes], tokens: TokenSource, parameters: Argon2Parameters
) -> bytes:
    """Return the file: slot 0 for the operator and the event key's seed, slot 1 for the witness.

    Two copies of two slots in the frame of ``slots.bin``, under a marker of its own.
    """
    marker = tokens.octets(MARKER_BYTES)
    bodies = [
        compose_slot(
            seed, credential, purpose=Purpose.SIGNING_KEY, parameters=parameters, tokens=tokens
        )
        for credential, seed in owners
    ]
    return 2 * b"".join(_framed(marker, body) for body in bodies)


def open_closing_key(image: bytes, slot_no: int, credential: Credential) -> bytes | None:
    """Return the seed in a slot; nothing for another credential or a damaged file."""
    slot = _slot(image, slot_no)
    if slot is None or slot.user_id != credential.user_id:
        return None
    return unwrap_key(slot, credential)


def closing_key_owner(image: bytes, slot_no: int) -> str | None:
    """Return whose key a slot holds; nothing for a damaged file."""
    slot = _slot(image, slot_no)
    return None if slot is None else slot.user_id


def _slot(image: bytes, slot_no: int) -> WrappedKey | None:
    if len(image) != 2 * _COPY_BYTES:
        return None
    bodies = [_body(image, at + slot_no * SLOT_BYTES) for at in (0, _COPY_BYTES)]
    whole = next((body for body in bodies if checksum_holds(body)), None)
    slot = None if whole is None else parse_slot(whole)
    return slot if slot is not None and slot.purpose is Purpose.SIGNING_KEY else None


def _framed(marker: bytes, body: bytes) -> bytes:
    step = SECTOR_BYTES - MARKER_BYTES
    return b"".join(marker + body[at : at + step] for at in range(0, len(body), step))


def _body(image: bytes, slot_at: int) -> bytes:
    starts = range(slot_at, slot_at + SLOT_BYTES, SECTOR_BYTES)
    return b"".join(image[start + MARKER_BYTES : start + SECTOR_BYTES] for start in starts)
