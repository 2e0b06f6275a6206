"""The erasure for screens: loaded when it is asked for, not when the desk opens."""

from pathlib import Path
from typing import TYPE_CHECKING

from venue_kiosk.bootstrap.installation import Installation

if TYPE_CHECKING:
    from venue_kiosk.domain.certificate.file import Certificate
    from venue_kiosk.services.erasure_request import ErasureRequest


def erase_by_request(
    installation: Installation, folder: Path, request: "ErasureRequest"
) -> "Certificate":
    """Erase the event in ``folder``: see ``erasing.erase_event``."""
    from venue_kiosk.bootstrap.erasing import erase_event  # noqa: PLC0415 - as said above
    from venue_kiosk.bootstrap.erasure_order import ErasureOrder  # noqa: PLC0415 - as above

    return erase_event(installation, ErasureOrder.of(request, folder))
