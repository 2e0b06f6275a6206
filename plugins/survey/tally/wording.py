"""What lines, columns and reasons are called for people."""

from collections.abc import Mapping
from typing import Final

from plugins.survey.answer_keys import AnswerKey
from plugins.survey.messages import _
from plugins.survey.tally.tables import TotalsLine
from venue_kiosk.api import N_

_LINES: Final[Mapping[str, str]] = {
    "invalid": N_("Invalid (several marks)"),
    "no_answer": N_("No answer"),
    "unconfirmed": N_("Not yet confirmed"),
    "answered": N_("Something is written"),
    "base": N_("Sheets (n)"),
    "respondents": N_("Sheets with an answer"),
    "answers": N_("All marks together"),
    "over_limit": N_("More marks than asked for"),
}
_KINDS: Final[Mapping[str, str]] = {
    "single": N_("one answer"),
    "scale": N_("one answer on a scale"),
    "multiple": N_("several answers"),
    "number": N_("a number"),
    "text": N_("free text"),
}
_STATUSES: Final[Mapping[str, str]] = {
    "read": N_("read"),
    "review": N_("to be reviewed"),
    "rejected": N_("not usable"),
    "duplicate": N_("scanned twice"),
}
_REASONS: Final[Mapping[str, str]] = {
    "uncertain_answer": N_("some answers are uncertain"),
    "residual": N_("the markers do not fit together"),
    "print_scale": N_("not printed at 100 %"),
    "crumpled": N_("the paper is crumpled"),
    "blurred": N_("the picture is blurred"),
    "page_code_unreadable": N_("the page's code cannot be read"),
    "many_marked": N_("almost everything is marked"),
    "nothing_marked": N_("nothing is marked on the page"),
    "possible_duplicate": N_("perhaps scanned twice"),
    "unreadable_file": N_("the file is damaged or too large to open"),
    "too_few_markers": N_("corners of the page are missing"),
    "two_sheets": N_("two sheets in one picture"),
    "too_small": N_("the picture is too small"),
    "other_form": N_("another questionnaire"),
    "other_version": N_("another version of the questionnaire"),
    "other_print": N_("printed from another definition"),
    "no_page_code": N_("not a page of this questionnaire"),
    "faint": N_("a faint mark"),
    "several_marks": N_("several marks"),
    "crossed_out": N_("something was crossed out"),
    "shared_ink": N_("one stroke over two answers"),
    "much_ink": N_("very much ink"),
    "print_not_found": N_("the printed text was not found"),
    "to_type": N_("a number to type"),
    "other": N_("another doubt"),
}


def line_words(line: TotalsLine) -> str:
    """Return what a line of a table is called."""
    if line.line == "option":
        return f"{line.code}  {line.label}"
    return line_name(line.line)


def line_name(line: str) -> str:
    """Return what a line beside the options is called."""
    return _(_LINES[line])


def kind_words(key: AnswerKey) -> str:
    """Return how a question is to be answered."""
    return _(_KINDS[key.kind])


def status_words(status: str) -> str:
    """Return what became of a page."""
    return _(_STATUSES[status])


def reason_words(reason: str) -> str:
    """Return why a page or an answer needs a person; an unknown code as it is."""
    return _(_REASONS[reason]) if reason in _REASONS else reason


def legend_words(below: int) -> str:
    """Say what an ``x`` stands for."""
    return _(
        "x: not shown, because it is below {n} or because a number below {n} could be worked out",
        n=below,
    )


def unconfirmed_words(n: int) -> str:
    """Say how many answers nobody has confirmed; nothing when there are none."""
    return _("{n} answers not yet confirmed", n=n) if n else ""
