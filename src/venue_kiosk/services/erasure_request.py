"""What two people ask for when an event is to be erased."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self, TypeAlias

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.paper_slip import PrintedSlip
from venue_kiosk.services.erasure_issue import Answers
from venue_kiosk.services.erasure_run import Told, WardCanary

CompareSlips: TypeAlias = Callable[[Sequence[PrintedSlip]], bool | None]
"""Shows every slip, the closing one last; says whether the official found them equal to the paper.

``None`` when nobody compared them.
"""

AskExports: TypeAlias = Callable[[int], bool | None]
"""Told how many files are gone or changed; says whether all are destroyed or with the ward.

``None`` when nobody knows.
"""


def _nobody_looked(_slips: Sequence[PrintedSlip]) -> bool | None:
    return None


def _nobody_knows(_files: int) -> bool | None:
    return None


def _no_canary() -> Sequence[WardCanary]:
    return ()


def _quiet(_step: str, _done: int, _total: int) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRequest:
    """Who erases onto which medium, and what people say where the program cannot look."""

    medium: Path
    operator: Credential
    witness: Credential
    typed: tuple[dt.datetime, dt.datetime]
    """When the operator and the witness typed their passphrases."""
    challenge: str = ""
    """Characters that the ward gives now: they prove that the certificate is younger."""
    answers: Answers = field(default_factory=Answers)
    compare_slips: CompareSlips = _nobody_looked
    """Asked once the log is sealed, before anything is destroyed."""
    ask_exports: AskExports = _nobody_knows
    """Asked then too, when files that were written outside the event are not where they were."""
    ask_canaries: Callable[[], Sequence[WardCanary]] = _no_canary
    """Asked once everything is overwritten."""
    told: Told = _quiet

    def with_answers(
        self,
        *,
        compare_slips: CompareSlips,
        ask_exports: AskExports,
        ask_canaries: Callable[[], Sequence[WardCanary]],
        told: Told,
    ) -> Self:
        """Return the same request, asking and telling elsewhere."""
        return replace(
            self,
            compare_slips=compare_slips,
            ask_exports=ask_exports,
            ask_canaries=ask_canaries,
            told=told,
        )
