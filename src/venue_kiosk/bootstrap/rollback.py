"""Going on with a database that is not the one written last: only the manager, with a reason."""

from pathlib import Path
from typing import Final

from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.bootstrap.proving import with_current_people
from venue_kiosk.bootstrap.signing_in import unlock_vault
from venue_kiosk.config import parse_programme
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import HandlerRole
from venue_kiosk.errors import NotPermittedError
from venue_kiosk.i18n import _
from venue_kiosk.services.permission import require_listed
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.database import Database
from venue_kiosk.storage.event_settings import read_programme
from venue_kiosk.storage.people import PeopleRegister
from venue_kiosk.storage.rollback import Rollback
from venue_kiosk.storage.rollback_words import rolled_back
from venue_kiosk.storage.row_sums import take_as_they_are
from venue_kiosk.storage.vault import Vault

ROLLBACK_REASONS: Final = ("power_failure", "copy_restored", "disk_fault", "not_known")
"""Why somebody goes on: the codes that the log gets."""


def refuse_rollback(vault: Vault, handler_id: str) -> None:
    """Let only a vault pass that is the one written last.

    Raises:
        VaultRolledBackError: it is not; ``may_go_on`` is set for the manager.
    """
    if vault.rollback is None:
        return
    with vault.unwatched_database() as database:
        refusal = rolled_back(vault.rollback)
        refusal.may_go_on = _is_manager(database, handler_id)
    raise refusal


def accept_rollback(
    installation: Installation, folder: Path, credential: Credential, why: str
) -> None:
    """Record that the manager answers for going on; the event can be opened afterwards.

    The line in the log stays, and a certificate of erasure will say that the rollback check
    failed.

    Raises:
        UsageError: ``why`` is none of ``ROLLBACK_REASONS``.
        NotPermittedError: it is not the manager.
        SignInError: the credential was not accepted.
        VaultError: the vault cannot be opened or written.
    """
    require_listed(why, ROLLBACK_REASONS)
    vault = unlock_vault(installation, folder, credential)
    if vault.rollback is None:
        return
    with vault.unwatched_database() as database:
        if not _is_manager(database, credential.user_id):
            raise NotPermittedError(
                _("Your role does not allow this."), _("Ask the handling manager to do it.")
            )
        count, head = _record(database, vault.rollback, installation, credential.user_id, why)
        vault.go_on_from(count, bytes.fromhex(head))


def _record(
    database: Database, found: Rollback, installation: Installation, who: str, why: str
) -> tuple[int, str]:
    log = AuditLog(database)
    with database.transaction():
        now = installation.clock.now()
        figures = {"kind_" + found.kind: 1, **found.figures}
        log.append(who, "rollback_accepted", at=now, n=figures, why=why)
        log.checkpoint(at=now)
        take_as_they_are(database)
        return log.count_and_head()


def _is_manager(database: Database, handler_id: str) -> bool:
    filed = parse_programme(read_programme(database), name="programme")
    programme = with_current_people(filed, PeopleRegister(database))
    roles = {each.id: each.role for each in programme.handlers}
    return roles.get(handler_id) == HandlerRole.HANDLING_MANAGER.value
