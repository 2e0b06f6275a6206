"""Erasing an event: begun once, taken up again as often as needed, certified once."""

from venue_kiosk.adapters import process
from venue_kiosk.bootstrap.erasure_certifying import tidy
from venue_kiosk.bootstrap.erasure_order import ErasureOrder
from venue_kiosk.bootstrap.erasure_resuming import other_event
from venue_kiosk.bootstrap.erasure_session import ErasureSession
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.domain.certificate.file import Certificate, read_certificate
from venue_kiosk.domain.certificate.strict_json import StrictJsonError, parse_object
from venue_kiosk.errors import RefusedError, VaultDamagedError
from venue_kiosk.i18n import _
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.services import erasure_papers as papers
from venue_kiosk.storage.closing_keys import CLOSING_KEYS_FILE
from venue_kiosk.storage.event_file import EVENT_FILE
from venue_kiosk.storage.medium import MediumFolder


def erase_event(installation: Installation, order: ErasureOrder) -> Certificate:
    """Erase an event, or take its erasure up again; return the signed certificate.

    Raises:
        KioskError: nothing was begun, or the run stopped and can be taken up again, or it ended
            before and no second certificate is made.
    """
    process.close_process()
    medium = MediumFolder(order.medium, installation.tokens)
    medium.require(order.folder)
    host = installation.load_plugins(installation.read_config())
    written = medium.read(papers.CERTIFICATE)
    if written is not None:
        return _end(installation, order, medium, host, written)
    session = ErasureSession(installation, order, medium, host)
    started = medium.read(papers.STARTED)
    return session.begin() if started is None else session.resume(started)


def _end(
    installation: Installation,
    order: ErasureOrder,
    medium: MediumFolder,
    host: PluginHost,
    written: bytes,
) -> Certificate:
    """Tidy up after a cut that came when all was signed; a finished run is refused."""
    try:
        certificate = read_certificate(parse_object(written))
    except StrictJsonError:
        raise VaultDamagedError(
            _("The certificate on the medium is damaged."),
            _("Do not change anything on the medium. Call the handling manager."),
        ) from None
    if (order.folder / EVENT_FILE).exists():
        raise other_event()
    if medium.read(CLOSING_KEYS_FILE) is None:
        raise RefusedError(
            _("This erasure has ended; there is no second certificate."),
            _("Keep the medium. Check it with “kiosk verify”."),
        )
    tidy(installation, host, medium, order.folder, certificate, written)
    return certificate
