"""From a chosen place to pages in a batch, with progress, pages a minute, and stop."""

import sys
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from pathlib import Path

from plugins.survey.desk.intake import FileIntake, TakenIn
from plugins.survey.desk.store import Batch
from plugins.survey.living import Survey
from plugins.survey.messages import _
from plugins.survey.reading.inputs import find_inputs
from plugins.survey.tally.wording import reason_words, status_words
from venue_kiosk.api import UsageError
from venue_kiosk.api_ui import OpenKiosk, Tell

_MOST_NAMED = 6


class ReadingRun:
    """One run of reading, on the kiosk of the thread it runs in."""

    def __init__(self, batch: Batch, place: Path) -> None:
        self._batch = batch
        self._place = place
        self.taken = TakenIn()

    def __call__(self, kiosk: OpenKiosk, tell: Tell) -> TakenIn:
        """Read everything at the place.

        Raises:
            UsageError: there is nothing to read.
        """
        survey = kiosk.plugin("survey")
        assert isinstance(survey, Survey)
        inputs = find_inputs([self._place])
        if not inputs.files:
            raise UsageError(
                _("No picture was found."), _("Give pictures, PDFs, or a folder with them.")
            )
        intake = FileIntake(
            survey.batches,
            self._batch,
            survey.questionnaires.of(self._batch),
            typesetter=survey.kiosk.typesetter,
            clock=kiosk.clock,
        )
        self.taken = intake.taken
        _start_tracker()
        return intake.read([(path, self._name(path)) for path, _name in inputs.files], tell)

    def _name(self, path: Path) -> str:
        """Name a file from the chosen folder on: where that lies tells who sat here, not more."""
        return path.relative_to(self._place.parent).as_posix()

    def title(self) -> str:
        """Say what is read, and how fast."""
        words = _("Reading {place}. Stopped or not, what was read is kept.",
                  place=self._place.name)  # fmt: skip
        pace = self.taken.per_minute
        return "\n".join([words, _("{n} pages a minute", n=pace)]) if pace else words


def _start_tracker() -> None:
    """Start what processes share while standard error is the real one: Textual's has no number."""
    with suppress(ImportError), redirect_stderr(sys.__stderr__):
        from multiprocessing import resource_tracker  # noqa: PLC0415 - there is none on Windows

        resource_tracker.ensure_running()


def tell_taken(taken: TakenIn) -> Callable[[], str]:
    """Return the words for what a run brought, in the language shown then."""

    def words() -> str:
        order = ("read", "review", "rejected", "duplicate")
        counts = " ・ ".join(f"{status_words(each)} {taken.statuses[each]}" for each in order)
        lines = [_("{n} new pages: {counts}", n=taken.new, counts=counts)]
        if taken.again:
            lines.append(_("{n} pages were in the batch before.", n=taken.again))
        lines += [f"■ {where}: {reason_words(why)}" for where, why in taken.rejected[:_MOST_NAMED]]
        more = len(taken.rejected) - _MOST_NAMED
        if more > 0:
            lines.append(_("■ {n} more cannot be used; the list of pages names them.", n=more))
        return "\n".join(lines)

    return words
