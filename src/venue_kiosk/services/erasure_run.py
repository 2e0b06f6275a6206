"""The steps of an erasure, in order, each of which may be done again after a cut."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from venue_kiosk.domain.certificate.measures import STEPS, Step
from venue_kiosk.domain.certificate.rules_data import SECTORS
from venue_kiosk.domain.certificate.scalars import time_text
from venue_kiosk.domain.certificate.started import Started
from venue_kiosk.domain.erasure_plan import LABEL_FILE, SLOT_FILE, ErasurePlan
from venue_kiosk.domain.needles import Search, commitment, compose_needles
from venue_kiosk.ports import Clock
from venue_kiosk.ports.erasure import (
    EventRemains,
    KeySlots,
    PluginWitnesses,
    ReadThrough,
    Volume,
)
from venue_kiosk.services.erasure_journal import Journal, StepEnded, StepResult


@dataclass(frozen=True, slots=True, kw_only=True)
class WardCanary:
    """A made-up applicant of the ward's, told only now."""

    text: str
    in_hand_over: bool | None
    """Whether the ward saw it in the hand-over list."""


AskCanaries: TypeAlias = Callable[[], Sequence[WardCanary]]
Told: TypeAlias = Callable[[Step, int, int], None]
"""Told which step is how far; for the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureTools:
    """What the steps work with."""

    slots: KeySlots
    remains: EventRemains
    volume: Volume
    plugins: PluginWitnesses
    clock: Clock
    ask_canaries: AskCanaries
    """Asked after the overwriting, before the first search."""
    let_go: Callable[[], None]
    """Called before the removing: some file systems keep a file that somebody holds open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    """How a step ended, and with which figures."""

    result: StepResult
    figures: Mapping[str, Any]


