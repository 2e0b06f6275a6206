"""Small forms and readings, made by hand or by chance."""

from plugins.survey.answer_keys import AnswerKey, CrossTab, Form
from plugins.survey.definition import Choice
from plugins.survey.reading_lines import Answer, Reading


def key(name, kind, options=3, *, outside=(), **more):
    choices = tuple(Choice(str(n), f"option {n}", str(n) in outside) for n in range(1, options + 1))
    return AnswerKey(key=name, number=name[1:], text=f"Question {name}?", kind=kind,
                     choices=choices if kind not in ("text", "number") else (), **more)  # fmt: skip


def form(*keys, crossed=(), below=5):
    found = {each.key: each for each in keys}
    tabs = tuple(CrossTab(found[rows], found[columns]) for rows, columns in crossed)
    return Form(form_id="small", version="1", title="A small survey", keys=keys,
                cross_tabs=tabs, suppress_below=below)  # fmt: skip


def answer(given):
    """Return an answer: codes as a string, ``-`` none, ``!…`` invalid, ``?…`` uncertain."""
    if given == "-":
        return Answer("no_answer", ())
    state = {"!": "invalid", "?": "uncertain"}.get(given[0], "answered")
    return Answer(state, tuple(given.lstrip("!?")))


def page(number=0, *, status=None, reason=None, page=1, sheet="own", **answers):
    """Return the reading of one page; the status follows from the answers when not given."""
    said = {name: answer(given) for name, given in answers.items()}
    doubtful = any(each.state == "uncertain" for each in said.values())
    if status is None:
        status = "review" if doubtful else "read"
    if reason is None and status == "review":
        reason = "uncertain_answer"
    return Reading(
        path=f"scan/{number:04}.jpg", page_index=0, sha256=f"{number:064x}", form="small",
        version="1", page=page, sheet=f"s{number}" if sheet == "own" else sheet, status=status,
        reason=reason, answers=said,
    )  # fmt: skip


def pages(*given):
    """Return readings of one page each, numbered; ``given`` are answers by key."""
    return [page(number, **answers) for number, answers in enumerate(given)]
