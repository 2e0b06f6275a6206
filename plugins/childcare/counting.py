"""The counts of one session, for programs and for the report: totals only."""

from typing import Any

from plugins.childcare.room import Room
from plugins.childcare.store import ChildcareStore


def compose_counts(room: Room, store: ChildcareStore) -> dict[str, Any]:
    """Return the room's counts; no tag, no time, nothing of one child."""
    return {
        "session": room.session_no,
        "children": room.children,
        "places": room.places,
        "free_places": room.free_places,
        "bands": {band: n for band, n in room.bands.items() if n},
        "carers": dict(room.carers),
        "carers_on_duty": room.on_duty,
        "carers_needed": room.needed,
        "reservations_expected": room.reserved,
        "waiting": len(room.waiting),
        "offered": len(room.offered),
        "open_calls": len(room.called),
        "of_other_sessions": len(room.left_over),
        "taken_in": store.uses(room.session_no),
        "no_show": room.counts.get("no_show", 0),
        "declined": room.counts.get("declined", 0),
        "cards_in": room.counts.get("cards_in", 0),
        "cards_out": room.counts.get("cards_out", 0),
        "closed": room.closed,
    }
