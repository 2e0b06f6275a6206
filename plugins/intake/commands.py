"""``kiosk import``, ``draw``, ``promote``: the same service as the screen."""

from pathlib import Path
from typing import Any, Final

import click

from plugins.intake.importing import FileReport, Intake
from plugins.intake.messages import _
from venue_kiosk.api import N_, Answer, Command

_MOST_LINES: Final = 200


def run_import(
    intake: Intake,
    answer: Answer,
    *,
    file: Path,
    dry_run: bool,
    good_rows: bool,
    erase_source: bool,
) -> int:
    """Import a file; return 1 when it has problems and nothing was stored."""
    report = intake.check_file(file) if dry_run else intake.import_file(file, good_rows=good_rows)
    _tell(report, answer, dry_run=dry_run)
    if report.import_id is not None:
        if erase_source:
            intake.erase_source(file, report.import_id)
            answer.say(_("The source file was erased."))
        else:
            answer.say(_("Erase the source file now; an import is a move, not a copy."))
    return 1 if report.problems and not report.stored else 0


def run_draw(intake: Intake, answer: Answer, *, seed: int | None) -> int:
    """Decide about everybody undecided."""
    result = intake.select(seed=seed)
    counts = {"accepted": result.accepted, "waitlisted": result.waitlisted}
    answer.say(_("Accepted {accepted}, waitlisted {waitlisted}.", **counts))
    if answer.wants_json:
        answer.give({**counts, "seed": result.seed})
    return 0


def run_promote(intake: Intake, answer: Answer) -> int:
    """Give free places to the waitlist."""
    result = intake.promote()
    counts = {"promoted": result.accepted, "waitlisted": result.waitlisted}
    answer.say(_("Promoted {promoted}, still waiting {waitlisted}.", **counts))
    if answer.wants_json:
        answer.give(counts)
    return 0


def _tell(report: FileReport, answer: Answer, *, dry_run: bool) -> None:
    for problem in report.problems[:_MOST_LINES]:
        answer.say(problem.render())
    if len(report.problems) > _MOST_LINES:
        answer.say(_("… and {n} more.", n=len(report.problems) - _MOST_LINES))
    if report.stored:
        answer.say(
            _(
                "Rows {rows}: {recorded} recorded, {already_here} were here already.",
                rows=report.rows,
                recorded=report.recorded,
                already_here=report.already_here,
            )
        )
        if not report.recorded:
            answer.say(_("Nothing changed."))
    elif report.problems:
        answer.say(_("{n} problems. Nothing was stored.", n=len(report.problems)))
    elif dry_run:
        answer.say(_("Rows {rows}: no problems. Nothing was stored (dry run).", rows=report.rows))
    if answer.wants_json:
        answer.give(_as_json(report))


def _as_json(report: FileReport) -> dict[str, Any]:
    return {
        "rows": report.rows,
        "good": report.good,
        "stored": report.stored,
        "recorded": report.recorded,
        "already_here": report.already_here,
        "sha256": report.sha256,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "what": problem.what.value,
                "sentence": problem.sentence,
                "expected": problem.expected,
            }
            for problem in report.problems
        ],
    }


IMPORT: Final = Command(
    "import",
    callback=run_import,
    help=N_("Take an application file in."),
    params=[
        click.Argument(["file"], type=click.Path(path_type=Path)),
        click.Option(["--dry-run"], is_flag=True, help=N_("Report, and store nothing.")),
        click.Option(
            ["--good-rows"], is_flag=True, help=N_("Store the good rows of a file with problems.")
        ),
        click.Option(
            ["--erase-source"], is_flag=True, help=N_("Erase the file after it was taken in.")
        ),
    ],
)
DRAW: Final = Command(
    "draw",
    callback=run_draw,
    help=N_("Decide about everybody undecided; the seed is logged."),
    params=[click.Option(["--seed"], type=int, help=N_("Repeat the draw of a logged seed."))],
)
PROMOTE: Final = Command(
    "promote", callback=run_promote, help=N_("Give free places to the waitlist, in its order.")
)
