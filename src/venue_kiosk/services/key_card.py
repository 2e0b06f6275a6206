"""The event key card as people show it: typed, read by a scanner or a camera."""

from collections.abc import Mapping
from typing import Any, Final

from venue_kiosk.domain.key_card import (
    COPIES,
    QR_PREFIX,
    CardError,
    CardFault,
    card_rows,
    parse_card,
)
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _

TEMPLATE: Final = "key_card.typ"


def card_secret_of(text: str, event_id: str) -> bytes:
    """Return the secret of a card.

    Raises:
        UsageError: none was shown, it is mistyped, or it is the card of another event.
    """
    if not text.strip():
        raise UsageError(
            _("This event also needs its event key card."),
            _("Hold the card to the camera, or type its four rows."),
        )
    try:
        return parse_card(text, event_id)
    except CardError as error:
        raise _told(error) from None


def card_values(card: str, programme: Programme, event_id: str) -> Mapping[str, Any]:
    """Return what the template of the card shows, but for the QR code of ``card_payload``."""
    return {
        "rows": card_rows(card),
        "copies": COPIES,
        "title": programme.title,
        "event_id": event_id,
        "client": programme.contact.client,
        "contractor": programme.contact.contractor,
        "sample": programme.sample,
    }


def card_payload(card: str) -> str:
    """Return what the card's QR code holds."""
    return QR_PREFIX + card


def _told(error: CardError) -> UsageError:
    if error.fault is CardFault.EVENT:
        return UsageError(
            _("This is the key card of another event."),
            _("Take the card that was printed for this event; its title stands on it."),
        )
    if error.row:
        return UsageError(
            _("Row {row} of the key card is mistyped.", row=error.row),
            _("Compare that row with the card, sign by sign. There is no 0, 1, I or O."),
        )
    return UsageError(
        _("This is not an event key card."),
        _("Type all four rows of the card, 64 signs, or hold it to the camera."),
    )
