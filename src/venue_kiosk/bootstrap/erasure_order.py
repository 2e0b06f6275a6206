"""An erasure as it is carried out: the request, the event and the machine it lies on."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

from venue_kiosk.adapters.surroundings import MachineSurroundings
from venue_kiosk.adapters.volume import RawVolume
from venue_kiosk.ports.erasure import Surroundings, Volume
from venue_kiosk.services.erasure_request import ErasureRequest


def _this_machine(folder: Path) -> Surroundings:
    return MachineSurroundings(folder=folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureOrder(ErasureRequest):
    """A request for one event folder; a test may put another machine around it."""

    folder: Path
    surroundings: Callable[[Path], Surroundings] = _this_machine
    volume: Callable[[Path], Volume] = RawVolume

    @classmethod
    def of(cls, request: ErasureRequest, folder: Path) -> Self:
        """Return the order for ``folder``."""
        asked = {each.name: getattr(request, each.name) for each in fields(request)}
        return cls(folder=folder, **asked)
