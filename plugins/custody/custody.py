"""The plugin's living object: custody's services over one kiosk, and what the host asks."""

import datetime as dt

from plugins.custody.carrying import Carrying
from plugins.custody.incidents import ReportBook
from plugins.custody.ledger import PaperLedger
from plugins.custody.messages import _
from plugins.custody.papers import PaperDesk
from plugins.custody.preflight import Preflight
from plugins.custody.sample import give_sample_answers
from plugins.custody.settings import CustodySettings, check_settings
from plugins.custody.store import CustodyStore
from venue_kiosk.api import (
    Actor,
    Attendee,
    Kiosk,
    Missing,
    Objection,
    Papers,
    State,
    StatusLine,
    hookimpl,
    tell_state,
)


class Custody:
    """Holds the services."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self.settings = check_settings(kiosk.read_settings(CustodySettings))
        self.store = CustodyStore(kiosk.tables)
        self.preflight = Preflight(kiosk, self.settings, self.store)
        self.carrying = Carrying(kiosk, self.settings, self.store, self.preflight)
        self.ledger = PaperLedger(kiosk, self.settings, self.store)
        self.reports = ReportBook(kiosk, self.store)

    def give_sample_answers(self) -> None:
        """Open a sample event at its venue; see ``sample``."""
        give_sample_answers(self.kiosk, self.settings, self.preflight, self.carrying)

    @hookimpl
    def kiosk_judge_check_in(self, attendee: Attendee, at: dt.datetime) -> Objection | None:  # noqa: ARG002 - the place matters, not the person
        """Object when the newest slip says that the laptop is not at the venue today."""
        if not self.carrying.is_out_of_place(at.date()):
            return None
        words = _("No arrival is entered on a carry-out slip of today. Call the manager.")
        return Objection(why="not_at_venue", text=words)

    @hookimpl
    def kiosk_judge_hand_over(self) -> Missing | None:
        """Object while papers are not counted, or the counts differ from the ledger."""
        open_kinds = self.ledger.unsettled()
        if not open_kinds:
            return None
        names = ", ".join(each.item.words for each in open_kinds)
        words = _("Papers whose hand count is missing or differs: {names}.", names=names)
        return Missing(code="papers", who=Actor.MANAGER, n=len(open_kinds), text=words)

    @hookimpl
    def kiosk_contribute_papers(self) -> Papers:
        """Give the values of every form."""
        desk = PaperDesk(
            kiosk=self.kiosk,
            settings=self.settings,
            store=self.store,
            preflight=self.preflight,
            ledger=self.ledger,
            reports=self.reports,
        )
        return Papers(tuple(desk.compose()))

    @hookimpl
    def kiosk_contribute_status(self) -> StatusLine:
        """Say where the event stands, and what opening it still waits for."""
        state = self.kiosk.life_cycle.state()
        text = _("The event is {state}.", state=tell_state(state))
        if state is State.PREPARED:
            n = len(self.kiosk.life_cycle.missing(self.carrying.entry()))
            text += " " + _("Missing for opening: {n}.", n=n)
        return StatusLine(text=text)
