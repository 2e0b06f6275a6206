"""States, people and missing things in the words of the language shown now."""

from typing import Final

from venue_kiosk.domain.life_cycle import Actor, Missing, State
from venue_kiosk.i18n import N_, _

_STATES: Final = {
    State.PREPARED: N_("prepared, not open yet"),
    State.OPEN: N_("open"),
    State.CLOSED: N_("closed"),
    State.HANDED_OVER: N_("handed over to the ward"),
    State.RECEIPT_CONFIRMED: N_("received by the ward"),
    State.ERASED: N_("erased"),
    State.VERIFIED: N_("erased and verified"),
    State.CERTIFIED: N_("erased and certified"),
}

_ACTORS: Final = {
    Actor.MANAGER: N_("Handling manager"),
    Actor.TWO_PEOPLE: N_("Two people together"),
    Actor.RECEPTION: N_("Reception"),
    Actor.CHILDCARE: N_("Childcare staff"),
    Actor.FACILITATOR: N_("Facilitator"),
    Actor.SURVEY: N_("Survey staff"),
    Actor.WARD: N_("The ward"),
}

_MISSING: Final = {
    "already_done": N_("This step was taken before."),
    "step_before": N_("A step before this one is missing."),
    "hold": N_("The ward has stopped the procedure in writing."),
    "clock_back": N_("The clock shows a time before the last step. Set the laptop's clock."),
    "contract_ended": N_("The contract has ended. Ask the ward for instructions."),
    "not_reported": N_(
        "Handlers without training date, report date or report document: {n}. Report them first."
    ),
    "preflight_open": N_("Pre-flight questions that are not settled: {n}."),
    "no_slip": N_("No carry-out slip is entered."),
    "no_arrival": N_("The arrival time is not entered on the carry-out slip, or lies ahead."),
    "place_not_designated": N_("The ward has not designated this place."),
    "outside_hours": N_("Outside the place's designated times two people must unlock together."),
    "lanes_open": N_("Other kiosks that are still open: {n}. Close them first."),
    "not_counted": N_(
        "Sessions without a hand count that fits the check-ins: {n}. Count the heads."
    ),
    "not_explained": N_("Sessions whose numbers differ without a reason: {n}."),
    "no_package": N_("The package for the ward is not made."),
    "package_not_counted": N_("The package was not opened again and counted."),
    "two_people": N_("Two different people must type their passphrases."),
    "no_receipt_number": N_("The number of the ward's receipt is missing."),
    "receipt_date_wrong": N_("The receipt's date lies before the hand-over or after today."),
    "receipt_code_wrong": N_("The receipt code is not the one inside the package."),
    "counts_differ": N_("The counts are not those that were handed over."),
    "key_left": N_("A key is still there."),
    "files_left": N_("Files are still there."),
    "still_opens": N_("The vault can still be opened."),
    "residue": N_("Something was left behind: {n}."),
    "findings": N_("The verification found something or could not measure it: {n}."),
    "not_signed": N_("The certificate is not built and signed."),
    "plugin_failed": N_("A part of the kiosk could not answer. Start the kiosk again."),
}


def tell_state(state: State) -> str:
    """Return the name of a state."""
    return _(_STATES[state])


def tell_actor(who: Actor) -> str:
    """Return who must act."""
    return _(_ACTORS[who])


def tell_missing(missing: Missing) -> str:
    """Return what is missing, one sentence; a plugin's own words where it has any."""
    if missing.text:
        return missing.text
    words = _MISSING.get(missing.code, N_("Something is missing: {code}"))
    return _(words, n=missing.n, code=missing.code)
