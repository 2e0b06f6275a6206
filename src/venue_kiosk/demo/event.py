"""Making the demo event through the same services as a real one: import, decisions, notices."""

import dataclasses
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

import msgspec

from venue_kiosk.bootstrap import Installation, make_event, open_event, read_label
from venue_kiosk.bootstrap.erased import erased_certificate
from venue_kiosk.config import CameraConfig, KioskConfig, parse_programme
from venue_kiosk.demo.people import compose_rows
from venue_kiosk.demo.programme import compose_sample_programme
from venue_kiosk.demo.writing import write_csv
from venue_kiosk.domain.attendee import Attendee, Channel
from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import KioskError, RefusedError
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk

MANAGER: Final = "H-02"
RECEPTION: Final = "H-03"
WITNESS: Final = "W-01"
EARLY: Final = 7
"""Accepted people in 200 who withdraw in time for the waitlist."""
LATE: Final = 2
"""Those who withdraw too late: their places are free on the day."""

Say = Callable[[str], None]


def passphrase_of(handler_id: str) -> str:
    """Return what a sample handler signs in with; everybody may know it."""
    return f"mihon aikotoba {handler_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoInstallation(Installation):
    """The installation at hand with another camera."""

    camera: CameraConfig = field(default_factory=lambda: CameraConfig(source="off"))

    def read_config(self) -> KioskConfig:
        """Read ``kiosk.toml`` with the demo's camera in it."""
        # The zero-argument super() does not work in a dataclass with slots.
        config = Installation.read_config(self)
        return msgspec.structs.replace(config, camera=self.camera)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoEvent:
    """A sample event on disk with its notices."""

    folder: Path
    notices: Path
    expected: tuple[Attendee, ...] = field(repr=False)
    """Everybody with a place, in order of application."""
    counts: dict[str, int]
    seconds: dict[str, float]


def demo_installation(camera: CameraConfig) -> DemoInstallation:
    """Return this installation with another camera."""
    found = Installation.find()
    values = {each.name: getattr(found, each.name) for each in dataclasses.fields(found)}
    return DemoInstallation(**values, camera=camera)


def make_demo_event(
    installation: Installation, folder: Path, *, attendees: int, seed: int, say: Say
) -> DemoEvent:
    """Make event, applications, decisions and notices below ``folder``.

    Raises:
        RefusedError: something else than a demo lies in ``folder``.
    """
    _clear(folder)
    event, notices = folder / "event", folder / "notices"
    steps = _Steps(say)
    template = (installation.config_folder / "symposium.toml").read_text(encoding="utf-8")
    today = installation.clock.now().date()
    content = compose_sample_programme(template, today=today, capacity=max(1, attendees))
    programme = parse_programme(content, name="symposium.toml")
    with steps.step("vault", _("Making the encrypted vault and the sample handlers …")):
        passphrases = {each.id: passphrase_of(each.id) for each in programme.handlers}
        make_event(installation, event, content, passphrases)
    with open_event(installation, event, Credential(MANAGER, passphrase_of(MANAGER))) as kiosk:
        with steps.step("import", _("Taking the applications in …")):
            path = folder / "applications.csv"
            write_csv(path, compose_rows(programme, seed=seed, accepted=attendees))
            intake = cast("Any", kiosk.plugin("intake"))
            report = intake.import_file(path)
            intake.erase_source(path, report.import_id)
        with steps.step("decisions", _("Recording withdrawals and promotions …")):
            promoted = _decide(kiosk, attendees)
            accepted = kiosk.register.accepted_ids()
            expected = tuple(kiosk.register.get(each) for each in accepted)
        with steps.step("notices", _("Making postcards, FAX sheets and mails …")):
            office = cast("Any", kiosk.plugin("notice"))
            made = office.make([Channel.HAGAKI, Channel.FAX, Channel.WEB], notices)
        cast("Any", kiosk.plugin("custody")).give_sample_answers()
        _keep_companions(kiosk, [each.attendee_id for each in expected])
    counts = {
        "applications": report.rows,
        "imported": report.recorded,
        "promoted": promoted,
        **{f"notices_{each.channel}": each.made for each in made},
    }
    return DemoEvent(
        folder=event, notices=notices, expected=expected, counts=counts, seconds=steps.seconds
    )


def _keep_companions(kiosk: OpenKiosk, people: Sequence[int]) -> None:
    """Let four people and a pair sit together at the exchange session, and two apart."""
    office = cast("Any", kiosk.plugin("exchange")).office
    four, two, apart = people[20:24], people[40:42], people[60:62]
    if apart:
        office.keep("together", four)
        office.keep("together", two)
        office.keep("apart", apart)


def _decide(kiosk: OpenKiosk, attendees: int) -> int:
    """Let some people withdraw, in proportion, and the waitlist move up."""
    applications = kiosk.applications
    accepted = kiosk.register.accepted_ids()
    early, late = (max(1, round(each * attendees / 200)) for each in (EARLY, LATE))
    for attendee_id in accepted[:early]:
        applications.withdraw(attendee_id)
    promoted = applications.promote().accepted
    for attendee_id in accepted[early : early + late]:
        applications.withdraw(attendee_id)
    return promoted


def _clear(folder: Path) -> None:
    """Make room for a new demo; only a demo is ever removed."""
    event = folder / "event"
    if folder.exists() and any(folder.iterdir()):
        try:
            is_sample = read_label(event).sample
        except KioskError:
            erased = erased_certificate(event)
            is_sample = erased is not None and erased.sample
        if not is_sample:
            raise RefusedError(
                _("{folder} holds something that is not a demo.", folder=folder),
                _("Choose another folder with --dir."),
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)


class _Steps:
    """Says each step and measures it."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self.seconds: dict[str, float] = {}
        self._name = ""
        self._started = 0.0

    def step(self, name: str, words: str) -> "_Steps":
        self._say(words)
        self._name = name
        return self

    def __enter__(self) -> None:
        self._started = time.perf_counter()

    def __exit__(self, *_exception: object) -> None:
        self.seconds[self._name] = round(time.perf_counter() - self._started, 2)
