"""How many applicants have which decision, beside the places there are."""

from collections.abc import Iterator, Mapping
from typing import Final

from rich.cells import cell_len

from plugins.intake.messages import _
from venue_kiosk.api import N_, Decision

_WORDS: Final = {
    Decision.ACCEPTED: N_("accepted"),
    Decision.WAITLISTED: N_("waitlisted"),
    Decision.NOT_SELECTED: N_("not selected"),
    Decision.WITHDRAWN: N_("withdrawn"),
    Decision.UNDECIDED: N_("not decided"),
}
_GAP: Final = "   "


def decision_words(decision: Decision) -> str:
    """Return a decision in the current language."""
    return _(_WORDS[decision])


def render_places(counts: Mapping[Decision, int], capacity: int) -> str:
    """Return the counts as aligned lines, the capacity first."""
    lines = list(_lines(counts, capacity))
    label = max(cell_len(words) for words, _n, _note in lines)
    number = max(len(f"{n:,}") for _words, n, _note in lines)
    return "\n".join(
        (words + " " * (label - cell_len(words)) + _GAP + f"{n:>{number},}" + _GAP + note).rstrip()
        for words, n, note in lines
    )


def _lines(counts: Mapping[Decision, int], capacity: int) -> Iterator[tuple[str, int, str]]:
    yield _("places"), capacity, ""
    for decision in _WORDS:
        n = counts.get(decision, 0)
        note = _places_left(capacity - n) if decision is Decision.ACCEPTED else ""
        yield decision_words(decision), n, note


def _places_left(free: int) -> str:
    if free < 0:
        return _("■ {n} more than there are places", n=-free)
    return _("{n} free", n=free)
