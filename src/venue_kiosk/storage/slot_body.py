"""The bytes of one key slot, and the key inside them."""

import hashlib
import struct
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import VaultError
from venue_kiosk.i18n import _
from venue_kiosk.ports import TokenSource

KEY_BYTES: Final = 32
MOST_ITERATIONS: Final = 10
MOST_TIMES_THE_MEMORY: Final = 4
"""Of what new slots have at least: so much may be measured where an event is made."""
BODY_BYTES: Final = 3_968
"""The bytes of a slot without the markers of its eight sectors."""

_MAGIC: Final = b"VKSLOT1\0"
_HEAD: Final = struct.Struct(">8sIIIBB64s16s12s")
_LENGTH: Final = struct.Struct(">H")
_CIPHERTEXT_BYTES: Final = KEY_BYTES + 16
_CHECKSUM_AT: Final = _HEAD.size + _LENGTH.size + _CIPHERTEXT_BYTES
_USED_BYTES: Final = _CHECKSUM_AT + 32
_USER_ID_BYTES: Final = 64
_INFO: Final = b"venue_kiosk slot v1|"


class Purpose(IntEnum):
    """What the wrapped key is for."""

    DATA_KEY = 1
    SIGNING_KEY = 2
    """The witness's key: signs, and opens no data."""


@dataclass(frozen=True, slots=True)
class Argon2Parameters:
    """How costly one guess of a passphrase is (Argon2id, RFC 9106)."""

    memory_kib: int = 65_536
    iterations: int = 3
    lanes: int = 4

    @property
    def allowed(self) -> bool:
        """Whether a derivation may be tried: a tampered slot must not exhaust the machine."""
        return (
            8_192 <= self.memory_kib <= 2_097_152
            and 1 <= self.iterations <= MOST_ITERATIONS
            and 1 <= self.lanes <= 16
        )


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A key that only the right credential unwraps."""

    parameters: Argon2Parameters
    purpose: Purpose
    user_id: str
    salt: bytes
    nonce: bytes
    ciphertext: bytes = bytes(_CIPHERTEXT_BYTES)
    """The key and its tag; all zero opens for nobody."""

    @property
    def head(self) -> bytes:
        """The bytes that the tag protects besides the key."""
        user_id = self.user_id.encode()
        cost = self.parameters
        return _HEAD.pack(
            _MAGIC,
            cost.memory_kib,
            cost.iterations,
            cost.lanes,
            self.purpose,
            len(user_id),
            user_id,
            self.salt,
            self.nonce,
        )


def compose_slot(
    key: bytes,
    credential: Credential,
    *,
    purpose: Purpose,
    parameters: Argon2Parameters,
    tokens: TokenSource,
) -> bytes:
    """Return the body of a slot that gives ``key`` to ``credential``, with new salt and nonce."""
    _check_new_slot(key, credential, parameters)
    lock = WrappedKey(
        parameters, purpose, credential.user_id, salt=tokens.octets(16), nonce=tokens.octets(12)
    )
    ciphertext = AESGCM(_derive(lock, credential)).encrypt(lock.nonce, key, lock.head)
    content = lock.head + _LENGTH.pack(len(ciphertext)) + ciphertext
    filling = tokens.octets(BODY_BYTES - _USED_BYTES)
    return content + hashlib.sha256(content).digest() + filling


def checksum_holds(body: bytes) -> bool:
    """Tell whether the used part of a slot's body is what was once written."""
    return hashlib.sha256(body[:_CHECKSUM_AT]).digest() == body[_CHECKSUM_AT:_USED_BYTES]


def parse_slot(body: bytes) -> WrappedKey | None:
    """Return what a slot's body holds, or nothing where it is unused, damaged or not allowed."""
    magic, memory, iterations, lanes, purpose, length, user_id, salt, nonce = _HEAD.unpack_from(
        body
    )
    parameters = Argon2Parameters(memory, iterations, lanes)
    (ciphertext_bytes,) = _LENGTH.unpack_from(body, _HEAD.size)
    if not (checksum_holds(body) and magic == _MAGIC and ciphertext_bytes == _CIPHERTEXT_BYTES):
        return None
    try:
        name = user_id[:length].decode()
        meant_for = Purpose(purpose)
    except ValueError:
        return None
    ciphertext = body[_HEAD.size + _LENGTH.size : _CHECKSUM_AT]
    wrapped = WrappedKey(parameters, meant_for, name, salt, nonce, ciphertext)
    sound = 1 <= length <= _USER_ID_BYTES and parameters.allowed
    return wrapped if sound else None


def unwrap_key(wrapped: WrappedKey, credential: Credential) -> bytes | None:
    """Return the key, or nothing for the wrong credential; costs one derivation either way."""
    try:
        return AESGCM(_derive(wrapped, credential)).decrypt(
            wrapped.nonce, wrapped.ciphertext, wrapped.head
        )
    except InvalidTag:
        return None


def passphrase_octets(passphrase: str) -> bytes:
    """Return a passphrase as it is derived from: UTF-8 in NFC."""
    # A terminal may hand over half a character: it must be a wrong passphrase, not a crash.
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def stretch(secret: bytes, salt: bytes, cost: Argon2Parameters) -> bytes:
    """Return 32 bytes of Argon2id.

    Raises:
        VaultError: there is not enough memory.
    """
    try:
        return hash_secret_raw(
            secret, salt, cost.iterations, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
        )
    except HashingError:
        raise no_memory() from None


def no_memory() -> VaultError:
    """Compose the error for a machine that cannot derive."""
    return VaultError(
        _("There is not enough memory to check the passphrase."),
        _("Close other programs, then try again."),
    )


def _check_new_slot(key: bytes, credential: Credential, parameters: Argon2Parameters) -> None:
    if len(key) != KEY_BYTES:
        raise ValueError("a slot holds a key of 32 bytes")
    if not 1 <= len(credential.user_id.encode()) <= _USER_ID_BYTES:
        raise ValueError("a user id has 1 to 64 bytes")
    if not parameters.allowed:
        raise ValueError("Argon2 parameters outside the allowed range")


def _derive(lock: WrappedKey, credential: Credential) -> bytes:
    stretched = stretch(passphrase_octets(credential.passphrase), lock.salt, lock.parameters)
    info = _INFO + lock.user_id.encode()
    return HKDF(SHA256(), KEY_BYTES, salt=credential.card_secret, info=info).derive(stretched)
