"""What the review says of a doubt: why it is one, which paper it is on, what was decided."""

from pathlib import PurePath
from typing import Final

from plugins.survey.answer_keys import AnswerKey
from plugins.survey.desk.reviewing import Item, Undone
from plugins.survey.messages import _
from plugins.survey.reading_lines import Answer
from plugins.survey.tally.counting import IDENTIFYING
from plugins.survey.tally.wording import line_name, reason_words

_CAMERA: Final = "camera"


def why_words(item: Item) -> str:
    """Say why a person is asked."""
    if item.doubt.kind == "text":
        return _("Does it tell who somebody is: a name, an address, a telephone number?")
    if item.key is not None:
        return reason_words((item.answer and item.answer.reason) or "other")
    why = reason_words(item.reading.reason or "")
    twin = item.reading.duplicate_of
    return f"{why}: {place_words(twin.path, twin.page_index)}" if twin is not None else why


def paper_words(item: Item) -> str:
    """Say on which paper it is written: the picture's file, or the number in the pile."""
    if item.pile:
        return pile_words(item.pile)
    return place_words(item.reading.path, item.reading.page_index)


def pile_words(number: int) -> str:
    """Say which sheet of the second person's pile it is."""
    return _("the sheet with the number {n} in the second person's pile", n=number)


def place_words(path: str, page_index: int) -> str:
    """Name a page of a picture file, or of the camera."""
    whole = PurePath(path)
    if whole.parts[:1] == (_CAMERA,):
        return _("camera picture {n}", n=whole.name.lstrip("0"))
    return _("{file}, page {n}", file=whole.name, n=page_index + 1)


def decision_words(undone: Undone) -> str:
    """Say what had been decided."""
    key = undone.item.key
    if undone.item.is_margin:
        names = undone.was.margin_identifying is True
        return _("tells who somebody is") if names else _("names nobody")
    if key is None:
        usable = undone.was.status != "rejected"
        return _("count this page") if usable else _("do not count it")
    return f"{key.number}. {_answer_words(key, undone.was.answers[key.key])}"


def _answer_words(key: AnswerKey, answer: Answer) -> str:
    if answer.state == "no_answer":
        return line_name("no_answer")
    if IDENTIFYING in answer.flags:
        return _("tells who somebody is")
    labels = {each.code: each.label for each in key.choices}
    marked = ", ".join(f"{code} {labels[code]}" for code in answer.codes)
    return marked or answer.value or _("names nobody")
