"""Survey counting in the demo's day: scans read into a batch, doubts decided, counted, locked."""

from pathlib import Path
from typing import Any, Final, cast

from textual.pilot import Pilot

from venue_kiosk.demo.day import DayReport
from venue_kiosk.demo.event import DemoEvent
from venue_kiosk.demo.survey_paper import Truths, scan_filled_sheets
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.screen_text import press, type_text, wait_for_work

_SHEETS: Final = 12
_FORM: Final = "symposium-a.toml"


class SurveyPart:
    """A clerk's evening: everything that the reader doubts is decided by what people meant."""

    handler = "H-07"
    start_at = "survey"

    def __init__(self, event: DemoEvent, definitions: Path, *, seed: int) -> None:
        self._scans = event.folder.resolve().with_name("survey") / "scans"
        self._definitions = definitions
        self._seed = seed

    async def live(self, pilot: Pilot[Any], kiosk: OpenKiosk, report: DayReport) -> None:
        """Do what the evening brings."""
        self._pilot = pilot
        self._survey = cast("Any", kiosk.plugin("survey"))
        await report.timed("sheets_filled", self._fill())
        await report.timed("sheets_read", self._read())
        await report.timed("sheets_counted", self._count(report))

    async def _fill(self) -> None:
        form = self._definitions / _FORM
        self._truths: Truths = scan_filled_sheets(
            form, self._scans, sheets=_SHEETS, seed=self._seed
        )

    async def _read(self) -> None:
        for key in ("f2", "tab", "ctrl+u"):
            await press(self._pilot, key)
        await type_text(self._pilot, str(self._scans))
        await press(self._pilot, "enter")
        forms = [each.name for each in sorted(self._definitions.glob("*.toml"))]
        await press(self._pilot, str(forms.index(_FORM) + 1))
        await wait_for_work(self._pilot)

    async def _count(self, report: DayReport) -> None:
        """Decide the doubts, compare with the truth, and enter the hand count."""
        [batch] = self._survey.store.batches()
        decided = 0
        while (item := self._survey.review.next(batch)) is not None:
            self._decide(item)
            decided += 1
        self._survey.batches.finish(batch)
        [group] = self._survey.results.groups()
        readings = self._survey.results.readings(group)
        self._survey.results.set_number(group, "given_out", _SHEETS)
        self._survey.results.set_number(group, "paper", _SHEETS)
        report.counts |= {"survey_pages": len(readings), "survey_decided": decided}
        if len(readings) != len(self._truths):
            report.problems.append(_("The survey pages do not add up."))

    def _decide(self, item: Any) -> None:
        review = self._survey.review
        if item.is_margin:
            review.decide_margin(item, identifying=False)
            return
        if item.key is None:
            review.decide_page(item, usable=True)
            return
        truth = self._truths[Path(item.reading.path).name].get(item.doubt.answer_key)
        if item.key.kind == "text":
            review.decide_text(item, identifying=False)
        elif truth is None or truth["state"] == "no_answer":
            review.decide_no_answer(item)
        elif item.key.kind == "number":
            review.decide_digits(item, str(truth.get("value") or ""))
        else:
            review.decide_codes(item, tuple(truth["codes"]))
