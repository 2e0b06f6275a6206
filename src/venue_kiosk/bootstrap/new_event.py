"""Making the folder of a new event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.bootstrap.witness import make_witness_key
from venue_kiosk.config import parse_programme
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import HandlerRole
from venue_kiosk.domain.key_card import SECRET_BYTES, compose_card
from venue_kiosk.domain.paper_slip import PrintedSlip, recorded_slips
from venue_kiosk.domain.person import person_of
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.calibration import calibrated
from venue_kiosk.storage.canaries import record_new_canaries
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.event_settings import record_programme
from venue_kiosk.storage.people import PeopleRegister
from venue_kiosk.storage.people_keys import VaultKeys
from venue_kiosk.storage.vault import Vault

_MANAGER: Final = "handling_manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """What goes onto paper when an event has been made."""

    slip: PrintedSlip
    key_card: str | None = field(default=None, repr=False)
    """The 64 signs of the event key card, to be printed and kept nowhere else."""


def make_event(
    installation: Installation,
    folder: Path,
    programme_file: bytes,
    passphrases: Mapping[str, str],
) -> NewEvent:
    """Make an event folder for a programme; ``passphrases`` are its handlers', by id.

    Raises:
        ConfigError: the programme is wrong.
        UsageError: a reported handler has no passphrase.
        RefusedError: the folder is in use.
        VaultError: it cannot be written; nothing is left behind.
    """
    programme = parse_programme(programme_file, name=folder.name)
    _require_passphrases(programme, passphrases)
    host = installation.load_plugins(installation.read_config())
    plugins = tuple((plugin.name, plugin.sha256) for plugin in host.found)
    tokens = installation.tokens
    event_id = tokens.octets(16).hex()
    card_secret = tokens.octets(SECRET_BYTES) if programme.uses_key_card else b""
    first = next(each.id for each in programme.handlers if each.role == _MANAGER and each.opens)
    made: list[PrintedSlip] = []

    def prepare(vault: Vault) -> None:
        made.append(_begin(vault, installation, programme_file, plugins, passphrases))

    Vault.create(
        folder,
        Credential(first, passphrases[first], card_secret),
        title=programme.title,
        sample=programme.sample,
        at=installation.clock.now(),
        tokens=tokens,
        event_id=event_id,
        prepare=prepare,
        parameters=calibrated(installation.parameters, installation.clock),
    )
    card = compose_card(card_secret, event_id) if card_secret else None
    return NewEvent(slip=made[0], key_card=card)


def _require_passphrases(programme: Programme, passphrases: Mapping[str, str]) -> None:
    missing = [each.id for each in programme.handlers if not passphrases.get(each.id)]
    if missing:
        raise UsageError(
            _("No passphrase for: {ids}", ids=", ".join(missing)),
            _("Give every handler a passphrase."),
        )


def _begin(
    vault: Vault,
    installation: Installation,
    programme_file: bytes,
    plugins: tuple[tuple[str, str], ...],
    passphrases: Mapping[str, str],
) -> PrintedSlip:
    with vault.database() as database, database.transaction():
        log = AuditLog(database)
        now = installation.clock.now()
        programme = parse_programme(programme_file, name="programme")
        witness_key = _let_in(vault, database, installation, programme, passphrases)
        record_programme(database, programme_file)
        record_new_canaries(database, installation.tokens)
        log.begin(
            at=now,
            event_id=vault.label.event_id,
            witness_key=witness_key,
            software_sha256=installation.software_digest(),
            plugins=plugins,
            sample=vault.label.sample,
        )
        log.record_slip("opening", "system", at=now)
        return recorded_slips(log.lines())[0]


def _let_in(
    vault: Vault,
    database: Database,
    installation: Installation,
    programme: Programme,
    passphrases: Mapping[str, str],
) -> str | None:
    """Record every account with its slot or verifier; return the witness's fingerprint."""
    tokens, parameters = installation.tokens, installation.parameters
    people = PeopleRegister(database)
    keys = VaultKeys(vault, database, tokens=tokens, parameters=parameters, lane="")
    fingerprint = None
    for person in map(person_of, programme.handlers):
        people.record(person)
        passphrase = passphrases[person.handler_id]
        if person.handler.role is HandlerRole.WITNESS:
            witness = vault.credential(person.handler_id, passphrase)
            fingerprint = make_witness_key(vault, database, witness, tokens=tokens)
        elif vault.slots.slot_of(person.handler_id) is None:
            keys.give(person, passphrase)
    return fingerprint
