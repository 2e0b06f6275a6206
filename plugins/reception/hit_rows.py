"""The people a search found, one aligned row each, and who among them needs no asking."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from plugins.reception.messages import _
from venue_kiosk.api import Attendee, Decision, NameHit, is_sure, name_search

_GAP = "  "


def is_certain(hit: NameHit, hits: Sequence[NameHit]) -> bool:
    """Say whether a hit may be taken without asking: surely read, and no namesake beside it.

    Nor may anybody be hidden behind the last row who could be one.
    """
    reading = _reading(hit.attendee)
    namesakes = sum(_reading(other.attendee) == reading for other in hits)
    return is_sure(hit) and namesakes == 1 and len(hits) <= name_search.MOST_ROWS


def compose_rows(hits: Sequence[NameHit], width: int) -> list[str]:
    """Return a row for each hit: name, reading where there is room, place, decision."""
    columns = [_columns(hit) for hit in hits]
    widths = [max(map(cell_len, cells)) for cells in zip(*columns, strict=True)]
    without_reading = sum(widths) + len(widths) * len(_GAP) > width
    return [
        _GAP.join(
            set_cell_size(cell, widths[place])
            for place, cell in enumerate(row)
            if widths[place] and not (without_reading and place == 1)
        ).rstrip()
        for row in columns
    ]


def _columns(hit: NameHit) -> tuple[str, ...]:
    attendee = hit.attendee
    place = attendee.town or attendee.reception_no
    mark = "" if is_sure(hit) else _("(ask)")
    return (attendee.name, attendee.furigana or "", place, _decision(attendee.decision), mark)


def _reading(attendee: Attendee) -> str:
    return "".join((attendee.furigana or attendee.name).split())


def _decision(decision: Decision) -> str:
    return {
        Decision.ACCEPTED: _("accepted"),
        Decision.WAITLISTED: _("waitlisted"),
        Decision.NOT_SELECTED: _("not selected"),
        Decision.WITHDRAWN: _("withdrawn"),
        Decision.UNDECIDED: _("undecided"),
    }[decision]
