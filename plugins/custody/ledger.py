"""The paper ledger (紙媒体 管理簿): how many sheets of which kind, and where; never whose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plugins.custody.messages import _
from plugins.custody.settings import CustodySettings, Item
from plugins.custody.store import CustodyStore
from venue_kiosk.api import Kiosk, RefusedError, State, Task, UsageError, require

ACTS: Final = ("in", "out", "counted", "locked")
"""Came in, went back to its owner, counted by hand, locked away."""
_MOST: Final = 100_000
_LONGEST_PLACE: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCount:
    """One kind of paper: what the ledger says and what was counted last."""

    item: Item
    balance: int
    """Came in, less what went back."""
    counted: int | None
    """The hand count after the last movement; nothing when there is none."""
    locked: bool
    """Whether it was locked away after the last movement."""
    place: str

    @property
    def counted_words(self) -> str:
        """The hand count, or a dash."""
        return "-" if self.counted is None else str(self.counted)

    @property
    def is_settled(self) -> bool:
        """Whether nothing was ever entered, or the hand count equals the ledger."""
        return self.counted == self.balance or (self.counted is None and not self.place)


class PaperLedger:
    """The ledger of one event."""

    def __init__(self, kiosk: Kiosk, settings: CustodySettings, store: CustodyStore) -> None:
        self._kiosk = kiosk
        self._settings = settings
        self._store = store

    def counts(self) -> Sequence[PaperCount]:
        """Return every kind of paper of the settings, in their order."""
        entries = self._store.ledger()
        return [
            _count(item, [(act, n, place) for kind, act, n, place, *_ in entries if kind == code])
            for item, code in ((each, each.code) for each in self._settings.papers)
        ]

    def enter(self, kind: str, act: str, n: int, *, place: str) -> PaperCount:
        """Add a line.

        Raises:
            NotPermittedError: the handler may not.
            NotNowError: the papers were handed over.
            UsageError: unknown kind, act or place, or a number that cannot be.
            RefusedError: more would go out than there is.
        """
        require(self._kiosk.handler, Task.KEEP_CUSTODY)
        place = place.strip()
        known = any(each.code == kind for each in self._settings.papers) and act in ACTS
        if not known or not 0 <= n <= _MOST or not 1 <= len(place) <= _LONGEST_PLACE:
            raise UsageError(
                _("Kind of paper, number and place are needed."),
                _("Look at the settings for the kinds of paper."),
            )
        with self._kiosk.tables.transaction():
            self._kiosk.guard.require_before(State.HANDED_OVER)
            before = self._of(kind)
            if act == "out" and n > before.balance:
                raise RefusedError(
                    _("The ledger has only {n} of these.", n=before.balance),
                    _("Enter what came in first."),
                )
            now, who = self._kiosk.clock.now(), self._kiosk.handler.handler_id
            self._store.add_entry(kind, act, n, place=place, at=now, who=who)
            self._kiosk.log.record(f"custody_paper_{act}", n={"sheets": n}, why=kind)
            return self._of(kind)

    def unsettled(self) -> Sequence[PaperCount]:
        """Return the kinds whose hand count is missing or differs."""
        return [each for each in self.counts() if not each.is_settled]

    def _of(self, kind: str) -> PaperCount:
        return next(each for each in self.counts() if each.item.code == kind)


def _count(item: Item, entries: Sequence[tuple[str, int, str]]) -> PaperCount:
    balance, counted, locked, where = 0, None, False, ""
    for act, n, place in entries:
        where = place
        if act in ("in", "out"):
            balance += n if act == "in" else -n
            counted, locked = None, False
        elif act == "counted":
            counted = n
        else:
            locked = True
    return PaperCount(item=item, balance=balance, counted=counted, locked=locked, place=where)
