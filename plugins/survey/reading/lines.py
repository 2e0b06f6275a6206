"""From what a picture gave to its line in the readings."""

from collections.abc import Mapping, Sequence

import msgspec

from plugins.survey.reading.mark_states import Mark as FoundMark
from plugins.survey.reading.page_task import PageResult
from plugins.survey.reading_lines import Mark, Reading, Registration


def compose_line(page: PageResult, *, path: str, sha256: str) -> Reading:
    """Return the line of one page; which sheet it belongs to and what it repeats come later."""
    finding = page.finding
    code = finding.code
    registration = None
    if finding.residual_mm is not None:
        registration = Registration(tuple(finding.markers), round(finding.residual_mm, 2))
    writing = finding.margin_writing
    is_ours = finding.status != "rejected"
    return Reading(
        path=path,
        page_index=page.index,
        pages=page.pages if page.pages > 1 else msgspec.UNSET,
        sha256=sha256,
        form=code.form if code else None,
        version=code.version if code else None,
        page=finding.page,
        serial=code.serial if code else None,
        status="rejected" if not is_ours else "review" if finding.reason else "read",
        reason=finding.reason,
        registration=registration,
        answers=dict(finding.answers),
        marks=_marks(finding.marks),
        text_boxes=finding.text_boxes,
        margin_writing=tuple(writing.rounded()) if writing else msgspec.UNSET,
        ms=page.ms,
    )


def _marks(found: Mapping[tuple[str, str], FoundMark]) -> tuple[Mark, ...]:
    marks = []
    for (key, code), mark in found.items():
        question, _dot, row = key.partition(".")
        if mark.ink_mm2 > 0 or mark.state != "empty":
            marks.append(Mark(question, row or None, code, mark.ink_mm2, mark.state))
    return tuple(marks)


def sheets_of(lines: Sequence[Reading], *, sides: int) -> list[str | None]:
    """Return which sheet each page of one file belongs to, where that is beyond doubt.

    By the sheet code, else by an order of sides that is never broken; never over two files.
    """
    by_order = _in_order(lines, sides)
    return [
        line.serial or (f"{line.path}#{place // sides + 1}" if by_order else None)
        for place, line in enumerate(lines)
    ]


def _in_order(lines: Sequence[Reading], sides: int) -> bool:
    if sides == 1:
        return True
    turns = [line.page == place % sides + 1 for place, line in enumerate(lines)]
    return len(lines) % sides == 0 and len(lines) > 1 and all(turns)
