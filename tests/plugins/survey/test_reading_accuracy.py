"""Nothing is ever silently wrong: many pens and people, every way of picturing a sheet."""

import copy

import pytest
from filled_sheets import filled, line_of, pictured, read, truth_of

from benchmarks.survey_scoring import score

READABLE = [
    "clean", "clean 300 dpi", "rotated 30", "rotated 180", "tilted 30", "gradient", "hard shadow",
    "jpeg 40", "150 dpi", "100 dpi", "corner lost", "cut 5 %", "blur 3", "crumpled 0.5 mm",
]  # fmt: skip
HARD = ["noise 20", "crumpled 1 mm", "folded", "one bit"]
REFUSED = ["blur 6", "crumpled 3 mm"]
PAGES = 3


def judged(condition, name="symposium-a", pages=PAGES):
    truths, lines = [], []
    for number in range(pages):
        side, seed = number % 2 + 1, 31 * number + len(condition)
        picture, truth = filled(name, side, seed)
        path = f"{condition}-{number}.jpg"
        lines.append(line_of(read(name, pictured(picture, condition, seed)), path))
        truths.append(truth_of(truth, path))
    return truths, lines


@pytest.fixture(scope="module")
def clean():
    return judged("clean", pages=6)


@pytest.mark.parametrize("condition", [*READABLE, *HARD])
def test_no_answer_is_silently_wrong(condition):
    result = score(*judged(condition))
    assert result.silent == []
    assert result.silent_texts == 0
    assert result.rejected == 0 or condition in HARD


@pytest.mark.parametrize("name", ["active-b", "starter-c"])
def test_the_other_questionnaires_are_read_as_well(name):
    result = score(*judged("clean", name))
    assert result.silent == []
    assert result.questions >= 15


@pytest.mark.parametrize("condition", REFUSED)
def test_what_cannot_be_trusted_is_refused_as_a_whole(condition):
    _truths, lines = judged(condition, pages=2)
    assert {line["status"] for line in lines} == {"rejected"}


def test_most_questions_of_clean_sheets_need_nobody(clean):
    result = score(*clean)
    assert result.flagged < 0.2 * result.questions


def test_a_truth_that_was_made_wrong_on_purpose_is_noticed(clean):
    truths, lines = copy.deepcopy(clean)
    changed = 0
    for truth in truths:
        for key, meant in truth["answers"].items():
            if meant["state"] == "answered":
                meant["codes"] = ["1" if meant["codes"] != ["1"] else "2"]
                changed += 1
            del key
    found = len(score(truths, lines).silent)
    assert 0.75 * changed < found <= changed
