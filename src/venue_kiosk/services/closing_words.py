"""The steps of the closing in words: their names, what to do, and the hold."""

from typing import Final

from venue_kiosk.domain.life_cycle import Hold
from venue_kiosk.i18n import N_, _
from venue_kiosk.services.closing_steps import StepCode

_TITLES: Final = {
    StepCode.DESKS: N_("Every desk has ended"),
    StepCode.HEADS: N_("Heads counted"),
    StepCode.CLOSE: N_("Reception closed"),
    StepCode.PAPERS: N_("Sheets and papers add up"),
    StepCode.SLIP: N_("Slip for the ward's sheet"),
    StepCode.HAND_OVER: N_("Handed over to the ward"),
    StepCode.RECEIPT: N_("Receipt of the ward"),
    StepCode.ERASE: N_("Erased and certified"),
}
_DEEDS: Final = {
    StepCode.DESKS: N_(
        "All children are picked up, every desk has ended, other kiosks are closed."
    ),
    StepCode.HEADS: N_("Count the heads in the hall and enter the number of each session."),
    StepCode.CLOSE: N_("Close reception. Nobody can be checked in afterwards."),
    StepCode.PAPERS: N_("Count the survey sheets and the other papers."),
    StepCode.SLIP: N_("Copy count and head of the log to the ward's sheet of paper."),
    StepCode.HAND_OVER: N_("Make the data to hand over to the ward. Two people confirm it."),
    StepCode.RECEIPT: N_(
        "Enter number, date and code of the receipt. Until the ward has confirmed, nothing can"
        " be erased."
    ),
    StepCode.ERASE: N_(
        "Erase the data and make the certificate. It cannot be taken back. Two people confirm it."
    ),
}
_TURNS: Final = {
    StepCode.DESKS: N_("Every desk"),
    StepCode.HEADS: N_("Reception and handling manager"),
    StepCode.CLOSE: N_("Handling manager"),
    StepCode.PAPERS: N_("Survey staff and handling manager"),
    StepCode.SLIP: N_("Handling manager and the ward's official"),
    StepCode.HAND_OVER: N_("Two people together"),
    StepCode.RECEIPT: N_("The ward, then the handling manager"),
    StepCode.ERASE: N_("Two people together, with the ward"),
}
_REASONS: Final = {
    "came_late": N_("people came in unnoticed after the desk had ended"),
    "left_early": N_("people left before the count"),
    "not_checked_in": N_("people sat down without checking in"),
    "counted_wrong": N_("counting again gave the same; a mistake of the count remains possible"),
    "not_held": N_("the session was not held"),
}


def tell_step(code: StepCode) -> str:
    """Return the name of a step, as it is ticked."""
    return _(_TITLES[code])


def tell_deed(code: StepCode) -> str:
    """Return what is to be done in a step."""
    return _(_DEEDS[code])


def tell_turn(code: StepCode) -> str:
    """Return whose turn a step is."""
    return _(_TURNS[code])


def tell_difference(why: str) -> str:
    """Return a reason for a difference of the counts."""
    return _(_REASONS[why])


def tell_hold(hold: Hold) -> str:
    """Say that the ward has stopped the procedure."""
    return _(
        "On the ward's instruction the procedure is stopped. (Document {document})",
        document=hold.document,
    )
