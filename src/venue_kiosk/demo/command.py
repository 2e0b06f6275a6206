"""The ``demo`` command; what it needs is loaded when it runs."""

from pathlib import Path

import click

from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.words import TranslatedCommand, with_language
from venue_kiosk.i18n import N_


@click.command(
    "demo", cls=TranslatedCommand, help=N_("Make a synthetic symposium and open its desk.")
)
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("demo-event"),
    help=N_("Where it is made; a folder of its own."),
)
@click.option(
    "--attendees",
    type=click.IntRange(1, 10_000),
    default=200,
    metavar="N",
    help=N_("How many people have a place."),
)
@click.option("--seed", type=click.IntRange(0), default=1, help=N_("Other people, same shares."))
@click.option("--unattended", is_flag=True, help=N_("Drive the whole day without anybody."))
@click.option("--json", "as_json", is_flag=True, help=N_("Answer with JSON on standard output."))
@with_language
def demo(folder: Path, attendees: int, seed: int, *, unattended: bool, as_json: bool) -> int:
    """Run the demo."""
    from venue_kiosk.demo.run import run_demo  # noqa: PLC0415 - OpenCV and Textual

    return run_demo(
        folder,
        attendees=attendees,
        seed=seed,
        unattended=unattended,
        answer=StreamAnswer(wants_json=as_json),
    )
