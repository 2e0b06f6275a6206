"""The witness's signing key: made with the event, kept in the witness's slot alone."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from venue_kiosk.domain.credential import Credential
from venue_kiosk.ports import TokenSource
from venue_kiosk.storage.audit import key_fingerprint
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.keys import WITNESS_KEY, record_key
from venue_kiosk.storage.slot_body import KEY_BYTES, Purpose
from venue_kiosk.storage.slots import SLOTS
from venue_kiosk.storage.vault import Vault


def make_witness_key(
    vault: Vault, database: Database, witness: Credential, *, tokens: TokenSource
) -> str:
    """Wrap a new key for ``witness``, keep its public half, and return the fingerprint.

    Runs inside the caller's transaction.
    """
    seed = tokens.octets(KEY_BYTES)
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    vault.slots.write(SLOTS - 1, witness, key=seed, purpose=Purpose.SIGNING_KEY)
    record_key(database, WITNESS_KEY, public.public_bytes_raw())
    return key_fingerprint(public)
