"""The command line of ``kiosk close``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from venue_kiosk.bootstrap import Installation
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.card_option import with_key_card
from venue_kiosk.cli.words import TranslatedGroup, with_language
from venue_kiosk.domain.head_count import DIFFERENCE_REASONS
from venue_kiosk.i18n import N_

_F = TypeVar("_F", bound=Callable[..., Any])
_JSON = click.option(
    "--json", "as_json", is_flag=True, help=N_("Answer with JSON on standard output.")
)


def _on_event(function: _F) -> _F:
    """Add what every subcommand asks: the event, and who signs in."""
    for option in (
        with_key_card,
        _JSON,
        click.option(
            "--password-stdin",
            is_flag=True,
            help=N_("The passphrase is the first line of standard input."),
        ),
        click.option("--handler", metavar="ID", help=N_("Who signs in.")),
        click.argument("event", type=click.Path(path_type=Path)),
    ):
        function = option(function)
    return function


@click.group("close", cls=TranslatedGroup, help=N_("The end of the day, step by step."))
@with_language
def close() -> None:
    """Hold the subcommands."""


@close.command("status", help=N_("Say what is done, what is missing and who must act."))
@_on_event
@with_language
@click.pass_obj
def status(installation: Installation, /, *, as_json: bool, **values: Any) -> int:
    """Show the steps."""
    from venue_kiosk.cli import close as closing  # noqa: PLC0415 - only this needs it

    return closing.show(installation, StreamAnswer(wants_json=as_json), **values)


@close.command("count", help=N_("Enter the heads that were counted in a session."))
@_on_event
@click.argument("session", type=int)
@click.option("--heads", type=int, required=True, help=N_("People in the hall."))
@click.option("--paper", type=int, default=0, help=N_("People let in on paper only."))
@click.option("--why", type=click.Choice(DIFFERENCE_REASONS), help=N_("Why the numbers differ."))
@with_language
@click.pass_obj
def count(installation: Installation, /, *, as_json: bool, **values: Any) -> int:
    """Enter a hand count."""
    from venue_kiosk.cli import close as closing  # noqa: PLC0415 - only this needs it

    return closing.count(installation, StreamAnswer(wants_json=as_json), **values)


@close.command("day", help=N_("Close reception; nobody can be checked in afterwards."))
@_on_event
@with_language
@click.pass_obj
def day(installation: Installation, /, *, as_json: bool, **values: Any) -> int:
    """Close reception."""
    from venue_kiosk.cli import close as closing  # noqa: PLC0415 - only this needs it

    return closing.end_day(installation, StreamAnswer(wants_json=as_json), **values)


@close.command("hold", help=N_("Stop the procedure on the ward's written word."))
@_on_event
@click.argument("document")
@with_language
@click.pass_obj
def hold(installation: Installation, /, *, as_json: bool, **values: Any) -> int:
    """Stop the procedure."""
    from venue_kiosk.cli import close as closing  # noqa: PLC0415 - only this needs it

    return closing.hold(installation, StreamAnswer(wants_json=as_json), **values)


@close.command("release", help=N_("Let the procedure go on, on the ward's written word."))
@_on_event
@click.argument("document")
@with_language
@click.pass_obj
def release(installation: Installation, /, *, as_json: bool, **values: Any) -> int:
    """Let the procedure go on."""
    from venue_kiosk.cli import close as closing  # noqa: PLC0415 - only this needs it

    return closing.release(installation, StreamAnswer(wants_json=as_json), **values)
