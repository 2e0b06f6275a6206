"""How custody's screens ask: one thing at a time."""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from typing import Final, cast

from plugins.custody.custody import Custody
from plugins.custody.messages import _
from plugins.custody.telling import code_words
from venue_kiosk.api_ui import OpenKiosk, PairAsking, Words, after_problem

_NOW: Final = "-"


class CustodyAsking(PairAsking):
    """Asks in a worker and answers in one sentence."""

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk, _)
        self.living = cast("Custody", kiosk.plugin("custody"))

    async def choose_code(self, question: Words, codes: Sequence[str]) -> str | None:
        """Ask for a code of a closed list, in words."""
        chosen = await self.choose(question, lambda: [code_words(each) for each in codes])
        return None if chosen is None else codes[chosen]

    async def ask_time(self, question: Words) -> dt.datetime | None:
        """Ask for a time of today, ``13:05`` or ``1305``; the time now is offered."""
        now, words = self.kiosk.clock.now(), question
        while text := await self.ask(words, example=f"{now:%H:%M}", when_empty=_NOW):
            if text == _NOW:
                return now
            digits = unicodedata.normalize("NFKC", text).replace(":", "").strip()
            try:
                time = dt.datetime.strptime(digits.zfill(4), "%H%M")  # noqa: DTZ007 - a time of day
            except ValueError:
                words = after_problem(_time_form, question)
            else:
                return now.replace(hour=time.hour, minute=time.minute, second=0, microsecond=0)
        return None


def _time_form() -> str:
    return _("A time has four digits, such as 13:05.")
