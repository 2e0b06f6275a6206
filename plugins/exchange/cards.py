"""Colour cards of one session: counts are all that is kept."""

from collections.abc import Sequence
from typing import Final

from plugins.exchange.card_shares import Colour, TableCards, share_cards, table_of_card
from plugins.exchange.messages import _
from plugins.exchange.settings import ExchangeSettings
from plugins.exchange.store import ExchangeStore
from venue_kiosk.api import Kiosk, RefusedError, State, Task, UsageError, require

_MOST: Final = 10_000


class CardDesk:
    """The cards of one session; counts are all it keeps."""

    def __init__(self, kiosk: Kiosk, settings: ExchangeSettings, store: ExchangeStore) -> None:
        self._kiosk = kiosk
        self._settings = settings
        self._store = store

    def set_totals(self, *, blue: int, yellow: int) -> Sequence[TableCards]:
        """Record how many cards there are and return every table's share.

        Raises:
            NotPermittedError: the handler has no facilitator duty.
            UsageError: a number is out of range.
            RefusedError: the tables have too few seats.
        """
        require(self._kiosk.handler, Task.RUN_EXCHANGE)
        if not (0 <= blue <= _MOST and 0 <= yellow <= _MOST):
            raise UsageError(_("The number of cards must be from 0 to {n}.", n=_MOST))
        settings = self._settings
        needed = max(1, -(-(blue + yellow) // settings.guests_per_table))
        tables = min(settings.tables, needed)
        if blue + yellow > tables * settings.seats:
            seats = tables * settings.seats
            raise RefusedError(_("{n} people, but {seats} seats.", n=blue + yellow, seats=seats))
        with self._kiosk.tables.transaction():
            self._kiosk.guard.require_before(State.CLOSED)
            for what, n in (("blue", blue), ("yellow", yellow), ("card_tables", tables)):
                self._store.set_count(self._session_no, what, n)
            self._kiosk.log.record(
                "exchange_cards", n={"blue": blue, "yellow": yellow, "tables": tables}
            )
        return self.shares()

    def add(self, colour: Colour) -> int:
        """Count a card more and return its table; every other card keeps its own.

        Raises:
            NotPermittedError: the handler has no facilitator duty.
            RefusedError: nothing was counted yet, or every seat is taken.
        """
        require(self._kiosk.handler, Task.RUN_EXCHANGE)
        with self._kiosk.tables.transaction():
            self._kiosk.guard.require_before(State.CLOSED)
            counts = self._store.counts(self._session_no)
            tables = counts.get("card_tables", 0)
            if not tables:
                raise RefusedError(_("No cards have been counted yet."))
            if counts["blue"] + counts["yellow"] >= tables * self._settings.seats:
                raise RefusedError(_("Every seat is taken."))
            number = counts[colour] + 1
            self._store.set_count(self._session_no, colour, number)
            self._kiosk.log.record("exchange_card_added", n={colour: number})
        return table_of_card(colour, number, tables)

    def shares(self) -> Sequence[TableCards]:
        """Return every table's share; empty before the cards are counted."""
        counts = self._store.counts(self._session_no)
        tables = counts.get("card_tables", 0)
        return share_cards(counts["blue"], counts["yellow"], tables) if tables else []

    @property
    def _session_no(self) -> int:
        return self._kiosk.presence.session_now()
