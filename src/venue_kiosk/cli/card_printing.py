"""The event key card on its way to the printer, and nowhere else."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from venue_kiosk.bootstrap import Installation
from venue_kiosk.bootstrap.key_card import key_card_pdf
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.audit_papers import require_new, write_new
from venue_kiosk.domain.key_card import card_rows
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import KioskError, UsageError
from venue_kiosk.i18n import _

_PIPE = "-"


@dataclass(frozen=True, slots=True)
class CardToPrint:
    """A card with what is printed around it."""

    card: str = field(repr=False)
    event_id: str
    programme: Programme


def require_card_file(programme: Programme, card_file: str | None) -> None:
    """Make sure that a card has somewhere to go before an event is made that needs it.

    Raises:
        UsageError: it has not, or none is used.
        RefusedError: the file exists.
    """
    if programme.uses_key_card and card_file is None:
        raise UsageError(
            _("Signing in to this event will need an event key card."),
            _("Say where it is to be printed to: --key-card FILE, best on a memory stick."),
        )
    if not programme.uses_key_card and card_file is not None:
        raise UsageError(
            _("This programme uses no event key card."), _("Write key_card = true into its file.")
        )
    if card_file not in {None, _PIPE}:
        require_new(Path(str(card_file)))


def print_card(
    installation: Installation, card: CardToPrint, card_file: str, answer: StreamAnswer
) -> None:
    """Write the card's PDF; if that fails its rows are shown, for without it nobody signs in."""
    try:
        pdf = key_card_pdf(installation, card.card, card.programme, card.event_id)
        if card_file == _PIPE:
            sys.stdout.flush()
            sys.stdout.buffer.write(pdf)
        else:
            write_new(Path(card_file), pdf)
    except KioskError as error:
        answer.say(_("The key card was not printed: {reason}", reason=error.message))
        answer.say(_("Copy its four rows by hand, twice, and keep them apart:"))
        for row in card_rows(card.card):
            answer.say(f"  {row}")
        return
    answer.say(_("Event key card: print it now, cut it in two, keep the halves apart."))
    if card_file != _PIPE:
        name = Path(card_file).name
        answer.say(_("Then erase {file}: whoever has the file has the card.", file=name))
