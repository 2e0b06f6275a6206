"""``kiosk survey sheet``: a definition in, the sheet and its layout out; nothing is stored."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import click

from plugins.survey.definition_parsing import read_definition
from plugins.survey.messages import _
from plugins.survey.sheet.composing import compose_sheet
from plugins.survey.sheet.layout_file import compose_layout
from plugins.survey.sheet.printing import print_pdf
from plugins.survey.sheet.serials import draw_serials
from venue_kiosk.api import N_, Answer, Command, World, require_folder_of, write_whole

_DONE: Final = 0


def sheet_command(world: World) -> Command:
    """Return the command; ``world`` sets the paper and draws sheet codes."""
    return Command(
        "survey sheet",
        callback=partial(run_sheet, world),
        help=N_("Make the sheet of a questionnaire as a PDF, and its layout."),
        params=[
            click.Argument(["definition"], type=click.Path(path_type=Path)),
            click.Option(
                ["--out"],
                required=True,
                type=click.Path(path_type=Path),
                help=N_("Where the sheet goes (PDF)."),
            ),
            click.Option(
                ["--layout"],
                type=click.Path(path_type=Path),
                help=N_("Where the layout goes (JSON)."),
            ),
        ],
    )


def run_sheet(
    world: World, answer: Answer, *, definition: Path, out: Path, layout: Path | None
) -> int:
    """Print a sheet."""
    for place in filter(None, (out, layout)):
        require_folder_of(place)
    form = read_definition(definition)
    plan = compose_sheet(form)
    serials: Sequence[str] = ()
    if form.serial == "batch":
        serials = draw_serials(form.copies, world.tokens)
    pdf = print_pdf(plan, serials, world.typesetter, source=definition.read_bytes())
    write_whole(out, pdf)
    if layout is not None:
        text = json.dumps(compose_layout(plan, serials), ensure_ascii=False, indent=1)
        write_whole(layout, f"{text}\n".encode())
    answer.say(
        _("{n} sides, {copies} sheets: {file}", n=len(plan.pages), copies=form.copies, file=out)
    )
    if answer.wants_json:
        answer.give(
            {
                "pdf": str(out),
                "layout": str(layout) if layout else None,
                "print_id": plan.print_id,
                "pages": len(plan.pages),
                "copies": form.copies,
            }
        )
    return _DONE
