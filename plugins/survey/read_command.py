"""``kiosk survey read``: pictures of filled sheets in, one line a page out; nothing is stored."""

from collections import Counter
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

import click
import msgspec

from plugins.survey.definition_parsing import read_definition
from plugins.survey.messages import _
from plugins.survey.reading.batch import BatchReader, prepare_reading
from plugins.survey.reading.inputs import find_inputs
from plugins.survey.reading_lines import Reading
from plugins.survey.sheet.composing import compose_sheet
from plugins.survey.tally.wording import reason_words, status_words
from venue_kiosk.api import N_, Answer, Command, UsageError, World

_DONE: Final = 0


def read_command(world: World) -> Command:
    """Return the command; ``world`` prints the blank sheet that pages are compared with."""
    return Command(
        "survey read",
        callback=partial(run_read, world),
        help=N_("Read pictures and PDFs of filled sheets: one line a page."),
        params=[
            click.Argument(["definition"], type=click.Path(path_type=Path)),
            click.Argument(["paths"], nargs=-1, required=True, type=click.Path(path_type=Path)),
        ],
    )


def run_read(world: World, answer: Answer, *, definition: Path, paths: tuple[Path, ...]) -> int:
    """Read all files."""
    plan = compose_sheet(read_definition(definition))
    inputs = find_inputs(paths)
    for other in inputs.others:
        answer.say(_("{file}: not a picture, left out.", file=other))
    if not inputs.files:
        raise UsageError(
            _("No picture was found."), _("Give pictures, PDFs, or a folder with them.")
        )
    reader = BatchReader(prepare_reading(plan, world.typesetter))
    began, counts = monotonic(), Counter[str]()
    for page in reader.read(inputs.files):
        reading = page.reading
        counts["duplicate" if reading.is_duplicate else reading.status] += 1
        counts["margin"] += reading.margin_writing is not msgspec.UNSET
        if answer.wants_json:
            answer.give(msgspec.to_builtins(reading))
        else:
            answer.say(_line(reading))
    seconds = max(monotonic() - began, 0.001)
    pages = counts.total() - counts["margin"]
    _tell(answer, counts, pages, pages / seconds * 60)
    return _DONE


def _line(reading: Reading) -> str:
    state = "duplicate" if reading.is_duplicate else reading.status
    where = f"{reading.path} [{reading.pages_named}]"
    page = "" if reading.page is None else _("side {n}", n=reading.page)
    why = "" if reading.reason is None else reason_words(reading.reason)
    writing = reading.margin_writing is not msgspec.UNSET
    beside = _("something is written outside the answer places") if writing else ""
    return " ・ ".join(filter(None, [where, page, status_words(state), why, beside]))


def _tell(answer: Answer, counts: Counter[str], pages: int, per_minute: float) -> None:
    told = " ・ ".join(
        f"{status_words(state)} {counts[state]}"
        for state in ("read", "review", "rejected", "duplicate")
    )
    answer.say(_("{n} pages: {counts}", n=pages, counts=told))
    if counts["margin"]:
        answer.say(_("{n} pages: something is written outside the answer places.",
                     n=counts["margin"]))  # fmt: skip
    answer.say(_("{n} pages a minute", n=round(per_minute)))
