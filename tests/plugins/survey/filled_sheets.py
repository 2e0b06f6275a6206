"""Filled sheets and pictures of them for tests; the truth is handed over apart."""

from functools import cache

import cv2
import numpy as np
from survey_forms import sheet

from plugins.survey.reading.page_reading import read_page
from plugins.survey.reading.pixels import DOTS
from plugins.survey.reading.prepared import prepare
from plugins.survey.sheet.layout_file import compose_layout
from plugins.survey.sheet.printing import print_blank
from venue_kiosk.adapters.typesetter import TypstTypesetter
from venue_kiosk.demo.paper.cameras import PAGE_DPI
from venue_kiosk.demo.paper.conditions import CONDITIONS
from venue_kiosk.demo.paper.pens import PENS, Hand, Page
from venue_kiosk.demo.paper.respondents import Habits, Respondent

MM = PAGE_DPI / 25.4


@cache
def prepared(name):
    return prepare(sheet(name), print_blank(sheet(name), TypstTypesetter(), dots_per_mm=DOTS))


@cache
def blank(name, side=1):
    pages = print_blank(sheet(name), TypstTypesetter(), dots_per_mm=MM)
    return cv2.imdecode(np.frombuffer(pages[side - 1], np.uint8), cv2.IMREAD_GRAYSCALE)


def filled(name, side, seed, who=None):
    """A side that somebody filled in, clean and straight, and what they meant."""
    chance = np.random.default_rng([side, seed])
    page = Page(blank(name, side), MM)
    who = who or Respondent.invent(chance, Habits())
    truth = who.fill_in(compose_layout(sheet(name), ()), side, page, chance)
    return page.picture, truth


def person(kind, pen="ball pen", habits=None):
    chosen = next(each for each in PENS if each.name == pen)
    return Respondent(Hand(chosen, 0.12, 1.0), kind, habits or Habits(0, 0, 0, 0, 0))


def pictured(picture, condition="clean", seed=1):
    return CONDITIONS[condition](picture, np.random.default_rng(seed))


def read(name, picture):
    return read_page(picture, prepared(name))


def line_of(finding, path):
    """The finding as the scorer takes readings."""
    answers = {
        key: {"state": answer.state, "codes": list(answer.codes), "reason": answer.reason}
        for key, answer in finding.answers.items()
    }
    return {"path": path, "page_index": 0, "status": finding.status, "reason": finding.reason,
            "answers": answers}  # fmt: skip


def truth_of(truth, path):
    return {"path": path, "page_index": 0, "answers": truth.answers, "marks": truth.marks,
            "text_boxes": truth.text_boxes}  # fmt: skip
