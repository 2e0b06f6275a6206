"""Key slots for those who open the event, Argon2id verifiers in the vault for the others."""

from argon2.exceptions import HashingError, VerificationError
from argon2.low_level import Type, hash_secret, verify_secret

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.person import Person
from venue_kiosk.errors import RefusedError
from venue_kiosk.i18n import _
from venue_kiosk.ports import TokenSource
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.people import PeopleRegister
from venue_kiosk.storage.rekeying import renew_key
from venue_kiosk.storage.slot_body import (
    KEY_BYTES,
    Argon2Parameters,
    Purpose,
    no_memory,
    passphrase_octets,
)
from venue_kiosk.storage.vault import Vault


class VaultKeys:
    """Lets people in and out of one opened event; see ``ports.PeopleKeys``."""

    def __init__(
        self,
        vault: Vault,
        database: Database,
        *,
        tokens: TokenSource,
        parameters: Argon2Parameters,
        lane: str,
    ) -> None:
        self._vault = vault
        self._database = database
        self._register = PeopleRegister(database)
        self._tokens = tokens
        self._parameters = parameters
        self._lane = lane

    def require_room(self) -> None:
        """Make sure that a key slot is free."""
        if self._vault.slots.free_slot() is None:
            raise _no_room()

    def give(self, person: Person, passphrase: str) -> None:
        """Let the person in with ``passphrase`` from now on; verifiers need a transaction."""
        if not person.opens:
            verifier = compose_verifier(
                passphrase, parameters=self._parameters, salt=self._tokens.octets(16)
            )
            self._register.keep_verifier(person.handler_id, verifier)
            return
        own, free = self._vault.slots.slot_of(person.handler_id), self._vault.slots.free_slot()
        slot_no = free if own is None else own
        if slot_no is None:
            raise _no_room()
        self._vault.write_slot(slot_no, self._vault.credential(person.handler_id, passphrase))

    def take(self, person: Person) -> None:
        """Let the person in no more; verifiers need a transaction."""
        if not person.opens:
            self._register.keep_verifier(person.handler_id, None)
            return
        slot_no = self._vault.slots.slot_of(person.handler_id)
        if slot_no is not None:
            self._vault.slots.clear(slot_no)

    def change_witness(self, handler_id: str, former: str, passphrase: str) -> None:
        """Give the witness another passphrase for the same signing key."""
        slots, purpose = self._vault.slots, Purpose.SIGNING_KEY
        seed = slots.open(self._vault.credential(handler_id, former), purpose=purpose)
        slot_no = slots.slot_of(handler_id, purpose=purpose)
        assert slot_no is not None
        credential = self._vault.credential(handler_id, passphrase)
        slots.write(slot_no, credential, key=seed, purpose=purpose)

    def renew(self, own: Credential) -> None:
        """Encrypt the vault under a new key that only ``own`` opens."""
        own = self._vault.credential(own.user_id, own.passphrase)
        renew_key(self._vault, self._database, own, tokens=self._tokens, lane=self._lane)


def compose_verifier(passphrase: str, *, parameters: Argon2Parameters, salt: bytes) -> str:
    """Return what tells a passphrase later, in the usual ``$argon2id$…`` form.

    Raises:
        VaultError: there is not enough memory.
    """
    try:
        encoded = hash_secret(
            passphrase_octets(passphrase),
            salt,
            parameters.iterations,
            parameters.memory_kib,
            parameters.lanes,
            KEY_BYTES,
            Type.ID,
        )
    except HashingError:
        raise no_memory() from None
    return encoded.decode("ascii")


def verifies(verifier: str, passphrase: str) -> bool:
    """Tell whether the passphrase is the one the verifier was made of."""
    try:
        return verify_secret(verifier.encode("ascii"), passphrase_octets(passphrase), Type.ID)
    except VerificationError:
        return False


def _no_room() -> RefusedError:
    return RefusedError(
        _("All eight key slots are taken."),
        _("Add the person without opening, or revoke somebody first."),
    )
