"""What custody's screen does behind each of its lines."""

from typing import Final

from plugins.custody.asking import CustodyAsking
from plugins.custody.incidents import RESULTS
from plugins.custody.ledger import ACTS
from plugins.custody.messages import _
from plugins.custody.preflight import ANSWERS
from plugins.custody.settings import codes_of
from plugins.custody.slip import SlipForm
from plugins.custody.telling import code_words, stage_words
from venue_kiosk.api import N_, KioskError, Task
from venue_kiosk.api_ui import CredentialScreen, Words

_LEDGER_WORDS: Final = {
    "in": N_("came in"),
    "out": N_("went back to their owners"),
    "counted": N_("counted by hand"),
    "locked": N_("locked away"),
}


class CustodyFlows(CustodyAsking):
    """Each flow asks, records, and says what came of it."""

    async def answer_preflight(self) -> None:
        """Ask the open questions one by one; Escape keeps what was answered."""
        for item in self.living.preflight.unsettled():
            words = item  # the loop's variable is read later, by the question
            chosen = await self.choose_code(lambda words=words: words.words, ANSWERS)  # type: ignore[misc]
            if chosen is None:
                return
            answers = {item.code: chosen}
            if not self.attempt(
                lambda answers=answers: self.living.preflight.record(answers),  # type: ignore[misc]
                lambda: _("Recorded."),
            ):
                return

    async def enter_slip(self) -> None:
        """Ask for a slip, field by field."""
        checks = self.living.settings.departure
        no = await self.ask(lambda: _("Number of the carry-out slip?"), example="2026-01")
        carrier = no and await self._ask_id(lambda: _("Who carries it? Handler id:"))
        place = carrier and await self._ask_place()
        laptop = place and await self.ask(
            lambda: _("Model and serial number of the laptop?"), example="X13 / 5CD0000000"
        )
        if not (no and carrier and place and laptop):
            return
        listed = "\n".join(f"□ {each.words}" for each in checks)
        second = await self._ask_id(
            lambda: f"{listed}\n" + _("All confirmed by two people? Id of the second one:")
        )
        if second is None:
            return
        form = SlipForm(
            slip_no=no,
            carrier=carrier,
            second=second,
            place=place,
            laptop=laptop,
            ticks=tuple(codes_of(checks)),
        )
        self.attempt(
            lambda: self.living.carrying.record(form), lambda: _("Slip {no} is entered.", no=no)
        )

    async def enter_time(self) -> None:
        """Ask for the next time of the slip."""
        slip = self.living.carrying.newest()
        stage = slip.next_stage if slip else None
        if stage is None:
            self.say(lambda: _("Enter a carry-out slip first."))
            return
        at = await self.ask_time(
            lambda: _("{stage}: at what time? Enter alone means now.", stage=stage_words(stage))
        )
        if at is not None:
            self.attempt(
                lambda: self.living.carrying.enter(stage, at=at),
                lambda: f"{stage_words(stage)} {at:%H:%M}",
            )

    async def unlock(self) -> None:
        """Open the event; outside the designated times by two people."""
        missing = self.kiosk.life_cycle.missing(self.living.carrying.entry())
        if [each.code for each in missing] == ["outside_hours"]:
            await self._unlock_by_two()
            return
        self.attempt(self.living.carrying.unlock, lambda: _("The event is open."))

    async def _unlock_by_two(self) -> None:
        authorisation = self.kiosk.authorisation
        consents = []
        for question in (
            lambda: _("Outside the designated times. Handling manager: id and passphrase."),
            lambda: _("Second person: id and passphrase."),
        ):
            credential = await self.app.push_screen_wait(CredentialScreen(question))
            if credential is None:
                return
            try:
                consents.append(authorisation.consent(credential))
            except KioskError as error:
                self.say_problem(error)
                return

        def act() -> None:
            two = authorisation.authorise(
                Task.KEEP_CUSTODY, operator=consents[0], witness=consents[1]
            )
            self.living.carrying.unlock(two=two)

        self.attempt(act, lambda: _("The event is open."))

    async def enter_paper(self) -> None:
        """Ask for a line of the ledger."""
        counts = self.living.ledger.counts()
        kind = await self.choose(
            lambda: _("Which papers?"),
            lambda: [
                f"{each.item.words}  {each.balance} / {each.counted_words}" for each in counts
            ],
        )
        if kind is None:
            return
        act = await self.choose(
            lambda: _("What happened?"), lambda: [_(_LEDGER_WORDS[each]) for each in ACTS]
        )
        n = None if act is None else await self.ask_number(lambda: _("How many sheets?"))
        place = None if n is None else await self.ask(lambda: _("Where are they?"), example="")
        if act is not None and n is not None and place:
            code = counts[kind].item.code
            self.attempt(
                lambda: self.living.ledger.enter(code, ACTS[act], n, place=place),
                lambda: counts[kind].item.words,
            )

    async def record_inspection(self) -> None:
        """Ask for an inspection by the ward."""
        document = await self.ask(lambda: _("Document number of the inspection?"), example="")
        result = document and await self.choose_code(lambda: _("What came out?"), RESULTS)
        if not document or not result:
            return
        points = 0
        if result != RESULTS[0]:
            points = await self.ask_number(lambda: _("How many points were raised?")) or 0
        self.attempt(
            lambda: self.living.reports.record_inspection(document, result, points=points),
            lambda: code_words(result),
        )

    async def show_handlers(self) -> None:
        """Say who was reported, by id."""
        handlers = self.kiosk.programme.handlers
        day = self.kiosk.clock.now().date()
        self.say(
            lambda: "  ".join(
                ("✓ " if each.is_reported_on(day) else "○ ") + each.id for each in handlers
            )
        )

    async def _ask_id(self, question: Words) -> str | None:
        text = await self.ask(question, example="H-03")
        return text.upper() if text else None

    async def _ask_place(self) -> str | None:
        places = [each.name for each in self.kiosk.programme.designated]
        if not places:
            self.say(lambda: "■ " + _("The programme names no designated place."))
            return None
        chosen = await self.choose(lambda: _("To which designated place?"), lambda: places)
        return None if chosen is None else places[chosen]
