"""What custody's screen does behind each of its lines."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, TypeAlias

import msgspec

from plugins.custody.asking import CustodyAsking
from plugins.custody.incidents import RESULTS
from plugins.custody.ledger import ACTS
from plugins.custody.messages import _
from plugins.custody.preflight import ANSWERS
from plugins.custody.settings import codes_of
from plugins.custody.slip import SlipForm
from plugins.custody.telling import code_words, slip_problem, stage_words
from venue_kiosk.api import N_, Task
from venue_kiosk.api_ui import Words, after_problem

_AskField: TypeAlias = Callable[[Words | None], Awaitable[str | None]]
"""Asks for a field, with what was wrong with it before."""

_IDS: Final = frozenset({"carrier", "second"})
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
        """Ask for a slip, field by field; what is wrong is said where it is typed again."""
        checks = self.living.settings.departure
        listed = "\n".join(f"□ {each.words}" for each in checks)
        form: SlipForm | None = SlipForm(
            slip_no="", carrier="", second="", place="", laptop="", ticks=tuple(codes_of(checks))
        )
        for name, ask in (
            ("slip_no", self._asker(lambda: _("Number of the carry-out slip?"), "2026-01")),
            ("carrier", self._asker(lambda: _("Who carries it? Handler id:"), "H-03")),
            ("place", self._ask_place),
            ("laptop", self._asker(_laptop_question, "X13 / 5CD0000000")),
            ("second", self._asker(lambda: f"{listed}\n{_second_question()}", "H-03")),
        ):
            form = form and await self._fill_in(form, name, ask)
        if form is not None:
            filled = form
            self.attempt(
                lambda: self.living.carrying.record(filled),
                lambda: _("Slip {no} is entered.", no=filled.slip_no),
            )

    async def _fill_in(self, form: SlipForm, name: str, ask: _AskField) -> SlipForm | None:
        """Ask for one field until it is right; nothing when somebody leaves."""
        problem: Words | None = None
        while (text := await ask(problem)) is not None:
            value = text.upper() if name in _IDS else text
            filled = msgspec.structs.replace(form, **{name: value})
            if name not in self.living.carrying.problems(filled):
                return filled
            problem = partial(slip_problem, name)
        return None

    def _asker(self, question: Words, example: str) -> _AskField:
        async def ask(problem: Words | None) -> str | None:
            words = question if problem is None else after_problem(problem, question)
            return await self.ask(words, example=example, when_empty="")

        return ask

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
        two = await self.ask_two(
            Task.KEEP_CUSTODY,
            first=lambda: _("Outside the designated times. Handling manager: id and passphrase."),
            second=lambda: _("Second person: id and passphrase."),
        )
        if two is not None:
            self.attempt(
                lambda: self.living.carrying.unlock(two=two), lambda: _("The event is open.")
            )

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

    async def _ask_place(self, _problem: Words | None = None) -> str | None:
        places = [each.name for each in self.kiosk.programme.designated]
        if not places:
            self.say(lambda: "■ " + _("The programme names no designated place."))
            return None
        chosen = await self.choose(lambda: _("To which designated place?"), lambda: places)
        return None if chosen is None else places[chosen]


def _laptop_question() -> str:
    return _("Model and serial number of the laptop?")


def _second_question() -> str:
    return _("All confirmed by two people? Id of the second one:")
