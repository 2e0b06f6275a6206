"""What somebody asks for when an event is to be erased."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from venue_kiosk.adapters.surroundings import MachineSurroundings
from venue_kiosk.adapters.volume import RawVolume
from venue_kiosk.domain.credential import Credential
from venue_kiosk.ports.erasure import Surroundings, Volume
from venue_kiosk.services.erasure_issue import Answers
from venue_kiosk.services.erasure_run import Told, WardCanary


def _nobody() -> Sequence[WardCanary]:
    return ()


def _quiet(_step: str, _done: int, _total: int) -> None:
    return


def _this_machine(folder: Path) -> Surroundings:
    return MachineSurroundings(folder=folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureOrder:
    """Who erases what onto which medium, and what people say where the program cannot look."""

    folder: Path
    medium: Path
    operator: Credential
    witness: Credential
    typed: tuple[dt.datetime, dt.datetime]
    """When the operator and the witness typed their passphrases."""
    challenge: str = ""
    """Characters that the ward gives now: they prove that the certificate is younger."""
    slips_agreed: bool | None = None
    """Whether the official compared the slips on paper with the screen."""
    answers: Answers = field(default_factory=Answers)
    ask_canaries: Callable[[], Sequence[WardCanary]] = _nobody
    told: Told = _quiet
    surroundings: Callable[[Path], Surroundings] = _this_machine
    volume: Callable[[Path], Volume] = RawVolume
