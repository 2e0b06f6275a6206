"""The survey's own key: what people answered is sealed once more, apart from everything else."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from plugins.survey.messages import _
from venue_kiosk.api import TokenSource, VaultError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_LABEL: Final = "answers and crops, key 1"
_NONCE_OCTETS: Final = 12


class Seal:
    """AES-256-GCM under a key derived for the survey alone; it dies with the vault's keys."""

    def __init__(self, derive: Callable[[str], bytes], tokens: TokenSource) -> None:
        self._derive = derive
        self._tokens = tokens
        self._key = b""

    def close(self, content: bytes, *, place: str) -> bytes:
        """Return ``content`` sealed for one ``place``, which need not be secret."""
        nonce = self._tokens.octets(_NONCE_OCTETS)
        return nonce + self._cipher().encrypt(nonce, content, place.encode())

    def open(self, sealed: bytes, *, place: str) -> bytes:
        """Return what was sealed for ``place``.

        Raises:
            VaultError: it was changed, or belongs somewhere else.
        """
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as in _cipher

        nonce, content = sealed[:_NONCE_OCTETS], sealed[_NONCE_OCTETS:]
        try:
            return bytes(self._cipher().decrypt(nonce, content, place.encode()))
        except InvalidTag:
            raise VaultError(
                _("An answer in the survey's store is damaged."),
                _("Take the batch out and read its sheets again."),
            ) from None

    def name(self, text: str) -> str:
        """Return a name for ``text`` that tells nothing of it: 32 hexadecimal digits."""
        return self._derive(f"name {text}").hex()[:32]

    def _cipher(self) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import (  # noqa: PLC0415 - not at start
            AESGCM,
        )

        self._key = self._key or self._derive(_LABEL)
        return AESGCM(self._key)
