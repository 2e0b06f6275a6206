"""Who is it? Checks a passphrase again while the kiosk is open."""

from dataclasses import dataclass

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Handler, HandlerRole
from venue_kiosk.domain.programme import Programme
from venue_kiosk.ports import Clock
from venue_kiosk.services.authorisation import Proof
from venue_kiosk.services.sign_in import reported_handler, signed_in
from venue_kiosk.storage.slot_body import Purpose
from venue_kiosk.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Prover:
    """Asks the key slots of an opened event."""

    vault: Vault
    programme: Programme
    clock: Clock

    def prove(self, credential: Credential) -> Proof:
        """Return who it is: see ``services.authorisation.Prove``."""
        witness = self._is_witness(credential.user_id)
        purpose = Purpose.SIGNING_KEY if witness else Purpose.DATA_KEY
        key = self.vault.slots.open(credential, purpose=purpose)
        if witness:
            handler = reported_handler(self.programme, credential.user_id)
            return Proof(handler=handler, signing_key=key)
        today = self.clock.now().date()
        return Proof(handler=signed_in(self.programme, credential.user_id, today))

    def verify_handler(self, handler_id: str, passphrase: str) -> Handler:
        """Return who helps at a desk; a witness does not."""
        self.vault.slots.open(Credential(handler_id, passphrase))
        return signed_in(self.programme, handler_id, self.clock.now().date())

    def _is_witness(self, handler_id: str) -> bool:
        roles = {each.id: HandlerRole(each.role) for each in self.programme.handlers}
        return roles.get(handler_id) is HandlerRole.WITNESS
