"""The operation log's place on the home screen."""

from typing import Final

from venue_kiosk.domain.handler import Task
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.plugin.screens import ScreenEntry
from venue_kiosk.ui.base_app import BaseScreen


def _open(kiosk: OpenKiosk) -> BaseScreen:
    from venue_kiosk.ui.audit_screen import AuditScreen  # noqa: PLC0415 - when opened

    return AuditScreen(kiosk)


AUDIT_ENTRY: Final = ScreenEntry(
    plugin="core",
    title=N_("Operation log and counts"),
    catalogue=_,
    task=Task.SEE_LOG,
    make=_open,
    name="audit",
    listed=True,
)
