"""Codes of custody in words."""

from typing import Final

from plugins.custody.messages import _
from plugins.custody.slip import Stage
from venue_kiosk.api import N_

_STAGES: Final = {
    Stage.DEPARTED: N_("departure"),
    Stage.ARRIVED: N_("arrival at the venue"),
    Stage.LEFT: N_("leaving the venue"),
    Stage.RETURNED: N_("return and locking away"),
}
_PROBLEMS: Final = {
    "slip_no": N_(
        "The number of the slip is missing or too long: at most 64 signs, such as 2026-01."
    ),
    "carrier": N_(
        "Who carries it is missing, or was not reported: an id of the list of handlers, such as"
        " H-03."
    ),
    "second": N_(
        "A second, different handler must confirm the departure checks: an id of the list of"
        " handlers."
    ),
    "place": N_("The place it goes to is missing or too long: at most 100 signs, in one line."),
    "laptop": N_(
        "Model and serial number of the laptop are missing or too long: at most 100 signs, in one"
        " line."
    ),
    "purpose": N_("The purpose is too long: at most 100 signs, in one line."),
    "route": N_("The route is too long: at most 100 signs, in one line."),
    "document": N_("The ward's consent is named by its document number: at most 64 signs."),
    "sheets": N_("The number of sheets of paper must be 0 or more, at most 1,000,000."),
    "copies": N_("The number of second copies must be 0 or more, at most 1,000,000."),
    "copy_document": N_("A second copy or a printed list needs the ward's document number."),
    "ticks": N_("Not every departure check is confirmed."),
}
_WORDS: Final = {
    "leak": N_("leak"),
    "loss": N_("loss"),
    "damage": N_("damage"),
    "misdelivery": N_("sent to the wrong person"),
    "theft": N_("theft"),
    "intrusion": N_("intrusion"),
    "misuse": N_("use beyond the purpose"),
    "risk": N_("it might happen"),
    "breach": N_("breach of a special clause"),
    "locked": N_("the screen was locked"),
    "in_use": N_("in use"),
    "off": N_("powered off"),
    "not_concerned": N_("not concerned"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "not_here": N_("Not present here"),
    "nothing_found": N_("nothing found"),
    "points_raised": N_("points raised"),
}


def stage_words(stage: Stage) -> str:
    """Return the name of a slip's time."""
    return _(_STAGES[stage])


def slip_problem(code: str) -> str:
    """Return what is wrong with a slip."""
    return _(_PROBLEMS[code])


def code_words(code: str) -> str:
    """Return a code of a closed list in words."""
    return _(_WORDS[code])
