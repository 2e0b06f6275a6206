"""The command line of ``kiosk audit``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from venue_kiosk.bootstrap import Installation
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.card_option import with_key_card
from venue_kiosk.cli.words import TranslatedGroup, with_language
from venue_kiosk.i18n import N_

_F = TypeVar("_F", bound=Callable[..., Any])
_PATH = click.Path(path_type=Path)
_JSON = click.option(
    "--json", "as_json", is_flag=True, help=N_("Answer with JSON on standard output.")
)


def _on_log(function: _F) -> _F:
    """Add what every subcommand asks: which log, and who signs in to an event."""
    for option in (
        with_key_card,
        click.option(
            "--password-stdin",
            is_flag=True,
            help=N_("The passphrase is the first line of standard input."),
        ),
        click.option("--handler", metavar="ID", help=N_("Who signs in.")),
        click.argument("log", metavar="EVENT|FILE", type=_PATH),
    ):
        function = option(function)
    return function


@click.group("audit", cls=TranslatedGroup, help=N_("The operation log."))
@with_language
def audit() -> None:
    """Hold the subcommands."""


@audit.command("show", help=N_("Show the lines of the log; nothing is checked."))
@_on_log
@click.option("--day", metavar="YYYY-MM-DD", help=N_("Only the lines of this day."))
@click.option("--act", metavar="CODE", help=N_("Only this kind of act."))
@_JSON
@with_language
@click.pass_obj
def show(installation: Installation, /, *, as_json: bool, **values: Any) -> int:
    """Show lines."""
    from venue_kiosk.cli import audit_show  # noqa: PLC0415 - only this needs it

    return audit_show.show(installation, StreamAnswer(wants_json=as_json), **values)


@audit.command("verify", help=N_("Check the log: chain, signatures, paper slips, certificate."))
@_on_log
@click.option("--key", type=_PATH, help=N_("The event's public key, if not beside the file."))
@click.option("--fingerprint", help=N_("The key's fingerprint on the opening slip."))
@click.option(
    "--slip",
    "slips",
    multiple=True,
    metavar='"COUNT HEAD"',
    help=N_("What a paper slip says; may be given several times."),
)
@click.option("--certificate", type=_PATH, help=N_("The certificate that names this log."))
@_JSON
@with_language
@click.pass_obj
def verify(installation: Installation, /, *, as_json: bool, **values: Any) -> int:
    """Check a log."""
    from venue_kiosk.cli import audit_verify  # noqa: PLC0415 - only this needs it

    asked = audit_verify.Asked(**values)
    return audit_verify.verify(installation, asked, StreamAnswer(wants_json=as_json))


@audit.command("export", help=N_("Copy the log to a file, with the event's public key beside it."))
@_on_log
@click.option("--out", type=_PATH, help=N_("The new file; standard output if not given."))
@_JSON
@with_language
@click.pass_obj
def export(installation: Installation, /, *, as_json: bool, **values: Any) -> int:
    """Copy the log."""
    from venue_kiosk.cli import audit_papers  # noqa: PLC0415 - only this needs it

    return audit_papers.export(installation, StreamAnswer(wants_json=as_json), **values)


@audit.command("slip", help=N_("Show and print a slip for the ward's sheet of paper."))
@_on_log
@click.option(
    "--kind",
    type=click.Choice(["opening", "midday", "closing"]),
    default="midday",
    help=N_("opening: print it again; midday: record a new one; closing: of a sealed file."),
)
@click.option("--out", type=_PATH, help=N_("The new PDF."))
@_JSON
@with_language
@click.pass_obj
def slip(installation: Installation, /, *, as_json: bool, **values: Any) -> int:
    """Print a slip."""
    from venue_kiosk.cli import audit_papers  # noqa: PLC0415 - only this needs it

    return audit_papers.slip(installation, StreamAnswer(wants_json=as_json), **values)
