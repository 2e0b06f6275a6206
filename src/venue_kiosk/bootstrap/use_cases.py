"""The use cases of one opened kiosk, together."""

from dataclasses import dataclass

from venue_kiosk.bootstrap.life_cycle import LifeCycleServices
from venue_kiosk.domain.handler import Handler
from venue_kiosk.services.admission import AdmissionDesk
from venue_kiosk.services.applications import ApplicationDesk
from venue_kiosk.services.audit_desk import AuditDesk
from venue_kiosk.services.authorisation import Authorisation
from venue_kiosk.services.plugin_log import PluginAudit
from venue_kiosk.services.presence import Presence
from venue_kiosk.services.register import Register
from venue_kiosk.services.session_lock import SessionLock


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    """The use cases over one connection, and whose they are."""

    handler: Handler
    desk: AdmissionDesk
    register: Register
    presence: Presence
    applications: ApplicationDesk
    cycle: LifeCycleServices
    authorisation: Authorisation
    log: PluginAudit
    audit: AuditDesk
    session_lock: SessionLock
