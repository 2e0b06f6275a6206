"""The erasure for screens: loaded when it is asked for, not when the desk opens."""

from dataclasses import replace
from typing import TYPE_CHECKING

from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.storage.vault import Vault

if TYPE_CHECKING:
    from venue_kiosk.domain.certificate.file import Certificate
    from venue_kiosk.services.erasure_request import ErasureRequest


def erase_by_request(
    installation: Installation, vault: Vault, request: "ErasureRequest"
) -> "Certificate":
    """Erase the event of an opened vault, whose key card is known: see ``erasing.erase_event``."""
    from venue_kiosk.bootstrap.erasing import erase_event  # noqa: PLC0415 - as said above
    from venue_kiosk.bootstrap.erasure_order import ErasureOrder  # noqa: PLC0415 - as above

    order = ErasureOrder.of(request, vault.folder)
    operator, witness = (
        vault.credential(each.user_id, each.passphrase) for each in (order.operator, order.witness)
    )
    return erase_event(installation, replace(order, operator=operator, witness=witness))
