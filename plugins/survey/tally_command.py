"""``kiosk survey tally``: readings in, tables, workbook and report out; nothing stored."""

from pathlib import Path
from typing import Final

import click

from plugins.survey.answer_keys import Form, form_of
from plugins.survey.definition_parsing import read_definition
from plugins.survey.messages import _
from plugins.survey.reading_lines import Reading, parse_readings
from plugins.survey.tally.comparing import Comparison, compare
from plugins.survey.tally.run_notes import RunNotes, difference
from plugins.survey.tally.tables import Tables, compose_tables
from plugins.survey.tally.tally_files import compose_files, write_files
from plugins.survey.tally.wording import unconfirmed_words
from venue_kiosk.api import N_, Answer, Command, Typesetter, UsageError

_FILE: Final = click.Path(path_type=Path)


def tally_command(typesetter: Typesetter) -> Command:
    """Return the command; it sets the report with ``typesetter``."""

    def run(
        answer: Answer,
        *,
        definition: Path,
        readings: Path,
        out: Path,
        given_out: int | None,
        paper: int | None,
        explained: str,
        compare_with: Path | None,
    ) -> int:
        form = form_of(read_definition(definition))
        tables = compose_tables(form, _read(readings))
        notes = RunNotes(given_out=given_out, paper=paper, explained=explained)
        comparison = _compare(form, tables, readings, compare_with)
        files = compose_files(tables, notes, comparison=comparison, typesetter=typesetter)
        names = write_files(files, out)
        _tell(answer, tables, notes)
        if answer.wants_json:
            answer.give(compose_result(tables, [str(out / name) for name in names]))
        return 0

    return Command("survey tally", run, N_("Count readings: tables, charts, report."), _PARAMS)


def compose_result(tables: Tables, files: list[str]) -> dict[str, object]:
    """Return the command's answer to programs."""
    pages = tables.counts.pages
    return {
        "pages": dict(pages.by_status),
        "sheets": pages.sheets,
        "unconfirmed": tables.counts.unconfirmed,
        "hidden_cells": tables.hidden_cells,
        "files": files,
    }


def _read(path: Path) -> list[Reading]:
    try:
        content = path.read_bytes()
    except OSError:
        raise UsageError(
            _("The readings {file} cannot be opened.", file=path.name),
            _("Give the file that “kiosk survey read --json” wrote."),
        ) from None
    return list(parse_readings(content))


def _compare(form: Form, tables: Tables, path: Path, other: Path | None) -> Comparison | None:
    if other is None:
        return None
    return compare((path.stem, tables), (other.stem, compose_tables(form, _read(other))))


def _tell(answer: Answer, tables: Tables, notes: RunNotes) -> None:
    answer.say(_("Sheets counted: {n}", n=tables.counts.pages.collected))
    if difference(tables.counts, notes):
        answer.say(_("△ The readings do not agree with the paper count; the report says so."))
    form = tables.counts.form
    foreign = sum(
        page.form is not None and (page.form, page.version) != (form.form_id, form.version)
        for page in tables.readings
    )
    if foreign:
        answer.say(_("△ {n} pages belong to another questionnaire: not counted.", n=foreign))
    if tables.counts.unconfirmed:
        answer.say("△ " + unconfirmed_words(tables.counts.unconfirmed))
    for table in tables.cross_tables:
        if table.crossed.left_out:
            answer.say(
                _(
                    "{name}: {n} sheets are left out.",
                    name=table.crossed.pair.name,
                    n=table.crossed.left_out,
                )
            )


_PARAMS: Final = (
    click.Argument(["definition"], type=_FILE),
    click.Argument(["readings"], type=_FILE),
    click.Option(["--out"], type=_FILE, required=True, help=N_("The folder for the files.")),
    click.Option(["--given-out"], type=click.IntRange(0), help=N_("Sheets given out.")),
    click.Option(["--paper"], type=click.IntRange(0), help=N_("Sheets counted by hand.")),
    click.Option(["--explained"], default="", help=N_("Why the two counts differ.")),
    click.Option(["--compare-with"], type=_FILE, help=N_("Readings of another session.")),
)
