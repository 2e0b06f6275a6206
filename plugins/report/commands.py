"""``kiosk report``: the same service as the screen."""

from pathlib import Path
from typing import Final

import click

from plugins.report.kinds import KINDS, TOTALS, kind_of
from plugins.report.messages import _
from plugins.report.output import compose_json
from plugins.report.reports import ReportDesk
from venue_kiosk.api import N_, Answer, Command, write_whole


def run_report(desk: ReportDesk, answer: Answer, *, kind: str, out: Path, number: str) -> int:
    """Make one report and say where it is."""
    if kind == TOTALS:
        write_whole(out, compose_json(desk.freeze()))
    else:
        write_whole(out, desk.make(kind_of(kind), number))
    answer.say(_("Written: {file}", file=out.name))
    if answer.wants_json:
        answer.give({"kind": kind, "file": str(out)})
    return 0


REPORT: Final = Command(
    "report",
    callback=run_report,
    help=N_("Make a report for the ward as PDF, or the file of totals."),
    params=[
        click.Argument(["kind"], type=click.Choice([*(each.name for each in KINDS), TOTALS])),
        click.Option(
            ["--out"],
            type=click.Path(path_type=Path, dir_okay=False),
            required=True,
            help=N_("The file to write."),
        ),
        click.Option(
            ["--number"],
            default="",
            help=N_("Only the form of this number."),
        ),
    ],
)
