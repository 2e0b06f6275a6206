"""The last step of the closing: two people erase, the ward helps to prove it."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Final

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Task
from venue_kiosk.domain.key_card import COPIES
from venue_kiosk.domain.life_cycle import Missing, State
from venue_kiosk.errors import RefusedError
from venue_kiosk.i18n import N_, _
from venue_kiosk.services.erasure_issue import Answers
from venue_kiosk.services.erasure_request import ErasureRequest
from venue_kiosk.services.life_cycle_facts import ErasureOrder
from venue_kiosk.services.life_cycle_words import tell_actor, tell_missing
from venue_kiosk.services.permission import require
from venue_kiosk.ui.closing.asking import ClosingAsking, ask_first, ask_second
from venue_kiosk.ui.erasing import ErasingScreen
from venue_kiosk.ui.locking import LastScreen

_PEOPLE = "two_people"


class EraseStep(ClosingAsking):
    """Asks everything first; nothing is destroyed before the last yes."""

    async def erase(self) -> None:
        """Ask, then hand over to the screen that erases; the kiosk does not come back from it."""
        if self._waits_for_something():
            return
        medium = await self.ask(_medium_question, example="/media/usb/001")
        if medium is None:
            return
        cards = await self._cards()
        people = None if cards is None else await self._two_credentials()
        if cards is None or people is None:
            return
        challenge = await self.ask(_challenge_question, example="K7QM-2XRT", when_empty="")
        if challenge is None:
            return
        (operator, first_at), (witness, second_at) = people
        if not await self.confirm(self._last_question, yes=N_("erase now")):
            return
        request = ErasureRequest(
            medium=Path(medium).expanduser(),
            operator=operator,
            witness=witness,
            typed=(first_at, second_at),
            challenge=challenge,
            answers=Answers(cards=cards),
        )
        self.post_message(LastScreen(ErasingScreen(self.kiosk.erase, request)))

    async def _cards(self) -> dict[str, str] | None:
        """Ask what became of each printed key card, where the programme uses one."""
        cards: dict[str, str] = {}
        if not self.kiosk.programme.uses_key_card:
            return cards
        for number in range(1, COPIES + 1):
            label = f"{number}/{COPIES}"
            chosen = await self.choose(
                partial(_card_question, label), lambda: [_(words) for words in _CARD_STATES]
            )
            if chosen is None:
                return None
            cards[label] = list(_CARD_STATES.values())[chosen]
        return cards

    def _waits_for_something(self) -> bool:
        """Say what is missing before anybody types a passphrase."""
        cycle = self.kiosk.life_cycle
        handed = cycle.read().step(State.HANDED_OVER)
        counts = {} if handed is None else handed.counts
        missing = cycle.missing(ErasureOrder(two=None, counts=counts))
        rest = tuple(each for each in missing if each.code != _PEOPLE)
        if rest:
            self.say(lambda: "\n".join(_line(each) for each in rest))
        return bool(rest)

    async def _two_credentials(
        self,
    ) -> tuple[tuple[Credential, dt.datetime], tuple[Credential, dt.datetime]] | None:
        typed = []
        for question in (ask_first, ask_second):
            credential = await self.ask_person(question)
            if credential is None:
                return None
            typed.append((credential, self.kiosk.clock.now()))
        if not self.attempt(lambda: self._require_two(*(who for who, _at in typed)), str):
            return None
        return typed[0], typed[1]

    def _require_two(self, first: Credential, second: Credential) -> None:
        """Prove both passphrases before anything else is asked; the erasure does so again."""
        prove = self.kiosk.authorisation.consent
        operator, witness = prove(first), prove(second)
        require(operator.handler, Task.ERASE)
        if operator.handler_id == witness.handler_id:
            raise RefusedError(
                _("One person cannot confirm twice."),
                _("Ask a second person to enter their own id and passphrase."),
            )

    def _last_question(self) -> str:
        handed = self.kiosk.life_cycle.read().step(State.HANDED_OVER)
        counts = {} if handed is None else handed.counts
        return _(
            "The event will be erased now. This cannot be taken back.\n{n} people were handed"
            " over. Do not switch the laptop off until the screen says how it ended.",
            n=counts.get("core_name", 0),
        )


_CARD_STATES: Final = {
    N_("given to the ward"): "surrendered",
    N_("destroyed before the ward's eyes"): "destroyed_in_presence",
    N_("missing"): "missing",
}


def _card_question(label: str) -> str:
    return _("Key card {label}: what became of it?", label=label)


def _line(missing: Missing) -> str:
    return f"■ {tell_missing(missing)} → {tell_actor(missing.who)}"


def _medium_question() -> str:
    return _("Insert the medium that stays with the certificate. Which folder on it?")


def _challenge_question() -> str:
    return _("Characters the ward gives now (eight or more; empty for none)")
