"""From marks to answers: a claim where nothing is in doubt, else a proposal for a person."""

from collections.abc import Mapping, Sequence
from typing import Final

from plugins.survey.definition import Key
from plugins.survey.reading.mark_states import Mark
from plugins.survey.reading_lines import Answer

_TEXT_MM2: Final = 3.0
"""So much ink in a box is writing."""
_NO_TEXT_MM2: Final = 0.5
"""Less is none; between the two a person looks."""
_WHOLE_MM2: Final = 4.0
"""In black and white, a mark of less ink may be a part of one that was cancelled."""
_REASONS: Final = ("crossed_out", "shared_ink", "print_not_found", "much_ink", "faint")


def answer_choice(key: Key, marks: Mapping[str, Mark], *, may_have_lost_ink: bool) -> Answer:
    """Return the answer to a key with options; ``marks`` by code, in printed order.

    A picture in pure black and white may have lost pencil: there little ink, or none, is nothing
    sure.
    """
    if may_have_lost_ink and any(_is_remainder(mark) for mark in marks.values()):
        return Answer("uncertain", tuple(c for c, m in marks.items() if m.ink_mm2), reason="faint")
    codes = tuple(code for code, mark in marks.items() if mark.state == "marked")
    is_settled = key.question.kind != "multiple" and len(codes) == 1
    doubts = {
        mark.reason or "other"
        for mark in marks.values()
        if mark.state not in {"marked", "empty"} and not (is_settled and mark.is_mere_shade)
    }
    if doubts:
        maybe = tuple(code for code, mark in marks.items() if mark.state != "empty")
        reason = next((each for each in _REASONS if each in doubts), "other")
        return Answer("uncertain", codes or maybe, reason=reason)
    if not codes and may_have_lost_ink:
        return Answer("uncertain", (), reason="faint")
    if not codes:
        return Answer("no_answer", ())
    if key.question.kind == "multiple":
        most = key.question.max_marks
        flags = ("over_limit",) if most and len(codes) > most else ()
        return Answer("answered", codes, flags=flags)
    if len(codes) > 1:
        return Answer("uncertain", codes, reason="several_marks")
    return Answer("answered", codes)


def _is_remainder(mark: Mark) -> bool:
    """Tell whether ink may be what a scanner left of a pencil's stroke."""
    return (mark.state == "marked" and mark.ink_mm2 < _WHOLE_MM2) or (
        mark.state == "empty" and mark.ink_mm2 > 0
    )


def answer_box(key: Key, ink_mm2: float, *, may_have_lost_ink: bool = False) -> Answer:
    """Return the answer to a text or a number by the ink in its box."""
    if ink_mm2 < _NO_TEXT_MM2 and may_have_lost_ink:
        return Answer("uncertain", (), reason="faint")
    if ink_mm2 < _NO_TEXT_MM2:
        return Answer("no_answer", ())
    if key.question.kind == "number":
        return Answer("uncertain", (), reason="to_type")
    if ink_mm2 < _TEXT_MM2:
        return Answer("uncertain", (), reason="faint")
    return Answer("answered", ())


def has_too_many(keys: Sequence[Key], answers: Mapping[str, Answer]) -> bool:
    """Tell whether more than 60 % of what may be marked several times is marked."""
    several = [key for key in keys if key.question.kind == "multiple"]
    options = sum(len(key.options) for key in several)
    marked = sum(len(answers[key.name].codes) for key in several)
    return options >= _ENOUGH_OPTIONS and marked > _MOST_MARKED * options


_ENOUGH_OPTIONS: Final = 6
_MOST_MARKED: Final = 0.6
