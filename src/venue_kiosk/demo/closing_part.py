"""The end of the demo's day: count, hand over, let the ward open and receive, erase, certify."""

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, cast

from venue_kiosk.adapters.sealing import MemorySealer
from venue_kiosk.bootstrap import Installation, open_event
from venue_kiosk.bootstrap.erasing import erase_event
from venue_kiosk.bootstrap.erasure_order import ErasureOrder
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.verify import Places, verify
from venue_kiosk.demo.day import DayReport
from venue_kiosk.demo.event import MANAGER, WITNESS, DemoEvent, passphrase_of
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Task
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.erasure_run import WardCanary
from venue_kiosk.services.life_cycle_facts import EndOfDay

_CHALLENGE: Final = "MIHON-2XRT"
_RECEIPT: Final = "見本受-1"
_CERTIFICATE: Final = "erasure-certificate.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Received:
    """What the ward knows once it has opened the package."""

    canary: str
    """Name of a made-up applicant, seen in the list of applicants."""
    seen: bool


class ClosingPart:
    """The manager and the ward's official close the event by the services that screens use."""

    def __init__(self, installation: Installation, event: DemoEvent) -> None:
        self._installation = installation
        self._event = event
        self._medium = event.folder.with_name("medium")

    async def close(self, report: DayReport) -> None:
        """Go from the last visitor to the certificate."""
        shutil.rmtree(self._medium, ignore_errors=True)
        self._medium.mkdir()
        with open_event(self._installation, self._event.folder, _credential(MANAGER)) as kiosk:
            await report.timed("day_ended", self._end_day(kiosk))
            await report.timed("handed_over", self._hand_over(kiosk, report))
        await report.timed("erased", self._erase(report))

    async def _end_day(self, kiosk: OpenKiosk) -> None:
        for number in kiosk.programme.session_numbers():
            kiosk.head_counts.record(number, counted=kiosk.desk.counts().present)
        kiosk.life_cycle.advance(EndOfDay())

    async def _hand_over(self, kiosk: OpenKiosk, report: DayReport) -> None:
        """Make the package, open it as the ward does, and record the receipt."""
        door = kiosk.authorisation
        operator, witness = (door.consent(_credential(each)) for each in (MANAGER, WITNESS))
        two = door.authorise(Task.HAND_OVER, operator=operator, witness=witness)
        made = kiosk.hand_over.make(self._medium, two)
        report.counts["handed_over_files"] = len(made.packed.files)
        opened = {
            path.name: MemorySealer().open_list(path.read_bytes(), made.password)
            for path in sorted(self._medium.rglob("*.xlsx"))
        }
        canary = self._event.expected[-1].name
        rows = [cell for sheet in opened.values() for row in sheet for cell in row]
        self._received = _Received(canary=canary, seen=canary in rows)
        kiosk.hand_over.confirm_receipt(_RECEIPT, opened["contents.xlsx"][1][1])

    async def _erase(self, report: DayReport) -> None:
        now = self._installation.clock.now()
        order = ErasureOrder(
            folder=self._event.folder,
            medium=self._medium,
            operator=_credential(MANAGER),
            witness=_credential(WITNESS),
            typed=(now - dt.timedelta(seconds=2), now - dt.timedelta(seconds=1)),
            challenge=_CHALLENGE,
            compare_slips=lambda _slips: True,
            ask_canaries=lambda: [
                WardCanary(text=self._received.canary, in_hand_over=self._received.seen)
            ],
        )
        certificate = erase_event(self._installation, order)
        report.counts["items_erased"] = sum(
            cast("Any", row).count_before or 0 for row in certificate.items
        )
        report.answers["certificate"] = certificate.verdict
        report.answers["medium"] = str(self._medium)
        self._verify(report)
        if certificate.verdict != "PASS":
            reasons = ", ".join(f"{each.rule} {each.code}" for each in certificate.reasons)
            report.problems.append(_("No certificate: {reasons}", reasons=reasons))

    def _verify(self, report: DayReport) -> None:
        """Check the certificate as the ward does, with the files on the medium alone."""
        places = Places(
            certificate=self._medium / _CERTIFICATE,
            key=None,
            witness_key=None,
            audit_log=None,
            started=None,
            fingerprint=None,
        )
        kept = _KeptAnswer(wants_json=True)
        if verify(places, kept, require_pass=True) != 0:
            report.problems.append(_("The certificate does not verify."))
        report.answers["verified"] = str(kept.answer.get("result"))


class _KeptAnswer(StreamAnswer):
    """Keeps the answer for the summary instead of printing it."""

    answer: Mapping[str, Any] = MappingProxyType({})

    def give(self, answer: Mapping[str, Any]) -> None:
        """Keep it."""
        self.answer = answer


def _credential(handler_id: str) -> Credential:
    return Credential(handler_id, passphrase_of(handler_id))
