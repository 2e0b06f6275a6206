"""Running the screens on an event."""

import gc
import os
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import click
from textual.app import App
from textual.widget import Widget

from venue_kiosk.bootstrap import Installation, open_event, read_label
from venue_kiosk.bootstrap.devices import ask_for_pictures, open_camera, open_code_reader
from venue_kiosk.bootstrap.erased import erased_certificate
from venue_kiosk.bootstrap.rollback import accept_rollback
from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.after_erasure import tell_next_steps, tell_remains, tell_verdict
from venue_kiosk.ui.app import KioskApp
from venue_kiosk.ui.camera_worker import CameraWorker
from venue_kiosk.ui.erased import ErasedApp
from venue_kiosk.ui.textual_hacks import quiet_descriptor_2


def open_screens(
    installation: Installation, folder: Path, *, lane: str | None, start_at: str | None = None
) -> int:
    """Show the sign-in screen of an event, then the screen ``start_at``; return the exit code.

    Raises:
        UsageError: the folder is not an event, or there is no terminal.
    """
    certificate = erased_certificate(folder)
    if certificate is not None:
        return _show_erased(certificate, folder)
    if not os.isatty(0) or not os.isatty(1):
        raise UsageError(_("The screens need a terminal."), _("Start it in a terminal window."))

    def unlock(credential: Credential) -> OpenKiosk:
        return open_event(installation, folder, credential, lane=lane)

    app = KioskApp(
        read_label(folder),
        unlock,
        desk=installation.read_config().desk,
        start_at=start_at,
        accept_rollback=partial(accept_rollback, installation, folder),
        card_camera=partial(_card_camera, installation),
        fault_folder=folder / "faults",
    )
    return run_quietly(app)


def _card_camera(installation: Installation, target: Widget) -> CameraWorker | None:
    config = installation.read_config()
    if config.camera.source == "off":
        return None
    return CameraWorker(
        target,
        open_source=partial(open_camera, config),
        reader=open_code_reader(),
        clock=installation.clock,
    )


def _show_erased(certificate: Certificate, folder: Path) -> int:
    """Show what is left of an erased event, on a screen or in plain lines."""
    if os.isatty(0) and os.isatty(1):
        return run_quietly(ErasedApp(certificate, folder))
    told = (tell_verdict(certificate), tell_next_steps(certificate))
    for line in chain(*told, tell_remains(certificate, folder)):
        click.echo(line)
    return 0


def run_quietly(app: App[Any]) -> int:
    """Run an app with native libraries' noise kept off the screen; return the exit code."""
    if isinstance(app, KioskApp):
        app.picture_terminal = ask_for_pictures()
    quiet_descriptor_2(os.open(os.devnull, os.O_WRONLY))
    gc.freeze()  # modules stay; to look through them again would hold up keys now and then
    app.run()
    return app.return_code or 0
