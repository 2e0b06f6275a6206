"""The command line of ``kiosk erase``."""

from pathlib import Path
from typing import Any

import click

from venue_kiosk.bootstrap import Installation
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.card_option import with_key_card
from venue_kiosk.cli.words import TranslatedCommand, with_language
from venue_kiosk.i18n import N_

_FOLDER = click.Path(path_type=Path)


@click.command(
    "erase",
    cls=TranslatedCommand,
    help=N_("Erase an event, check it and make the certificate; two people."),
)
@click.argument("event", type=_FOLDER)
@click.option("--medium", required=True, type=_FOLDER, help=N_("Folder on the removable medium."))
@click.option("--handler", metavar="ID", help=N_("Who erases."))
@click.option("--witness", metavar="ID", help=N_("Who stands by."))
@click.option(
    "--password-stdin",
    is_flag=True,
    help=N_(
        "Standard input holds both passphrases, one a line, then the ward's made-up applicants."
    ),
)
@with_key_card
@click.option("--challenge", default="", help=N_("At least eight characters the ward gives now."))
@click.option(
    "--canaries-seen",
    type=click.Choice(["yes", "no"]),
    help=N_("Whether the ward saw its made-up applicants in the hand-over list."),
)
@click.option(
    "--slips",
    type=click.Choice(["agreed", "differ"]),
    help=N_("Whether the ward's official compared the paper slips with the screen."),
)
@click.option(
    "--card",
    "cards",
    metavar="LABEL=STATE",
    multiple=True,
    help=N_("A key card: surrendered, destroyed_in_presence, missing or left."),
)
@click.option(
    "--copy",
    "copies",
    metavar="DOCUMENT=STATE",
    multiple=True,
    help=N_("An approved second copy: surrendered, destroyed or left."),
)
@click.option(
    "--answer",
    "answers",
    metavar="CODE=FINDING",
    multiple=True,
    help=N_("A row of the checklist that only people can answer: none, found or unsafe."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Answer with JSON on standard output."))
@with_language
@click.pass_obj
def erase(installation: Installation, /, *, as_json: bool, **values: Any) -> int:
    """Erase an event."""
    from venue_kiosk.cli.erase import Asked, erase_and_tell  # noqa: PLC0415 - only this needs it

    return erase_and_tell(installation, Asked(**values), StreamAnswer(wants_json=as_json))
