"""The certificate on paper: a rendering for people; what is signed is the file."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from venue_kiosk.adapters.symbol import symbol_rows
from venue_kiosk.bootstrap.devices import LazyTypesetter
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.certificate.scalars import moment
from venue_kiosk.domain.japanese_date import render_date
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.storage.core_tables import CORE_DATA_ITEMS


def compose_pdf(
    installation: Installation, host: PluginHost, certificate: Certificate, content: bytes
) -> bytes:
    """Return the PDF of a PASS.

    Raises:
        ConfigError: the template is missing or wrong.
        RefusedError: a configured text cannot be printed.
    """
    names = {(item.owner, item.item): item.what for item in [*CORE_DATA_ITEMS, *host.data_items()]}
    template = installation.config_folder / "texts" / "erasure_certificate.typ"
    sha256 = hashlib.sha256(content).hexdigest()
    return LazyTypesetter().pdf(template, _values(certificate, names, sha256))


def _values(
    certificate: Certificate, names: Mapping[tuple[str, str], str], sha256: str
) -> dict[str, Any]:
    event, record = certificate.event, certificate.record
    return {
        "title": f"{event.programme} {certificate.number}",
        "number": certificate.number,
        "sample": certificate.sample,
        "issued": _day(certificate.issued_at),
        "client": event.client,
        "section": event.section,
        "contractor": event.contractor,
        "contract_title": event.contract_title,
        "contract_number": event.contract_number,
        "programme": event.programme,
        "dates": [_date(each) for each in event.dates],
        "event_id": event.event_id,
        "items": _items(certificate, names),
        "receipt_date": _date(certificate.hand_over.receipt_date),
        "receipt_number": certificate.hand_over.receipt_number,
        "software": f"{certificate.software.name} {certificate.software.version}",
        "reference": certificate.method.reference.split(" の")[0],
        "began": _moment(record.started_at),
        "ended": _moment(record.finished_at),
        "level": certificate.level,
        "needles": certificate.scan.needles,
        "bytes_read": certificate.scan.bytes_read,
        "hits": certificate.scan.hits,
        "record_id": record.id,
        "audit_count": certificate.audit.count,
        "covers": certificate.scope.covers,
        "does_not_cover": certificate.scope.does_not_cover,
        "residue": msgspec.to_builtins(certificate.residue),
        "key_copies": msgspec.to_builtins(certificate.key_copies),
        "people": msgspec.to_builtins(certificate.people),
        "media": msgspec.to_builtins(certificate.media),
        "sha256": sha256,
        "event_key": certificate.signing.event_key,
        "witness_key": certificate.signing.witness_key or "",
        "challenge": certificate.ward.challenge,
        "qr": symbol_rows(qr_text(certificate, sha256)),
    }


def qr_text(certificate: Certificate, sha256: str) -> str:
    """Return what the QR code says: event, hash of the file, fingerprint of the key."""
    key = certificate.signing.event_key.replace(" ", "")
    return f"VENUE-ERASURE:{certificate.event.event_id}:{sha256}:{key}".upper()


def _items(certificate: Certificate, names: Mapping[tuple[str, str], str]) -> list[dict[str, Any]]:
    return [
        {
            "what": names.get((row.plugin, row.item), f"{row.plugin}.{row.item}"),
            "whose": row.whose,
            "before": row.count_before,
            "handed": row.count_handed_over,
            "after": row.count_after,
        }
        for row in certificate.items
    ]


def _date(date: str | None) -> str | None:
    return date and render_date(dt.date.fromisoformat(date))


def _day(time: str) -> str:
    return render_date(moment(time).date())


def _moment(time: str) -> str:
    at = moment(time)
    return f"{render_date(at.date())} {at:%H:%M}"
