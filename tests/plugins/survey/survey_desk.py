"""A venue's survey desk, filled with pages that nobody had to scan."""

import msgspec
from small_surveys import answer

from plugins.survey.definition_parsing import parse_definition
from plugins.survey.desk.questionnaires import Questionnaire
from plugins.survey.page_read import PageRead
from plugins.survey.reading_lines import Reading

FORM = b"""
format = "venue-survey/1"
id = "small"
version = "1"
language = "en"
title = "A small survey"
intro = "Please answer."
[sheet]
[[questions]]
id = "q1"
number = "1"
kind = "single"
text = "How was it?"
options = ["good", "fair", "poor"]
[[questions]]
id = "q2"
number = "2"
kind = "multiple"
text = "What would you like?"
max_marks = 2
options = ["more", "less", "the same", "other"]
[[questions]]
id = "q3"
number = "3"
kind = "number"
text = "How often?"
digits = 2
[[questions]]
id = "q4"
number = "4"
kind = "text"
text = "What else?"
height_mm = 20
"""


def questionnaire():
    return Questionnaire(parse_definition(FORM, name="small.toml"), FORM)


def blank_page():
    """Return a white page laid flat, as the reader gives it."""
    import cv2
    import numpy as np

    return cv2.imencode(".jpg", np.full((1782, 1260), 250, np.uint8))[1].tobytes()


def read_page(number, *, status=None, reason=None, text=False, **given):
    """Return a page as the reader gives it; keys that are not given have no answer."""
    said = {name: answer(given.get(name, "-")) for name in ("q1", "q2", "q3", "q4")}
    if text:
        said["q4"] = msgspec.structs.replace(said["q4"], state="answered")
    doubtful = any(each.state == "uncertain" for each in said.values())
    reading = Reading(
        path=f"scan/{number:04}.jpg", page_index=0, sha256=f"{number:064x}", form="small",
        version="1", page=1, sheet=f"f{number}",
        status=status or ("review" if doubtful else "read"),
        reason=reason or ("uncertain_answer" if doubtful else None), answers=said,
    )  # fmt: skip
    return PageRead(reading, blank_page())


def begin(survey, *, session_no=1, source="files"):
    return survey.batches.begin(questionnaire(), session_no=session_no, source=source)


def readings_of(survey):
    [group] = survey.results.groups()
    return survey.results.readings(group)
