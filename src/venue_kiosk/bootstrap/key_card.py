"""The event key card as a page to print."""

from venue_kiosk.adapters.symbol import symbol_rows
from venue_kiosk.bootstrap.devices import LazyTypesetter
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.domain.programme import Programme
from venue_kiosk.services.key_card import TEMPLATE, card_payload, card_values


def key_card_pdf(
    installation: Installation, card: str, programme: Programme, event_id: str
) -> bytes:
    """Return one A4 page with both numbered copies.

    Raises:
        ConfigError: the template is missing or wrong.
    """
    values = {
        **card_values(card, programme, event_id),
        "qr": symbol_rows(card_payload(card)),
    }
    return LazyTypesetter().pdf(installation.config_folder / "texts" / TEMPLATE, values)
