"""How the desk asks: which tag, which band, which reason, and who is the second person."""

import unicodedata
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import cast

from plugins.childcare.acts import Asked, Done
from plugins.childcare.childcare import Childcare
from plugins.childcare.messages import _
from plugins.childcare.room import Stay
from plugins.childcare.staffing import NoRatio, Staffing, decide_staffing
from plugins.childcare.telling import reason_words
from plugins.childcare.views import compose_done_view, compose_refusal_view
from venue_kiosk.api import KioskError
from venue_kiosk.api_ui import (
    AskScreen,
    BaseScreen,
    ChooseScreen,
    CredentialScreen,
    OpenKiosk,
    VerdictView,
    Words,
)


class AskingDesk(BaseScreen):
    """Asks in a worker and shows what came of it."""

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__()
        self.kiosk = kiosk
        self.living = cast("Childcare", kiosk.plugin("childcare"))

    @abstractmethod
    def show(self, compose: Callable[[], VerdictView]) -> None:
        """Show a view until the next one."""

    def attempt(self, act: Callable[[], Done]) -> bool:
        """Do an act and show it, or why not; return whether it was done."""
        try:
            done = act()
        except KioskError as error:
            self.refuse(error)
            return False
        self.show(lambda: compose_done_view(done))
        return True

    def refuse(self, error: KioskError) -> None:
        """Show why something was not done."""
        self.show(lambda: compose_refusal_view(error))

    async def choose(self, question: Words, lines: Callable[[], Sequence[str]]) -> int | None:
        """Ask for one of a few lines."""
        return await self.app.push_screen_wait(ChooseScreen(question, lines))

    async def ask_number(self, question: Words, *, example: str = "") -> int | None:
        """Ask for a number; full-width digits are fine."""
        text = await self.app.push_screen_wait(AskScreen(question, example=example))
        folded = unicodedata.normalize("NFKC", text or "").strip()
        return int(folded) if folded.isascii() and folded.isdecimal() else None

    async def ask_tag(self, question: Words, stays: Sequence[Stay]) -> int | None:
        """Ask for the number of one of these tags."""
        numbers = ", ".join(str(stay.tag_no) for stay in stays) or "-"
        return await self.ask_number(lambda: question() + "\n" + _("Now: {tags}", tags=numbers))

    async def ask_band(self) -> str | None:
        """Ask for the band of a child who comes, with the staffing answer beside each."""
        bands = self.living.settings.bands
        chosen = await self.choose(lambda: _("How old is the child?"), self._staffing_lines)
        return None if chosen is None else bands[chosen].code

    async def ask_present_band(self) -> str | None:
        """Ask for the band of a child who is here; only bands with a child can be chosen."""
        present = self.living.room().bands
        bands = [each for each in self.living.settings.bands if present.get(each.code)]
        chosen = await self.choose(
            lambda: _("Which age band was the child counted in?"),
            lambda: [f"{each.words} ({present[each.code]})" for each in bands],
        )
        return None if chosen is None else bands[chosen].code

    async def ask_reason(self, reasons: Sequence[str]) -> str | None:
        """Ask for a reason of a closed list."""
        chosen = await self.choose(
            lambda: _("What is the reason?"), lambda: [reason_words(why) for why in reasons]
        )
        return None if chosen is None else reasons[chosen]

    async def ask_second(self, question: Words, reasons: Sequence[str]) -> Asked | None:
        """Ask for a reason and a second person, who proves who they are."""
        why = await self.ask_reason(reasons)
        if why is None:
            return None
        typed = await self.app.push_screen_wait(CredentialScreen(question))
        if typed is None:
            return None
        try:
            second = self.living.kiosk.verify_handler(typed.user_id, typed.passphrase)
            return Asked(second=second, why=why)
        except KioskError as error:
            self.refuse(error)
            return None

    def _staffing_lines(self) -> Sequence[str]:
        room, settings = self.living.room(), self.living.settings
        lines = []
        for band in settings.bands:
            answer = decide_staffing(
                room.bands, band.code, on_duty=room.on_duty, rule=settings.staffing_rule
            )
            lines.append(f"{band.words}   {_answer_words(answer)}")
        return lines


def _answer_words(answer: Staffing | NoRatio) -> str:
    if isinstance(answer, NoRatio):
        return _("cannot be accepted: no number of carers is set")
    if answer.missing:
        return _("△ carers missing: {n}", n=answer.missing)
    return _("enough carers")
