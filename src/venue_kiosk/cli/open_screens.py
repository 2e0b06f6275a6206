"""Running the screens on an event."""

import gc
import os
from pathlib import Path

from venue_kiosk.bootstrap import Installation, open_event, read_label
from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.app import KioskApp
from venue_kiosk.ui.textual_hacks import quiet_descriptor_2


def open_screens(
    installation: Installation, folder: Path, *, lane: str | None, start_at: str | None = None
) -> int:
    """Show the sign-in screen of an event, then the screen ``start_at``; return the exit code.

    Raises:
        UsageError: the folder is not an event, or there is no terminal.
    """
    if not os.isatty(0) or not os.isatty(1):
        raise UsageError(_("The screens need a terminal."), _("Start it in a terminal window."))

    def unlock(credential: Credential) -> OpenKiosk:
        return open_event(installation, folder, credential, lane=lane)

    app = KioskApp(
        read_label(folder),
        unlock,
        desk=installation.read_config().desk,
        start_at=start_at,
        fault_folder=folder / "faults",
    )
    return run_quietly(app)


def run_quietly(app: KioskApp) -> int:
    """Run an app with native libraries' noise kept off the screen; return the exit code."""
    quiet_descriptor_2(os.open(os.devnull, os.O_WRONLY))
    gc.freeze()  # modules stay; to look through them again would hold up keys now and then
    app.run()
    return app.return_code or 0
