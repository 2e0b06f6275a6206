"""The list of handlers over one connection."""

from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.bootstrap.proving import Prover
from venue_kiosk.domain.handler import Handler
from venue_kiosk.services.people import People, PeopleParts
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.people_keys import VaultKeys
from venue_kiosk.storage.vault import Vault


def compose_people(
    installation: Installation,
    vault: Vault,
    database: Database,
    prover: Prover,
    *,
    handler: Handler,
    lane: str,
) -> People:
    """Return the accounts of an opened event, for ``handler``."""
    keys = VaultKeys(
        vault, database, tokens=installation.tokens, parameters=installation.parameters, lane=lane
    )
    parts = PeopleParts(
        store=prover.people,
        keys=keys,
        gate=prover.gate,
        prove=prover.prove,
        audit=AuditLog(database),
        transactions=database,
        clock=installation.clock,
        tokens=installation.tokens,
    )
    with_card = vault.label.key_card
    return People(parts, prover.programme, handler=handler, with_card=with_card)
