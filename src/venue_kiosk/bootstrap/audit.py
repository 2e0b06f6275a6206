"""The operation log of an opened event, for those who may see it."""

from venue_kiosk.bootstrap.devices import LazyTypesetter
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.domain.handler import Handler
from venue_kiosk.domain.programme import Programme
from venue_kiosk.services.audit_desk import AuditDesk
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.database import Database


def audit_desk(
    installation: Installation, database: Database, programme: Programme, handler: Handler
) -> AuditDesk:
    """Return what the handler's role may do with the log."""
    return AuditDesk(
        programme,
        AuditLog(database),
        database,
        handler=handler,
        clock=installation.clock,
        typesetter=LazyTypesetter(),
        texts=installation.config_folder / "texts",
    )
