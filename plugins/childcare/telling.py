"""Acts, states and counts in words, in the language shown now."""

from collections.abc import Iterator
from typing import Final

from plugins.childcare.acts import Done
from plugins.childcare.messages import _
from plugins.childcare.room import Room, StayState
from plugins.childcare.settings import ChildcareSettings
from venue_kiosk.api import N_

_STATES: Final = {
    StayState.ARRIVED: N_("at the desk"),
    StayState.IN_ROOM: N_("in the room"),
    StayState.CALLED: N_("called"),
    StayState.OUT: N_("picked up"),
    StayState.DECLINED: N_("not accepted"),
}
_ACTS: Final = {
    "drop_off": N_("Tag {tag}: place given."),
    "enter": N_("Tag {tag}: in the room."),
    "decline": N_("Tag {tag}: not accepted."),
    "call": N_("Tag {tag}: called."),
    "stop_calling": N_("Tag {tag}: no longer called."),
    "pick_up": N_("Tag {tag}: picked up."),
    "release": N_("Tag {tag}: picked up without a stub."),
    "reopen": N_("Tag {tag}: pick-up taken back."),
    "reissue": N_("Tag {tag}: replaced. Print it again."),
    "correct_band": N_("Age band corrected."),
    "join": N_("Slip {slip}: on the waiting list."),
    "leave": N_("Slip {slip}: off the waiting list."),
    "no_show": N_("One reserved place was given up."),
    "set_reserved": N_("The number of reservations is set."),
    "set_carers": N_("The number of carers is set."),
    "settle_card": N_("One card is entered in the paper ledger."),
    "close": N_("Childcare is closed for today."),
    "print_tags": N_("Tags printed."),
}

_REASONS: Final = {
    "carer_coming": N_("another carer is on the way"),
    "siblings": N_("brothers and sisters stay together"),
    "ward_instruction": N_("the ward's instruction"),
    "other": N_("another reason"),
    "stub_lost": N_("the stub is lost"),
    "stub_unreadable": N_("the stub cannot be read"),
    "other_person": N_("somebody else came for the child"),
    "wrong_tag": N_("the wrong number was entered"),
    "came_back": N_("the child came back"),
    "tag_lost": N_("a half is lost"),
    "tag_damaged": N_("a half is damaged"),
    "used_up": N_("the tag was used once"),
}


def reason_words(why: str) -> str:
    """Return a reason of a closed list in words."""
    return _(_REASONS[why])


def state_words(state: StayState) -> str:
    """Return a state in words."""
    return _(_STATES[state])


def tell_done(done: Done) -> str:
    """Return what an act did, and whose turn it is now."""
    words = _(_ACTS[done.act], tag=done.tag_no, slip=done.slip_no)
    return f"{words} {tell_next(done)}".strip()


def tell_next(done: Done) -> str:
    """Return whose turn it is since an act, or nothing."""
    if done.next_slip is None:
        return ""
    return _("A place is free for slip {slip}.", slip=done.next_slip)


def tell_room(room: Room, settings: ChildcareSettings) -> Iterator[str]:
    """Yield the lines that say how the room stands, both limits in them."""
    yield _(
        "Children {children} / {places}   free {free}   reservations to come {reserved}",
        children=room.children,
        places=room.places,
        free=room.free_places,
        reserved=room.reserved,
    )
    carers = _("Carers {on_duty}   needed {needed}", on_duty=room.on_duty, needed=room.needed)
    if room.missing_carers:
        carers += "   " + _("△ {n} missing", n=room.missing_carers)
    yield carers
    present = [(each.words, room.bands.get(each.code, 0)) for each in settings.bands]
    yield "  ".join(f"{words} {n}" for words, n in present if n) or _("Nobody is here.")
    if room.waiting or room.offered:
        yield _(
            "Waiting {waiting}   place offered: {offered}",
            waiting=len(room.waiting),
            offered=", ".join(map(str, room.offered)) or "-",
        )
    if room.left_over:
        tags = ", ".join(str(stay.tag_no) for stay in room.left_over)
        yield _("■ Still open from another day: {tags}", tags=tags)
