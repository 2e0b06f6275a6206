"""Renewing the data key, so that a copied disk and a former handler open nothing new.

Cut off anywhere, the person who renewed opens the event again with the same passphrase: their
second slot holds the new key before the database needs it, and their first one the former key
until it does not.
"""

from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import NotNowError
from venue_kiosk.i18n import _
from venue_kiosk.ports import TokenSource
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.lanes import taken_lanes
from venue_kiosk.storage.people import PeopleRegister
from venue_kiosk.storage.slot_body import KEY_BYTES, Purpose
from venue_kiosk.storage.vault import Vault


def renew_key(
    vault: Vault, database: Database, own: Credential, *, tokens: TokenSource, lane: str
) -> None:
    """Encrypt the database under a new key and leave only ``own`` (and the witness) a slot.

    Raises:
        NotNowError: another lane is open, or no slot is free for the moment of the change.
        SignInError: ``own`` is wrong.
        VaultError: the disk does not let it.
    """
    _require_alone(vault, lane)
    slots = vault.slots
    slots.open(own)
    spare = slots.free_slot()
    if spare is None:
        raise NotNowError(
            _("All eight key slots are taken."), _("Revoke somebody first: one must be free.")
        )
    key = tokens.octets(KEY_BYTES)
    slots.write(spare, own, key=key, beside=True)
    database.rekey(key)
    vault.adopt(key)
    keep_one_slot(vault, spare)


def keep_one_slot(vault: Vault, slot_no: int) -> None:
    """Clear every other slot with a data key: those open nothing any more."""
    for holder in vault.slots.holders():
        if holder.purpose is Purpose.DATA_KEY and holder.slot_no != slot_no:
            vault.slots.clear(holder.slot_no)


def tidy_slots(vault: Vault, people: PeopleRegister) -> None:
    """Clear the slots of revoked people, and after an interrupted renewal those that fit no more.

    Whoever lost a slot that way is listed as needing a passphrase already.
    """
    for holder in vault.slots.holders():
        person = people.get(holder.user_id)
        lost = person is not None and vault.renewal_was_cut_off and person.needs_passphrase
        if lost or (person is not None and not person.is_current):
            vault.slots.clear(holder.slot_no)


def _require_alone(vault: Vault, own: str) -> None:
    for lane in taken_lanes(vault.folder):
        if lane != own:
            raise NotNowError(
                _("Lane {lane} is still open.", lane=lane),
                _("Close the kiosk at that lane first."),
            )
