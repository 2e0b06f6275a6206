"""The command lines of ``kiosk hand-over`` and ``kiosk receipt``."""

from pathlib import Path
from typing import Any

import click

from venue_kiosk.bootstrap import Installation
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.card_option import with_key_card
from venue_kiosk.cli.words import TranslatedCommand, with_language
from venue_kiosk.i18n import N_

_FOLDER = click.Path(path_type=Path)
_AS_JSON = click.option(
    "--json", "as_json", is_flag=True, help=N_("Answer with JSON on standard output.")
)
_HANDLER = click.option("--handler", metavar="ID", help=N_("Who signs in."))


@click.command(
    "hand-over",
    cls=TranslatedCommand,
    help=N_("Make the encrypted package for the ward; two people."),
)
@click.argument("event", type=_FOLDER)
@click.option("--out", required=True, type=_FOLDER, help=N_("Folder on the removable medium."))
@_HANDLER
@with_key_card
@click.option("--witness", metavar="ID", help=N_("Who stands by."))
@click.option(
    "--password-stdin",
    is_flag=True,
    help=N_("Standard input holds both passphrases, one a line."),
)
@click.option(
    "--archive", is_flag=True, help=N_("Put everything into one 7z file, which needs 7-Zip.")
)
@_AS_JSON
@with_language
@click.pass_obj
def hand_over(installation: Installation, /, *, as_json: bool, **values: Any) -> int:
    """Make the package."""
    from venue_kiosk.cli.hand_over import Asked, make_and_tell  # noqa: PLC0415 - only this

    return make_and_tell(installation, Asked(**values), StreamAnswer(wants_json=as_json))


@click.command(
    "receipt", cls=TranslatedCommand, help=N_("Record the ward's receipt of the package.")
)
@click.argument("event", type=_FOLDER)
@click.option("--number", required=True, help=N_("Number of the ward's receipt."))
@click.option(
    "--code",
    required=True,
    metavar="XXXX-XXXX",
    help=N_("The receipt code that stands inside the package."),
)
@click.option(
    "--date",
    metavar="YYYY-MM-DD",
    help=N_("Date of the ward's receipt; today if not given."),
)
@click.option(
    "--count",
    "counts",
    multiple=True,
    metavar="FILE=N",
    help=N_("How many rows the ward found in a list."),
)
@_HANDLER
@with_key_card
@click.option(
    "--password-stdin",
    is_flag=True,
    help=N_("The passphrase is the first line of standard input."),
)
@_AS_JSON
@with_language
@click.pass_obj
def receipt(installation: Installation, /, *, as_json: bool, **values: Any) -> int:
    """Record a receipt."""
    from venue_kiosk.cli.receipt import Received, record_and_tell  # noqa: PLC0415 - only this

    return record_and_tell(installation, Received(**values), StreamAnswer(wants_json=as_json))
