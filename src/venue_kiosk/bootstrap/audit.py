"""The operation log of an opened event, for those who may see it."""

from venue_kiosk.bootstrap.devices import LazyTypesetter
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.config import parse_programme
from venue_kiosk.domain.handler import Handler
from venue_kiosk.domain.paper_slip import PrintedSlip
from venue_kiosk.domain.programme import Programme
from venue_kiosk.services.audit_desk import AuditDesk
from venue_kiosk.services.slips import TEMPLATE, slip_values
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


def slip_pdf(installation: Installation, slip: PrintedSlip, programme_file: bytes | None) -> bytes:
    """Return a slip on paper, outside an opened event.

    Raises:
        ConfigError: the template or the programme is missing or wrong.
    """
    programme = None
    if programme_file is not None:
        programme = parse_programme(programme_file, name="programme")
    template = installation.config_folder / "texts" / TEMPLATE
    return LazyTypesetter().pdf(template, slip_values(slip, programme))
