"""The plugin's living object: makes reports, freezes the numbers, gives both to the ward."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from plugins.report.composing import (
    compose_handlers,
    compose_handling,
    compose_head,
    compose_paper,
)
from plugins.report.kinds import KINDS, TOTALS, Kind
from plugins.report.messages import _
from plugins.report.numbers import compose_totals
from plugins.report.output import compose_json
from plugins.report.settings import ReportSettings
from plugins.report.store import TotalsStore
from venue_kiosk.api import (
    FreeRecord,
    HandOverPaper,
    Kiosk,
    Material,
    RefusedError,
    State,
    Task,
    hookimpl,
    require,
    require_one_of,
)

_BLANK: Final = {"incident"}
"""Forms that are worth printing with nothing in them, to be filled in by hand."""


class ReportDesk:
    """Makes every report out of the kiosk's counts and the other plugins' forms."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self._settings = kiosk.read_settings(ReportSettings)
        self._store = TotalsStore(kiosk.tables)

    def totals(self) -> tuple[dict[str, Any], bool]:
        """Return the numbers, small cells hidden, and whether they are frozen.

        Raises:
            NotPermittedError: the handler may not see counts.
        """
        counted = self.kiosk.totals.count()  # asks for the permission, frozen or not
        frozen = self._store.frozen()
        if frozen is not None:
            return frozen, True
        kiosk = self.kiosk
        at = kiosk.clock.now().isoformat(timespec="seconds")
        return compose_totals(kiosk.programme, counted, kiosk.papers(), frozen_at=at), False

    def freeze(self) -> dict[str, Any]:
        """Keep the numbers for good, once nobody is checked in any more; return them.

        Frozen ones are returned as they are, however often and from how many kiosks it is asked.

        Raises:
            NotNowError: the event is not closed yet.
            NotPermittedError: the handler may not end the day, nor hand over.
        """
        numbers, is_frozen = self.totals()
        if is_frozen:
            return numbers
        require_one_of(self.kiosk.handler, Task.CLOSE, Task.HAND_OVER)
        with self.kiosk.tables.transaction():
            numbers, is_frozen = self.totals()  # another kiosk may have frozen them meanwhile
            if not is_frozen:
                self.kiosk.guard.require(*_AFTER_CLOSING)
                self._store.freeze(numbers, at=self.kiosk.clock.now())
                self.kiosk.log.record("totals_frozen")
        return numbers

    def make(self, kind: Kind, number: str = "") -> bytes:
        """Return a report as PDF; ``number`` chooses one slip, incident or inspection.

        Raises:
            NotPermittedError: the role may not see it.
            RefusedError: there is nothing to print yet, or no form of that number.
            ConfigError: the template or the settings are wrong.
        """
        require(self.kiosk.handler, kind.task)
        values = self._values(kind, number)
        pdf = self.kiosk.typesetter.pdf(self.kiosk.texts / kind.template, values)
        self.kiosk.log.record("report_made", why=kind.name)
        return pdf

    def _values(self, kind: Kind, number: str) -> Mapping[str, Any]:
        kiosk = self.kiosk
        today = kiosk.clock.now().date()
        head = compose_head(kiosk.programme, self._settings, today=today)
        if kind.paper:
            return {**head, "papers": self._papers(kind, number)}
        if kind.name == "handlers":
            return {**head, **compose_handlers(kiosk.programme)}
        numbers, is_frozen = self.totals()
        if kind.name == "performance":
            return {**head, "totals": numbers, "frozen": is_frozen, **self._outcome()}
        handling = compose_handling(
            kiosk.programme,
            numbers,
            kiosk.papers(),
            kiosk.life_cycle.read(),
            log_lines=kiosk.totals.count().log_lines,
            log_holds=kiosk.check_log(),
        )
        return {**head, **handling}

    def _outcome(self) -> Mapping[str, Any]:
        steps = {each.to: each for each in self.kiosk.life_cycle.read().passed}
        receipt = steps.get(State.RECEIPT_CONFIRMED)
        incidents = sum(each.kind == "incident" for each in self.kiosk.papers())
        return {"receipt": "" if receipt is None else receipt.document, "incidents": incidents}

    def _papers(self, kind: Kind, number: str) -> list[dict[str, Any]]:
        found = [
            compose_paper(each)
            for each in self.kiosk.papers()
            if each.kind == kind.paper and number in ("", each.number)
        ]
        if not found and (number or kind.name not in _BLANK):
            raise RefusedError(
                _("There is nothing to print yet: {title}.", title=_(kind.title)),
                _("Enter it on the screen “Custody” first."),
            )
        return found

    @hookimpl
    def kiosk_hand_over(self) -> Material:
        """Freeze the numbers, and give every report that there is to the ward."""
        totals = FreeRecord(
            name=f"{TOTALS}.json",
            title="集計（個人情報なし）",
            content=compose_json(self.freeze()),
        )
        return Material(papers=tuple(self._ready()), records=(totals,))

    def _ready(self) -> Iterator[HandOverPaper]:
        there = {each.kind for each in self.kiosk.papers()}
        for kind in KINDS:
            if not kind.paper or kind.paper in there:
                yield HandOverPaper(title=kind.ja, pdf=self.make(kind))


_AFTER_CLOSING: Final = (State.CLOSED, State.HANDED_OVER, State.RECEIPT_CONFIRMED)
