"""The door of an event: the gate, the key slots, and what is written down of who came in."""

from dataclasses import replace
from pathlib import Path

from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.bootstrap.proving import Prover, witness_does_not_sign_in
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.programme import Programme
from venue_kiosk.ports import Clock
from venue_kiosk.services.sign_in_gate import SignInGate, log_tries
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.event_file import EventLabel, read_event_label
from venue_kiosk.storage.event_folder import require_whole
from venue_kiosk.storage.people import PeopleRegister
from venue_kiosk.storage.rekeying import tidy_slots
from venue_kiosk.storage.slot_body import Purpose
from venue_kiosk.storage.try_book import TryFile
from venue_kiosk.storage.vault import Vault


def unlock_vault(installation: Installation, folder: Path, credential: Credential) -> Vault:
    """Open the vault for somebody who does not have to wait.

    Raises:
        UsageError: the folder is not an event.
        SignInError: the credential was not accepted.
        NotNowError: the person has to wait after wrong passphrases, or is the witness.
        VaultError: the event is damaged, read-only, unfinished or from a newer version.
    """
    require_whole(folder)
    slots = Vault.slots_in(folder, installation.tokens, installation.parameters)
    held = {holder.user_id: holder.purpose for holder in slots.holders()}
    if held.get(credential.user_id) is Purpose.SIGNING_KEY:
        raise witness_does_not_sign_in()
    gate = SignInGate(TryFile(folder), installation.clock, is_known=held.__contains__)
    return gate.check(
        credential.user_id,
        lambda: Vault.open(
            folder, credential, tokens=installation.tokens, parameters=installation.parameters
        ),
    )


def prover_of(vault: Vault, database: Database, programme: Programme, clock: Clock) -> Prover:
    """Return who asks for passphrases at an opened event, and knows those without a slot too."""
    people = PeopleRegister(database)
    book = TryFile(vault.folder)
    gate = SignInGate(book, clock, is_known=lambda who: people.get(who) is not None)
    return Prover(vault=vault, programme=programme, people=people, gate=gate, clock=clock)


def record_sign_in(
    vault: Vault, database: Database, handler_id: str, lane: str, clock: Clock
) -> None:
    """Log wrong passphrases from before, and who came in; end what was cut off."""
    people, log = PeopleRegister(database), AuditLog(database)
    log_tries(TryFile(vault.folder), log, database, clock)
    person = people.get(handler_id)
    with database.transaction():
        log.append(handler_id, "signed_in", at=clock.now(), lane=lane)
        if person is not None and person.needs_passphrase:
            people.change(replace(person, needs_passphrase=False))
    tidy_slots(vault, people)


def read_label(folder: Path) -> EventLabel:
    """Return what may be known of an event before anybody signed in.

    Raises:
        UsageError: the folder is not an event.
        VaultError: the label is damaged or from a newer version.
    """
    return read_event_label(folder)
