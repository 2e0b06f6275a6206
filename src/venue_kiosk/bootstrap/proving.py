"""Who is it? Checks a passphrase while the kiosk is open."""

from dataclasses import dataclass

import msgspec

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Handler, HandlerRole
from venue_kiosk.domain.person import Person, reported_of
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import NotNowError
from venue_kiosk.i18n import _
from venue_kiosk.ports import Clock
from venue_kiosk.services.authorisation import Proof
from venue_kiosk.services.sign_in import signed_in
from venue_kiosk.services.sign_in_gate import SignInGate
from venue_kiosk.storage.people import PeopleRegister
from venue_kiosk.storage.people_keys import verifies
from venue_kiosk.storage.slot_body import Purpose
from venue_kiosk.storage.slots import not_accepted
from venue_kiosk.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Prover:
    """Asks the key slots and verifiers of an opened event, after the gate."""

    vault: Vault
    programme: Programme
    people: PeopleRegister
    gate: SignInGate
    clock: Clock

    def prove(self, credential: Credential) -> Proof:
        """Return who it is: see ``services.authorisation.Prove``."""
        return self.gate.check(credential.user_id, lambda: self._prove(credential))

    def verify_handler(self, handler_id: str, passphrase: str) -> Handler:
        """Return who helps at a desk.

        Raises:
            SignInError: the id or the passphrase is wrong.
            NotNowError: the person may not work today, has to wait, or is the witness.
        """
        handler = self.prove(Credential(handler_id, passphrase)).handler
        if handler.role is HandlerRole.WITNESS:
            raise witness_does_not_sign_in()
        return handler

    def _prove(self, credential: Credential) -> Proof:
        person = self.people.get(credential.user_id)
        credential = self.vault.credential(credential.user_id, credential.passphrase)
        if person is not None and person.is_current:
            if person.handler.role is HandlerRole.WITNESS:
                seed = self.vault.slots.open(credential, purpose=Purpose.SIGNING_KEY)
                return Proof(handler=person.handler, signing_key=seed)
            if not person.opens:
                self._require_verifier(person, credential.passphrase)
                return self._proof(person)
        self.vault.slots.open(credential)  # takes its time for nobody's id too
        if person is None or not person.is_current:
            raise not_accepted()
        return self._proof(person)

    def _require_verifier(self, person: Person, passphrase: str) -> None:
        verifier = self.people.verifier(person.handler_id)
        if verifier is None or not verifies(verifier, passphrase):
            raise not_accepted()

    def _proof(self, person: Person) -> Proof:
        today = self.clock.now().date()
        return Proof(handler=signed_in(person, today, contract_ends=self.programme.contract.ends))


def with_current_people(programme: Programme, people: PeopleRegister) -> Programme:
    """Return the programme with the handlers of today in place of those of its file."""
    current = tuple(reported_of(each) for each in people.all() if each.is_current)
    return msgspec.structs.replace(programme, handlers=current)


def witness_does_not_sign_in() -> NotNowError:
    """Compose the error for a witness who wants to work."""
    return NotNowError(
        _("A witness does not sign in."),
        _("The witness's passphrase is asked for at hand-over and erasure."),
    )
