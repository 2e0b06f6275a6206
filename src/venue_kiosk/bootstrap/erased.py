"""An event folder after its erasure."""

from pathlib import Path

from venue_kiosk.domain.certificate.file import Certificate, read_certificate
from venue_kiosk.domain.certificate.strict_json import StrictJsonError, parse_object
from venue_kiosk.services.erasure_papers import CERTIFICATE
from venue_kiosk.storage.event_file import EVENT_FILE


def erased_certificate(folder: Path) -> Certificate | None:
    """Return the certificate that lies in an erased event's folder; nothing for any other."""
    if (folder / EVENT_FILE).exists():
        return None
    try:
        return read_certificate(parse_object((folder / CERTIFICATE).read_bytes()))
    except (OSError, StrictJsonError):
        return None
