"""Making the folder of a new event."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from venue_kiosk.bootstrap.devices import LazyTypesetter
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.bootstrap.witness import make_witness_key
from venue_kiosk.config import parse_programme
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.paper_slip import PrintedSlip, recorded_slips
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _
from venue_kiosk.services.slips import TEMPLATE, slip_values
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.canaries import record_new_canaries
from venue_kiosk.storage.event_settings import record_programme
from venue_kiosk.storage.vault import Vault

_MOST_OPENERS: Final = 8


def make_event(
    installation: Installation,
    folder: Path,
    programme_file: bytes,
    passphrases: Mapping[str, str],
) -> PrintedSlip:
    """Make an event folder for a programme; return its opening slip.

    ``passphrases`` are the handlers', by id.

    Raises:
        ConfigError: the programme is wrong.
        UsageError: a reported handler has no passphrase, or there are more than eight.
        RefusedError: the folder is in use.
        VaultError: it cannot be written; nothing is left behind.
    """
    programme = parse_programme(programme_file, name=folder.name)
    credentials = _credentials(programme, passphrases)
    witness_id = next((each.id for each in programme.handlers if each.role == "witness"), None)
    witness = next((each for each in credentials if each.user_id == witness_id), None)
    openers = [each for each in credentials if each is not witness]
    host = installation.load_plugins(installation.read_config())
    made: list[PrintedSlip] = []

    def prepare(vault: Vault) -> None:
        for slot_no, credential in enumerate(openers[1:], 1):
            vault.write_slot(slot_no, credential)
        plugins = tuple((plugin.name, plugin.sha256) for plugin in host.found)
        made.append(_begin(vault, installation, programme_file, plugins, witness))

    Vault.create(
        folder,
        openers[0],
        title=programme.title,
        sample=programme.sample,
        at=installation.clock.now(),
        tokens=installation.tokens,
        prepare=prepare,
        parameters=installation.parameters,
    )
    return made[0]


def _credentials(programme: Programme, passphrases: Mapping[str, str]) -> list[Credential]:
    ids = [handler.id for handler in programme.handlers]
    if len(ids) > _MOST_OPENERS:
        raise UsageError(
            _("At most {n} handlers can open one event.", n=_MOST_OPENERS),
            _("Take handlers out of the programme file."),
        )
    missing = [each for each in ids if not passphrases.get(each)]
    if missing:
        raise UsageError(
            _("No passphrase for: {ids}", ids=", ".join(missing)),
            _("Give every handler a passphrase."),
        )
    return [Credential(each, passphrases[each]) for each in ids]


def _begin(
    vault: Vault,
    installation: Installation,
    programme_file: bytes,
    plugins: tuple[tuple[str, str], ...],
    witness: Credential | None,
) -> PrintedSlip:
    with vault.database() as database, database.transaction():
        log = AuditLog(database)
        now = installation.clock.now()
        witness_key = None
        if witness is not None:
            witness_key = make_witness_key(vault, database, witness, tokens=installation.tokens)
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


def opening_slip_pdf(installation: Installation, programme_file: bytes, slip: PrintedSlip) -> bytes:
    """Return the opening slip on paper.

    Raises:
        ConfigError: the template is missing or wrong.
    """
    programme = parse_programme(programme_file, name="programme")
    template = installation.config_folder / "texts" / TEMPLATE
    return LazyTypesetter().pdf(template, slip_values(slip, programme))
