"""What the ward is asked while its event is erased: its paper slips, its made-up applicants."""

from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from typing import Any, Final, Protocol, TypeVar

from textual.screen import Screen

from venue_kiosk.domain.paper_slip import PrintedSlip
from venue_kiosk.errors import RefusedError
from venue_kiosk.i18n import N_, _
from venue_kiosk.services.erasure_run import WardCanary
from venue_kiosk.services.erasure_words import ask_exports_words
from venue_kiosk.services.slips import TITLES, paper
from venue_kiosk.ui.choosing import ChooseScreen
from venue_kiosk.ui.questions import AskScreen, Words

_T = TypeVar("_T")

_COMPARED: Final[dict[str, bool | None]] = {
    N_("compared, and equal"): True,
    N_("compared, and they differ"): False,
    N_("nobody compared them"): None,
}
_EXPORTS: Final[dict[str, bool | None]] = {
    N_("yes, each of them"): True,
    N_("no, one may still lie somewhere"): False,
    N_("nobody knows"): None,
}
_STILL_TIME: Final = (
    N_("answer again"),
    N_("stop here; nothing has been erased"),
    N_("erase all the same: there will be no certificate"),
)
_SEEN: Final = (
    N_("yes, it was there"),
    N_("no, it was not there"),
    N_("mistyped: type it again"),
)

SPOILED: Final = (
    N_("answer again"),
    N_("it stays so: there will be no certificate"),
)


class Ask(Protocol):
    """Shows a screen and waits for its answer."""

    def __call__(self, screen: Screen[_T], /) -> _T | None:
        """Return the answer; nothing when somebody went back."""
        ...


def compare_slips(ask: Ask, slips: Sequence[PrintedSlip]) -> bool | None:
    """Let the official compare each slip; say whether all are equal to the paper.

    Raises:
        RefusedError: one is not, and people stopped here.
    """
    answers = [_compare(ask, slip) for slip in slips]
    if False in answers:
        return False
    return None if None in answers else True


def ask_exports(ask: Ask, files: int) -> bool | None:
    """Say whether files that are not where they were written are destroyed or with the ward.

    Raises:
        RefusedError: one may still lie somewhere, and people stopped here.
    """
    question = partial(ask_exports_words, files)
    return _ask_in_time(
        ask,
        question,
        _EXPORTS,
        spoiling=(False, None),
        wrong=_lies_question,
        stopped=_file_left,
    )


def ask_canaries(ask: Ask) -> Sequence[WardCanary]:
    """Return the ward's made-up applicants, each as it was confirmed."""
    found: list[WardCanary] = []
    while text := _insist(ask, AskScreen, _canary_question, when_empty=""):
        seen = _ask_seen(ask, text)
        if seen is not None:
            found.append(WardCanary(text=text, in_hand_over=seen))
    return found


def _ask_seen(ask: Ask, text: str) -> bool | None:
    """Ask whether the ward saw it; nothing where the name was mistyped."""
    while (seen := _choose(ask, partial(_seen_question, text), _SEEN)) == 1:
        if _choose(ask, _unseen_question, SPOILED) == len(SPOILED) - 1:
            return False
    return True if seen == 0 else None


def _compare(ask: Ask, slip: PrintedSlip) -> bool | None:
    question = partial(_slip_words, slip)
    return _ask_in_time(
        ask,
        question,
        _COMPARED,
        spoiling=(False,),
        wrong=_differ_question,
        stopped=_slip_differs,
    )


def _ask_in_time(
    ask: Ask,
    question: Words,
    answers: Mapping[str, bool | None],
    *,
    spoiling: Container[bool | None],
    wrong: Words,
    stopped: Callable[[], RefusedError],
) -> bool | None:
    """Ask what can still be put right.

    After an answer of ``spoiling`` people may stop before anything is destroyed.
    """
    while True:
        answer = list(answers.values())[_choose(ask, question, [*answers])]
        chosen = _choose(ask, wrong, _STILL_TIME) if answer in spoiling else 2
        if chosen == 1:
            raise stopped()
        if chosen:
            return answer


def _choose(ask: Ask, question: Words, lines: Sequence[str]) -> int:
    return int(_insist(ask, ChooseScreen, question, lambda: [_(words) for words in lines]))


def _insist(ask: Ask, screen: Any, *values: Any, **options: Any) -> Any:
    """Ask until somebody answers: there is no way back from here."""
    while (answer := ask(screen(*values, **options))) is None:
        pass
    return answer


def _slip_words(slip: PrintedSlip) -> str:
    lines = [
        "■ " + _(TITLES[slip.kind]),
        _("Lines: {count}", count=slip.count),
        _("Head: {head}", head=paper(slip.head)),
        "",
        _("Write this on the ward's sheet now; the official compares and signs it.")
        if slip.kind == "closing"
        else _("The official compares this with the paper slip, sign by sign."),
    ]
    return "\n".join(lines)


def _differ_question() -> str:
    return _("The paper says something else. Nothing has been erased yet. What now?")


def _lies_question() -> str:
    return _("Find that file and erase it, or give it to the ward. Nothing has been erased yet.")


def _slip_differs() -> RefusedError:
    return RefusedError(
        _("A paper slip and the operation log are not the same."),
        _("Nothing has been erased. Tell the handling manager and the ward."),
    )


def _file_left() -> RefusedError:
    return RefusedError(
        _("A file with personal data may still lie outside the event."),
        _("Nothing has been erased. Tell the handling manager and the ward."),
    )


def _canary_question() -> str:
    return _("The ward's made-up applicant (empty when there is no more)")


def _unseen_question() -> str:
    return _("If the ward did not see it, no certificate can be made.")


def _seen_question(text: str) -> str:
    return _("“{text}”: did the ward see it in the hand-over list?", text=text)
