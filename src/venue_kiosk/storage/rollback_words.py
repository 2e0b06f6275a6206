"""What people are told of a database that is not the one written last."""

from venue_kiosk.errors import VaultRolledBackError
from venue_kiosk.i18n import _
from venue_kiosk.storage.rollback import Rollback


def rolled_back(found: Rollback) -> VaultRolledBackError:
    """Compose the error; only the handling manager may go on, with a reason."""
    return VaultRolledBackError(
        _what(found),
        _("Do not check anybody in; use the paper ledger. Call the handling manager."),
    )


def _what(found: Rollback) -> str:
    match found.kind:
        case "older":
            missing = found.known - found.count
            return _(
                "The records are older than they were: {n} lines of the operation log are missing.",
                n=missing,
            )
        case "other" | "gap":
            return _("The operation log is not the one that was written here last.")
        case "changed":
            return _("The records were changed while the kiosk was closed.")
        case "check_ins":
            return _("The check-ins do not agree with the operation log.")
        case "rows":
            return _("Part of the records is older than the rest of them.")
        case "head_file":
            return _("The file that keeps the log's last value is missing or damaged.")
