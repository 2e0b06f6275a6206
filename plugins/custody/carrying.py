"""Carrying the laptop out, unlocking it at the venue, and bringing it back."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from plugins.custody.messages import _
from plugins.custody.preflight import Preflight
from plugins.custody.settings import CustodySettings, codes_of
from plugins.custody.slip import Slip, SlipForm, Stage
from plugins.custody.store import CustodyStore
from plugins.custody.telling import slip_problem, stage_words
from venue_kiosk.api import (
    Kiosk,
    NotNowError,
    RefusedError,
    Task,
    TwoPeople,
    UsageError,
    VenueEntry,
    require,
)


class Carrying:
    """The slips of one event; the newest is the one that counts."""

    def __init__(
        self, kiosk: Kiosk, settings: CustodySettings, store: CustodyStore, preflight: Preflight
    ) -> None:
        self._kiosk = kiosk
        self._settings = settings
        self._store = store
        self._preflight = preflight

    def newest(self) -> Slip | None:
        """Return the slip that counts now."""
        return self._store.newest_slip()

    def record(self, form: SlipForm) -> Slip:
        """Record a slip before departure.

        Raises:
            NotPermittedError: the handler may not.
            UsageError: something is missing on it.
            RefusedError: its number was used, or another slip is still on the way.
        """
        require(self._kiosk.handler, Task.KEEP_CUSTODY)
        form = msgspec.structs.replace(form, slip_no=form.slip_no.strip())
        if problems := self.problems(form):
            raise UsageError(
                " ".join(map(slip_problem, problems)), _("Correct the slip and enter it again.")
            )
        with self._kiosk.tables.transaction():
            before = self._store.slips()
            if any(each.form.slip_no == form.slip_no for each in before):
                raise RefusedError(_("Slip {no} exists already.", no=form.slip_no))
            if before and before[-1].next_stage not in (None, Stage.DEPARTED):
                raise RefusedError(
                    _("Slip {no} is not back yet.", no=before[-1].form.slip_no),
                    _("Enter its missing times first."),
                )
            now, who = self._kiosk.clock.now(), self._kiosk.handler.handler_id
            self._store.add_slip(form, at=now, approver=who)
            self._kiosk.log.record("custody_slip", n=_counts(form), why=form.slip_no)
        return Slip(form=form, approver=who)

    def problems(self, form: SlipForm) -> Sequence[str]:
        """Return the fields of a slip that are not right, by their names."""
        reported = {each.id for each in self._kiosk.programme.handlers}
        found = form.problems(tuple(codes_of(self._settings.departure)))
        unknown = [each for each in ("carrier", "second") if getattr(form, each) not in reported]
        return [*found, *(each for each in unknown if each not in found)]

    def enter(self, stage: Stage, *, at: dt.datetime | None = None) -> Slip:
        """Enter the next time of the newest slip; now, if ``at`` is not given.

        Raises:
            NotPermittedError: the handler may not.
            NotNowError: there is no slip, or another time comes first.
            UsageError: ``at`` lies ahead, or before the time entered last.
        """
        require(self._kiosk.handler, Task.KEEP_CUSTODY)
        with self._kiosk.tables.transaction():
            now = self._kiosk.clock.now()
            slip = self._require(stage)
            at = at or now
            if at > now or (slip.times and at < slip.times[-1]):
                raise UsageError(
                    _("The time lies ahead, or before the time entered last."),
                    _("Look at the laptop's clock, then enter the time again."),
                )
            self._store.add_time(slip, at=at, who=self._kiosk.handler.handler_id)
            self._kiosk.log.record(f"custody_{stage}", why=slip.form.slip_no)
        return msgspec.structs.replace(slip, times=(*slip.times, at))

    def entry(self, *, two: TwoPeople | None = None) -> VenueEntry:
        """Return what the gate of opening is told: slip, arrival, place, open questions."""
        slip = self.newest()
        arrived = slip is not None and slip.stage is Stage.ARRIVED
        return VenueEntry(
            slip_no=slip.form.slip_no if slip else "",
            arrived_at=slip.at(Stage.ARRIVED) if slip and arrived else None,
            place=slip.form.place if slip else "",
            unanswered=len(self._preflight.unsettled()),
            two=two,
        )

    def unlock(self, *, two: TwoPeople | None = None) -> None:
        """Open the event at the venue.

        Raises:
            NotPermittedError: the handler may not.
            GateClosedError: something is missing; it says what and who must act.
        """
        self._kiosk.life_cycle.advance(self.entry(two=two))

    def is_out_of_place(self, day: dt.date) -> bool:
        """Say whether the newest slip tells that the laptop is not at the venue on ``day``."""
        slip = self.newest()
        return slip is not None and not slip.is_at_venue_on(day)

    def _require(self, stage: Stage) -> Slip:
        slip = self._store.newest_slip()
        if slip is None:
            raise NotNowError(
                _("No carry-out slip is entered."), _("Enter the carry-out slip first.")
            )
        if slip.next_stage is not stage:
            wanted = slip.next_stage
            raise NotNowError(
                _("On slip {no} another time is next.", no=slip.form.slip_no),
                _("Next: {stage}", stage=stage_words(wanted) if wanted else _("a new slip")),
            )
        return slip


def _counts(form: SlipForm) -> dict[str, int]:
    return {"sheets": form.sheets, "copies": form.copies}
