"""The steps before the hand-over: desks, heads, closing, papers, slip, and the ward's hold."""

from venue_kiosk.domain.head_count import DIFFERENCE_REASONS
from venue_kiosk.domain.life_cycle import State
from venue_kiosk.i18n import N_, _
from venue_kiosk.services.closing_words import tell_difference
from venue_kiosk.services.life_cycle_facts import EndOfDay
from venue_kiosk.services.slips import paper
from venue_kiosk.ui.closing.asking import ClosingAsking


class DaySteps(ClosingAsking):
    """Each asks first, and writes only after another key."""

    async def look_again(self) -> None:
        """Say that the desks were asked again; the screen shows what they answered."""
        self.say(lambda: _("Asked again."))

    async def count_heads(self) -> None:
        """Ask for paper entries and heads of the first session that is not settled."""
        session_no = self._session_to_count()
        now = self.kiosk.head_counts.now(session_no)
        paper_n = await self.ask_number(
            lambda: _(
                "Session {no}: checked in {n}, walk-ins {w}.\nHow many people were let in on"
                " paper only? (0 if none)",
                no=session_no,
                n=now.checked_in,
                w=now.walk_ins,
            ),
            when_empty=0,
        )
        if paper_n is None:
            return
        known = now.checked_in + now.walk_ins + paper_n
        counted = await self.ask_number(
            lambda: _(
                "Session {no}: the kiosk and the paper say {n}.\nHow many heads did you count?",
                no=session_no,
                n=known,
            ),
            example="",
        )
        if counted is None:
            return
        why = await self._explain(counted - known) if counted != known else ""
        if why is None:
            return
        record = self.kiosk.head_counts.record
        self.attempt(
            lambda: record(session_no, counted=counted, paper=paper_n, why=why),
            lambda: _("Counted: {n} people.", n=counted),
        )

    async def close_day(self) -> None:
        """Close reception after a second key."""
        question = _close_question
        if await self.confirm(question, yes=N_("close reception")):
            advance = self.kiosk.life_cycle.advance
            self.attempt(lambda: advance(EndOfDay()), lambda: _("Reception is closed."))

    async def make_slip(self) -> None:
        """Record a slip and show what is copied to the ward's sheet."""
        slip = self.kiosk.audit.make_midday_slip()
        await self.confirm(
            lambda: _(
                "Write this on the ward's sheet of paper, and have it signed:\n\n"
                "Lines: {count}\nHead: {head}\nTime: {time}",
                count=slip.count,
                head=paper(slip.head),
                time=f"{slip.at:%H:%M}",
            ),
            yes=N_("it is written down"),
        )

    async def hold_or_release(self) -> None:
        """Stop the procedure on the ward's written word, or let it go on."""
        held = self.kiosk.life_cycle.read().hold
        question = _release_question if held else _hold_question
        document = await self.ask(question, example="")
        if document is None:
            return
        act = self.kiosk.life_cycle.release if held else self.kiosk.life_cycle.hold
        done = _released if held else _held
        self.attempt(lambda: act(document), done)

    def _session_to_count(self) -> int:
        programme, counts = self.kiosk.programme, self.kiosk.head_counts
        for number in programme.session_numbers():
            newest = counts.newest(number)
            if newest is None or not newest.is_settled:
                return number
        return programme.nearest_session(self.kiosk.clock.now().date())

    async def _explain(self, difference: int) -> str | None:
        chosen = await self.choose(
            lambda: _("The numbers differ by {n}. Count again, or say why:", n=f"{difference:+}"),
            lambda: [tell_difference(each) for each in DIFFERENCE_REASONS],
        )
        return None if chosen is None else DIFFERENCE_REASONS[chosen]

    @property
    def is_open(self) -> bool:
        """Whether reception has not been closed."""
        return self.kiosk.life_cycle.state() is State.OPEN


def _close_question() -> str:
    return _("Close reception now? Nobody can be checked in, taken back or imported afterwards.")


def _hold_question() -> str:
    return _("The ward stops the procedure: number of its document?")


def _release_question() -> str:
    return _("The ward lets the procedure go on: number of its document?")


def _held() -> str:
    return _("The procedure is stopped until the ward says otherwise.")


def _released() -> str:
    return _("The procedure goes on.")
