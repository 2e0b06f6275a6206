"""Ed25519 signatures (RFC 8032) over exact bytes, and the names of keys."""

from dataclasses import dataclass
from typing import Final, Self

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from venue_kiosk.domain.audit import fingerprint

SIGNATURE_BYTES: Final = 64


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that checks signatures."""

    _key: Ed25519PublicKey

    @classmethod
    def parse(cls, pem: bytes) -> Self:
        """Read a PEM file (SubjectPublicKeyInfo).

        Raises:
            ValueError: it is not a PEM file of an Ed25519 public key.
        """
        try:
            key = load_pem_public_key(pem)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise ValueError("not a public key in PEM form") from None
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError("not an Ed25519 key")  # noqa: TRY004 - a value of the wrong kind
        return cls(key)

    @property
    def pem(self) -> bytes:
        """The key as a file."""
        return self._key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    @property
    def fingerprint(self) -> str:
        """The paper form of the SHA-256 over its DER form."""
        return fingerprint(self._key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))

    def holds(self, signature: bytes, content: bytes) -> bool:
        """Say whether ``signature`` was made by this key's owner over exactly ``content``."""
        try:
            self._key.verify(signature, content)
        except InvalidSignature:
            return False
        return True


class SigningKey:
    """A key that signs; its seed never shows."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def public(self) -> PublicKey:
        """Who checks what this key signs."""
        return PublicKey(self._key.public_key())

    def sign(self, content: bytes) -> bytes:
        """Return 64 bytes."""
        return self._key.sign(content)
