"""The command line of ``kiosk doctor``."""

from pathlib import Path

import click

from venue_kiosk.bootstrap import Installation
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.words import TranslatedCommand, with_language
from venue_kiosk.i18n import N_


@click.command(
    "doctor", cls=TranslatedCommand, help=N_("Look whether this laptop is ready for the day.")
)
@click.argument("event", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help=N_("Answer with JSON on standard output."))
@with_language
@click.pass_obj
def doctor(installation: Installation, event: Path | None, *, as_json: bool) -> int:
    """Look at the laptop."""
    from venue_kiosk.cli.doctor import tell_readiness  # noqa: PLC0415 - looks at everything

    return tell_readiness(installation, event, StreamAnswer(wants_json=as_json))