class ErasureRun:
    """One run, from the destroyed slots to the scan."""

    def __init__(
        self,
        started: Started,
        *,
        level: str,
        plan: ErasurePlan,
        journal: Journal,
        tools: ErasureTools,
        data_key: bytes | None,
        told: Told,
    ) -> None:
        self._started = started
        self._full = level == "full"
        self._plan = plan
        self._journal = journal
        self._tools = tools
        self._data_key = data_key
        self._told = told
        self._canaries: Sequence[WardCanary] | None = None

    def finish(self) -> None:
        """Do every step that has not ended yet.

        Raises:
            VaultError: the disk or the medium does not let it; nothing is lost, try again.
        """
        for step in STEPS:
            if step not in self._journal.steps:
                self._told(step, 0, 1)
                measured = _STEPS[step](self)
                self._journal.record(
                    StepEnded(step, self._now(), measured.result, measured.figures)
                )
                self._told(step, 1, 1)

    def destroy_slots(self) -> _Measured:
        """Overwrite the wrapped keys where they lie and read them back."""
        slots = self._tools.slots.destroy()
        figures = {
            "total": slots.total,
            "overwritten": slots.overwritten,
            "read_back": slots.read_back,
            "markers_left": slots.markers_left,
        }
        done = slots.total == slots.overwritten == SECTORS
        return _Measured(result="done" if done else "failed", figures=figures)

    def read_back_slots(self) -> _Measured:
        """Say what the reading back found; it belongs to the destroying."""
        figures = self._journal.measures("slots_destroyed")
        read_back, markers = figures["read_back"], figures["markers_left"]
        if read_back is None or markers is None:
            return _Measured(result="skipped", figures={})
        clean = (read_back, markers) == (SECTORS, 0)
        return _Measured(result="done" if clean else "failed", figures={})

    def overwrite_files(self) -> _Measured:
        """Overwrite every file, then search through every one of them."""
        overwritten = {}
        paths = self._plan.paths
        for kind in self._plan.files:
            done = [path for path in kind.paths if self._tools.remains.overwrite(path)]
            overwritten[f"{kind.plugin} {kind.kind}"] = len(done)
            self._told("files_overwritten", len(done), len(paths))
        figures: dict[str, Any] = {"overwritten": overwritten}
        if not self._full:
            figures["scan"] = self._search_files([*paths, SLOT_FILE])
        return _Measured(result="done", figures=figures)

    def remove_files(self) -> _Measured:
        """Take every file away, and the folders."""
        remains = self._tools.remains
        self._tools.let_go()
        # The label goes last: while it lies there, everybody sees whose folder this is.
        paths = sorted([*self._plan.paths, SLOT_FILE], key=lambda path: path == LABEL_FILE)
        for number, path in enumerate(paths, 1):
            remains.remove(path)
            self._told("files_removed", number, len(paths))
        remains.remove_rest()
        after = {
            f"{kind.plugin} {kind.kind}": sum(remains.is_left(path) for path in kind.paths)
            for kind in self._plan.files
        }
        clean = not any(after.values())
        return _Measured(result="done" if clean else "failed", figures={"files_after": after})

    def ask_plugins(self) -> _Measured:
        """Ask every plugin whether anything of its own is left."""
        return _Measured(result="done", figures={"witness": dict(self._tools.plugins.ask())})

    def scan(self) -> _Measured:
        """Search the volume, or sum up the search of the files; look at the folder once more."""
        left = list(self._tools.remains.entries())
        if not self._full:
            figures = dict(self._journal.measures("files_overwritten").get("scan", {}))
            return _Measured(result="done", figures={"scan": figures, "left": left})
        began = self._now()
        search = self._search()
        read = self._tools.volume.read_through(search, self._scan_progress)
        figures = self._scan_figures(
            search,
            began,
            coverage="none" if read is None else "volume",
            reads=[read],
        )
        result: StepResult = "skipped" if read is None else "done"
        return _Measured(result=result, figures={"scan": figures, "left": left})

    def _search_files(self, paths: Iterable[str]) -> dict[str, Any]:
        began = self._now()
        search = self._search()
        reads = []
        for path in paths:
            reads.append(self._tools.remains.read_through(path, search))
            search.end_stream()
        return self._scan_figures(search, began, coverage="files", reads=reads)

    def _search(self) -> Search:
        started = self._started
        return Search(
            compose_needles(
                ward_canaries=[canary.text for canary in self._ward_canaries()],
                kiosk_canaries=started.kiosk_canaries,
                marker=bytes.fromhex(started.marker),
                data_key=self._data_key,
            )
        )

    def _ward_canaries(self) -> Sequence[WardCanary]:
        if self._canaries is None:
            self._canaries = self._tools.ask_canaries()
        return self._canaries

    def _scan_figures(
        self,
        search: Search,
        began: str,
        *,
        coverage: str,
        reads: Sequence[ReadThrough | None],
    ) -> dict[str, Any]:
        read = [each for each in reads if each is not None]
        unread = sum(each.size - each.bytes_read for each in read)
        return {
            "coverage": coverage,
            "direct": all(each.direct for each in read),
            "size": sum(each.size for each in read),
            "bytes_read": search.bytes_read,
            "unreadable": unread if len(read) == len(reads) else None,
            "needles": [[each.label, each.kind, each.encoding] for each in search.needles],
            "hits": search.hits,
            "canaries": [
                [commitment(self._started.ward.challenge, each.text), each.in_hand_over]
                for each in self._ward_canaries()
            ],
            "began": began,
            "ended": self._now(),
        }

    def _scan_progress(self, done: int, total: int) -> None:
        self._told("volume_scanned", done, total)

    def _now(self) -> str:
        return time_text(self._tools.clock.now())


_STEPS: Final[dict[Step, Callable[[ErasureRun], _Measured]]] = {
    "slots_destroyed": ErasureRun.destroy_slots,
    "slots_read_back": ErasureRun.read_back_slots,
    "files_overwritten": ErasureRun.overwrite_files,
    "files_removed": ErasureRun.remove_files,
    "plugins_asked": ErasureRun.ask_plugins,
    "volume_scanned": ErasureRun.scan,
}
