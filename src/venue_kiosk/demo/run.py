"""``kiosk demo``: a synthetic symposium, made and opened on a pretend camera."""

import os
import sys
from pathlib import Path
from typing import Final

from venue_kiosk.bootstrap import open_event, read_label
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.open_screens import run_quietly
from venue_kiosk.config import CameraConfig
from venue_kiosk.demo.camera import pretend_camera
from venue_kiosk.demo.childcare_part import ChildcarePart
from venue_kiosk.demo.closing_part import ClosingPart
from venue_kiosk.demo.day import Part, drive_the_day
from venue_kiosk.demo.event import (
    MANAGER,
    RECEPTION,
    DemoEvent,
    DemoInstallation,
    demo_installation,
    make_demo_event,
    passphrase_of,
)
from venue_kiosk.demo.exchange_part import ExchangePart
from venue_kiosk.demo.reception_part import ReceptionPart
from venue_kiosk.demo.survey_part import SurveyPart
from venue_kiosk.domain.credential import Credential
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.app import KioskApp

_FPS: Final = 15
_STEPS_SHOWN: Final = 24
"""Frames of one notice when people watch: about one and a half seconds."""
_FAST_FPS: Final = 60
_STEPS_FAST: Final = 8
_ATTENDING: Final = 0.84
"""Share of the accepted who come; the usual share of such an event."""


def run_demo(
    folder: Path, *, attendees: int, seed: int, unattended: bool, answer: StreamAnswer
) -> int:
    """Make the demo in ``folder`` and open it, or drive it alone where nobody watches.

    Raises:
        RefusedError: something else than a demo lies in ``folder``.
    """
    maker = demo_installation(CameraConfig(source="off"))
    event = make_demo_event(maker, folder, attendees=attendees, seed=seed, say=answer.say)
    if unattended or not (os.isatty(0) and os.isatty(1)):
        return _drive(event, attendees=attendees, seed=seed, answer=answer)
    return _show(event, seed=seed, answer=answer)


def _show(event: DemoEvent, *, seed: int, answer: StreamAnswer) -> int:
    answer.say(
        _(
            "Handlers H-01 to H-08 sign in with “{passphrase}” and so on.",
            passphrase=passphrase_of(MANAGER),
        )
    )
    most = sys.maxsize
    with pretend_camera(
        event.notices, seed=seed, fps=_FPS, steps=_STEPS_SHOWN, most=most
    ) as address:
        installation = demo_installation(CameraConfig(source=address, frames_per_second=_FPS))
        code = run_quietly(compose_demo_app(installation, event))
    answer.say(_("The demo's papers are in {folder}", folder=event.notices))
    return code


def _drive(event: DemoEvent, *, attendees: int, seed: int, answer: StreamAnswer) -> int:
    answer.say(_("Nobody watches: the demo drives itself."))
    coming = max(1, round(attendees * _ATTENDING))
    with pretend_camera(
        event.notices, seed=seed, fps=_FAST_FPS, steps=_STEPS_FAST, most=coming
    ) as address:
        # Quicker than the stream, so that on a busy machine no picture is left out.
        camera = CameraConfig(source=address, frames_per_second=4 * _FAST_FPS)
        installation = demo_installation(camera)
        return drive_the_day(
            [
                ReceptionPart(event, coming=coming),
                ExchangePart(),
                ChildcarePart(event),
                SurveyPart(event, installation.config_folder / "surveys", seed=seed),
            ],
            lambda part: compose_demo_app(installation, event, part),
            event,
            close=ClosingPart(installation, event).close,
            answer=answer,
        )


def compose_demo_app(
    installation: DemoInstallation, event: DemoEvent, part: Part | None = None
) -> KioskApp:
    """Return the kiosk, signed in where the part of the day works; at reception without one."""
    handler, start_at = (part.handler, part.start_at) if part else (RECEPTION, "reception")

    def unlock(credential: Credential) -> OpenKiosk:
        return open_event(installation, event.folder, credential)

    return KioskApp(
        read_label(event.folder),
        unlock,
        desk=installation.read_config().desk,
        opened=unlock(Credential(handler, passphrase_of(handler))),
        start_at=start_at,
        fault_folder=event.folder / "faults",
    )
