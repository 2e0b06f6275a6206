"""What can be asked and told of an erasure while the event is still open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast

from venue_kiosk.domain.certificate.measures import ResidueCode
from venue_kiosk.domain.handler import Task
from venue_kiosk.domain.key_card import COPIES
from venue_kiosk.domain.life_cycle import Missing, State
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import NotNowError
from venue_kiosk.i18n import _
from venue_kiosk.services.authorisation import Consent, require_two
from venue_kiosk.services.erasure_begin import require_enough
from venue_kiosk.services.erasure_issue import Answers
from venue_kiosk.services.life_cycle import LifeCycle
from venue_kiosk.services.life_cycle_facts import ErasureOrder

Kind: TypeAlias = Literal["card", "copy", "residue"]

NOT_LOOKED: Final = "not_looked"
"""The answer that leaves a row of the checklist as not checkable."""
_STATES: Final[dict[Kind, tuple[str, ...]]] = {
    "card": ("surrendered", "destroyed_in_presence", "missing", "left"),
    "copy": ("surrendered", "destroyed", "left"),
    "residue": ("none", NOT_LOOKED, "found", "unsafe"),
}
_AT_HAND: Final[tuple[ResidueCode, ...]] = ("removable_copies", "paper")
_FURTHER: Final[tuple[ResidueCode, ...]] = (
    *("print_spool", "terminal_scrollback", "clipboard", "input_method"),
    *("os_caches", "backup_agents"),
)
"""The program looks for snapshots itself, and memory ends with the power."""
_SPOILING: Final = frozenset({"missing", "left", "found", "unsafe"})


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that only people can look at."""

    kind: Kind
    subject: str
    """Label of a card, number of a document, code of a row of the checklist."""

    @property
    def states(self) -> tuple[str, ...]:
        """Return what can be answered, the best first."""
        return _STATES[self.kind]


class ErasureAhead:
    """Asks nothing of the machine and destroys nothing; the erasure checks everything again."""

    def __init__(self, life_cycle: LifeCycle, programme: Programme) -> None:
        self._life_cycle = life_cycle
        self._programme = programme

    def missing(self) -> Sequence[Missing]:
        """Return what stands in the way, but for the two people."""
        found = self._life_cycle.missing(ErasureOrder(two=None, counts=self._handed_over()))
        return [each for each in found if each.code != "two_people"]

    def people(self) -> int:
        """Return how many people were handed over."""
        return self._handed_over().get("core_name", 0)

    def questions(self) -> Sequence[Question]:
        """Return what is always asked: each key card, each approved copy, media and paper."""
        uses_card, copies = self._programme.uses_key_card, self._programme.erasure.approved_copies
        cards = [f"{number}/{COPIES}" for number in range(1, COPIES + 1) if uses_card]
        return [
            *(Question("card", label) for label in cards),
            *(Question("copy", document) for document in copies),
            *(Question("residue", code) for code in _AT_HAND),
        ]

    def further_questions(self) -> Sequence[Question]:
        """Return the rest of the checklist, for those who looked."""
        return [Question("residue", code) for code in _FURTHER]

    def require_challenge(self, challenge: str) -> None:
        """Let the ward's characters pass: none, or enough of them.

        Raises:
            UsageError: too few for what the contract asks.
        """
        require_enough(challenge, asked=self._programme.erasure.level == "full")

    def require_two(self, operator: Consent, witness: Consent) -> None:
        """Let only two people pass who may erase together, before anything else is asked.

        Raises:
            NotPermittedError: the first person's role does not allow it.
            RefusedError: one person twice, or too long between the two.
            NotNowError: the second person cannot sign.
        """
        require_two(Task.ERASE, operator, witness, window_s=self._programme.erasure.window_s)
        require_signing(operator, witness)

    def _handed_over(self) -> Mapping[str, int]:
        handed = self._life_cycle.read().step(State.HANDED_OVER)
        return {} if handed is None else handed.counts


def require_signing(operator: Consent, witness: Consent) -> None:
    """Let only a second person pass who has a key to sign with.

    Raises:
        NotNowError: the second person has none.
    """
    if witness.signing_key is None and operator.handler != witness.handler:
        raise NotNowError(
            _("The second person has no key to sign the certificate with."),
            _("Ask the witness named in the programme to stand by."),
        )


def spoils(state: str) -> bool:
    """Tell whether no certificate can be made with this answer."""
    return state in _SPOILING


def answers_of(given: Mapping[Question, str]) -> Answers:
    """Return the answers as the erasure takes them."""
    of_kind = {
        kind: {each.subject: state for each, state in given.items() if each.kind == kind}
        for kind in _STATES
    }
    return Answers(
        cards=of_kind["card"],
        copies=of_kind["copy"],
        residue={
            code: (cast("Literal['none', 'found', 'unsafe']", state), "operator")
            for code, state in of_kind["residue"].items()
            if state != NOT_LOOKED
        },
    )
