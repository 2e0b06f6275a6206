"""Who signs in at the command line: id, passphrase and card."""

import getpass
import sys

import click

from venue_kiosk.cli.answers import read_passphrase
from venue_kiosk.cli.card_option import shown_card
from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _


def ask_credential(handler_id: str | None, *, password_stdin: bool) -> Credential:
    """Return who signs in, from options or by asking at the terminal.

    Raises:
        UsageError: there is no terminal to ask at.
    """
    if password_stdin:
        if not handler_id:
            raise UsageError(_("Say who signs in: --handler ID"))
        return Credential(handler_id, read_passphrase(), card=shown_card())
    if not sys.stdin.isatty():
        raise UsageError(
            _("There is no terminal to ask for the passphrase at."),
            _("Use --handler ID --password-stdin."),
        )
    handler_id = handler_id or click.prompt(_("Handler id"), err=True)
    passphrase = getpass.getpass(_("Passphrase: "), stream=sys.stderr)
    return Credential(handler_id, passphrase, card=shown_card())
