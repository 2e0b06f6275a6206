"""What a report says beside its tables: sheets given out and collected, and why they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.survey.messages import _
from plugins.survey.tally.counting import Counts
from plugins.survey.tally.tables import render_tenths, tenths_of
from plugins.survey.tally.wording import reason_words, status_words


@dataclass(frozen=True, slots=True, kw_only=True)
class RunNotes:
    """What people counted by hand."""

    label: str = ""
    """Which session it was."""
    given_out: int | None = None
    paper: int | None = None
    """Sheets that came back, counted by hand."""
    explained: str = ""
    """Why the hand count and the readings differ."""
    explained_for: int | None = None
    """How many sheets the readings had when that was said; None: it holds for any number."""
    compared: int = 0
    """Answers that a second person entered again."""
    mismatched: int = 0


def difference(counts: Counts, notes: RunNotes) -> int:
    """Return how many more sheets the readings have than the paper count; 0 without one."""
    return 0 if notes.paper is None else counts.pages.collected - notes.paper


def reason_given(counts: Counts, notes: RunNotes) -> str:
    """Return why the two counts differ; empty when more sheets came or went since it was said."""
    is_said_of_this = notes.explained_for in (None, counts.pages.collected)
    return notes.explained if is_said_of_this else ""


def tell_sheets(counts: Counts, notes: RunNotes) -> Sequence[tuple[str, str]]:
    """Return the counts of sheets, each with its name."""
    pages = counts.pages
    lines = [(_("Session"), notes.label)] if notes.label else []
    if notes.given_out is not None:
        lines.append((_("Sheets given out"), str(notes.given_out)))
    lines.append((_("Sheets counted"), _sheets(counts)))
    if notes.given_out:
        rate = render_tenths(tenths_of(pages.collected, notes.given_out))
        lines.append((_("Response rate"), f"{rate} %"))
    if notes.paper is not None:
        lines.append((_("Sheets on paper"), str(notes.paper)))
        lines.append((_("Agreement"), _agreement(counts, notes)))
    lines.append((_("Pages"), _pages(counts)))
    lines.append((_("Not yet confirmed"), str(counts.unconfirmed)))
    if pages.margin_writing:
        words = _("{n} pages, {names} of them tell who somebody is",
                  n=pages.margin_writing, names=pages.margin_identifying)  # fmt: skip
        if pages.margin_open:
            words = _("{n} pages, {open} of them not looked at yet",
                      n=pages.margin_writing, open=pages.margin_open)  # fmt: skip
        lines.append((_("Written outside the answers"), words))
    if notes.compared:
        lines.append((_("Second entry"), _second(notes)))
    return lines


def _sheets(counts: Counts) -> str:
    pages = counts.pages
    if pages.sheets is not None or len(pages.by_side) < 2:
        return str(pages.collected)
    sides = ", ".join(_("side {side}: {n}", side=side, n=n) for side, n in pages.by_side.items())
    return _("{n} (sides not joined; {sides})", n=pages.collected, sides=sides)


def _agreement(counts: Counts, notes: RunNotes) -> str:
    more = difference(counts, notes)
    if not more:
        return _("the readings agree with the paper")
    words = (
        _("{n} more in the readings than on paper", n=more)
        if more > 0
        else _("{n} fewer in the readings than on paper", n=-more)
    )
    why = reason_given(counts, notes) or _("not explained")
    return f"{words}: {why}"


def _pages(counts: Counts) -> str:
    words = [f"{status_words(status)} {n}" for status, n in counts.pages.by_status.items()]
    reasons = [f"{reason_words(reason)} {n}" for reason, n in counts.pages.reasons.items()]
    return ", ".join(words) + (f" ({', '.join(reasons)})" if reasons else "")


def _second(notes: RunNotes) -> str:
    rate = render_tenths(tenths_of(notes.mismatched, notes.compared))
    return _(
        "{rate} % different ({n} of {all} answers)",
        rate=rate, n=notes.mismatched, all=notes.compared,
    )  # fmt: skip
