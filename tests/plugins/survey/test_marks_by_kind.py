"""Every way to mark is found: ○ around the number or the whole option, ✓, ×, fill, slash."""

import cv2
import numpy as np
import pytest
from filled_sheets import MM, filled, person, pictured, read
from survey_forms import sheet

from venue_kiosk.demo.paper import strokes
from venue_kiosk.demo.paper.pens import PENS, Hand, Page, Pen
from venue_kiosk.demo.paper.respondents import KINDS, Habits, Respondent


def misread(finding, truth):
    """Keys that are claimed otherwise than they were meant."""
    return [
        key
        for key, meant in truth.answers.items()
        if (answer := finding.answers[key]).state != "uncertain"
        and (answer.state, list(answer.codes)) != (meant["state"], meant["codes"])
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_ball_pen_is_read_without_help(kind):
    picture, truth = filled("symposium-a", 2, 3, person(kind))
    finding = read("symposium-a", pictured(picture))
    assert misread(finding, truth) == []
    sure = [answer for key, answer in finding.answers.items() if answer.state == "answered"]
    assert len(sure) >= len(truth.answers) - 2


@pytest.mark.parametrize("pen", [pen.name for pen in PENS])
def test_no_pen_is_misread(pen):
    picture, truth = filled("symposium-a", 1, 5, person("ring", pen))
    finding = read("symposium-a", pictured(picture))
    assert misread(finding, truth) == []
    assert finding.answers["q2"].codes


def test_what_was_crossed_out_is_never_counted_by_the_machine():
    corrected = Habits(blank=0, corrected=1, several=0, stray=0, ghost=0)
    for seed in range(3):
        picture, truth = filled("symposium-a", 2, seed, person("ring", habits=corrected))
        finding = read("symposium-a", pictured(picture, seed=seed))
        cancelled = {
            f"{mark['question']}.{mark['row']}" if mark["row"] else mark["question"]
            for mark in truth.marks
            if mark["role"] == "cancelled"
        }
        assert cancelled
        assert misread(finding, truth) == []
        assert {finding.answers[key].state for key in cancelled} == {"uncertain"}


OWN_STROKES = (
    ("cross", "light pencil"), ("fill", "pencil"), ("ring", "pencil"), ("tick", "thick marker"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "pen"), OWN_STROKES)
def test_crossing_out_with_the_strokes_one_marks_with_is_seen(kind, pen):
    habits = Habits(blank=0, corrected=0.25, several=0, stray=0, ghost=0, ways=("cross",))
    for seed in range(4):
        picture, truth = filled("symposium-a", 1, seed, person(kind, pen, habits))
        assert misread(read("symposium-a", pictured(picture, "100 dpi", seed)), truth) == []


def test_what_was_rubbed_out_beside_firm_marks_asks_nobody():
    habits = Habits(blank=0, corrected=0, several=0, stray=0, ghost=1)
    picture, truth = filled("symposium-a", 2, 2, person("ring", habits=habits))
    finding = read("symposium-a", pictured(picture))
    assert misread(finding, truth) == []
    assert [answer.state for answer in finding.answers.values()].count("uncertain") <= 1


@pytest.mark.parametrize(("start", "end"), [((-1, -6), (4, 7)), ((-7, 0.5), (-1.5, 2))])
def test_a_tear_or_an_arrow_beside_a_number_is_not_taken_for_a_mark(start, end):
    habits = Habits(blank=0.5, corrected=0, several=0, stray=0, ghost=0)
    picture, truth = filled("symposium-a", 1, 1, person("ring", "pencil", habits))
    blank = next(key for key, meant in truth.answers.items() if not meant["codes"])
    options = sheet("symposium-a").pages[0].options
    number = next(o.mark for o in options if o.key.name == blank)
    ends = [(round((number.x + dx) * MM), round((number.y + dy) * MM)) for dx, dy in (start, end)]
    cv2.line(picture, *ends, 30, 7, cv2.LINE_AA)
    assert misread(read("symposium-a", pictured(picture)), truth) == []


def test_where_a_copier_lost_pale_lines_nothing_is_claimed_to_be_blank():
    habits = Habits(blank=0.5, corrected=0, several=0, stray=0, ghost=0)
    picture, _truth = filled("symposium-a", 2, 1, person("ring", "gel pen", habits))
    blurred = cv2.GaussianBlur(picture, (0, 0), 1.4).astype(np.float32)
    copied = (255 / (1 + np.exp((120 - blurred) / 18))).astype(np.uint8)
    finding = read("symposium-a", pictured(copied))
    states = {answer.state for answer in finding.answers.values()}
    assert states == {"answered", "uncertain"}


def test_two_marks_on_a_question_for_one_are_left_to_a_person():
    several = Habits(blank=0, corrected=0, several=1, stray=0, ghost=0)
    picture, _truth = filled("symposium-a", 1, 2, person("ring", habits=several))
    answer = read("symposium-a", pictured(picture)).answers["q2"]
    assert (answer.state, answer.reason, len(answer.codes)) == ("uncertain", "several_marks", 2)


def test_a_sheet_that_nobody_filled_in_is_not_taken_for_answers():
    habits = Habits(blank=1, corrected=0, several=0, stray=0, ghost=0)
    picture, _truth = filled("active-b", 1, 1, person("ring", habits=habits))
    finding = read("active-b", pictured(picture))
    assert (finding.status, finding.reason) == ("review", "nothing_marked")


QUESTION = "q10.reception"


def one_more(draw, kind="ring", pen="ball pen"):
    """Read side 2 after ``draw(page, hand, option)`` on an option that nobody meant."""
    who = person(kind, pen)
    picture, truth = filled("symposium-a", 2, 3, who)
    options = [o for o in sheet("symposium-a").pages[1].options if o.key.name == QUESTION]
    codes = truth.answers[QUESTION]["codes"]
    page = Page(picture, MM)
    draw(page, who.hand, next(o for o in options if o.code not in codes))
    answer = read("symposium-a", pictured(page.picture)).answers[QUESTION]
    return (answer.state, answer.reason, len(codes))


def blot(away, radius=0.75):
    """A pen that rested ``away`` mm right of the number."""

    def draw(page, _hand, option):
        centre = (round((option.mark.right + away) * MM), round((option.mark.y + 1) * MM))
        cv2.circle(page.picture, centre, round(radius * MM), 40, -1, cv2.LINE_AA)

    return draw


def test_a_blot_clear_of_any_number_asks_nobody_but_one_at_a_number_does():
    assert one_more(blot(away=2.6)) == ("answered", None, 1)
    assert one_more(blot(away=0.5))[0] == "uncertain"


def test_a_blot_as_large_as_a_small_tick_is_left_to_a_person():
    assert one_more(blot(away=3.2, radius=1.2), "slash")[1] in {"faint", "crossed_out"}


def ring_whole(*, struck):
    """A ring around number and words whose end runs through the left side of the number."""

    def draw(page, hand, option):
        mark, label = option.mark, option.label
        left, right = mark.x + 0.7, label.x + label.width + 2
        middle = mark.y + mark.height / 2
        chance = np.random.default_rng(2)
        radii = ((right - left) / 2, label.height / 2 + 1.8)
        page.draw(hand, strokes.ring((left + right) / 2, middle, *radii, chance), chance)
        if struck:
            number = (mark.x - 0.3, mark.y, mark.width + 0.6, mark.height)
            page.draw(hand, strokes.double_line(number, chance), chance)

    return draw


def test_a_ring_may_run_through_one_side_of_a_number_but_a_line_through_it_strikes_it_out():
    assert one_more(ring_whole(struck=False), "ring whole")[1] == "several_marks"
    assert one_more(ring_whole(struck=True), "ring whole")[1] == "crossed_out"


def shade(kind):
    """What was rubbed out: pale, without a stroke; around the number or on it."""

    def draw(page, hand, option):
        mark, chance = option.mark, np.random.default_rng(1)
        middle = (mark.x + mark.width / 2, mark.y + mark.height / 2)
        shapes = {"around": strokes.ring(*middle, 3.9, 3.7, chance),
                  "on": strokes.fill(*middle, 1.6, chance)}  # fmt: skip
        ghost = Hand(Pen("ghost", 0.9, 0.07, 0.3), 0.1, hand.size)
        page.draw(ghost, shapes[kind], chance)

    return draw


def test_a_shade_around_another_number_does_not_unsettle_an_answer_but_one_on_a_number_does():
    assert one_more(shade("around"), "ring", "light pencil") == ("answered", None, 1)
    assert one_more(shade("on"), "ring", "light pencil")[:2] == ("uncertain", "faint")


class Curler(Respondent):
    """Somebody whose rings end inside themselves."""

    def _shape(self, _kind, option, chance):
        x, y, width, height = option["mark"]
        turn = np.linspace(-2.6, 2 * np.pi + 0.3, 60) + chance.normal(0, 0.1)
        radius = np.linspace(4.6, 2.9, 60) * chance.uniform(0.95, 1.05)
        x, y = x + width / 2 + 0.3, y + height / 2
        return [np.stack([x + radius * np.cos(turn), y + radius * np.sin(turn)], 1)]


def curled(seed, *ways):
    habits = Habits(blank=0, corrected=0.2 * bool(ways), several=0, stray=0, ghost=0, ways=ways)
    plain = person("ring")
    picture, truth = filled("symposium-a", 2, seed, Curler(plain.hand, "ring", habits))
    return read("symposium-a", pictured(picture)), truth


def test_rings_that_end_inside_themselves_are_read_where_they_are_usual():
    asked = 0
    for seed in range(3):
        finding, truth = curled(seed)
        assert misread(finding, truth) == []
        asked += sum(answer.reason == "crossed_out" for answer in finding.answers.values())
    assert asked <= 2


def test_such_rings_are_not_read_when_they_are_crossed_out():
    for seed in range(4):
        finding, truth = curled(seed, "cross", "double line on number")
        assert misread(finding, truth) == []


def small_ring_struck(page, hand, option):
    """A ring smaller than the others, and one line through it: no more ink than usual."""
    mark, chance = option.mark, np.random.default_rng(4)
    x, y = mark.x + mark.width / 2, mark.y + mark.height / 2
    page.draw(hand, strokes.ring(x, y, 2.9, 2.9, chance), chance)
    page.draw(hand, [strokes.line(x - 2.6, y + 0.5, x + 2.6, y - 0.5)], chance)


def test_a_line_through_the_number_strikes_out_a_ring_whatever_ink_it_has():
    assert one_more(small_ring_struck)[1] == "crossed_out"


def scattered(page, hand, option):
    """Short dashes far apart: what is left of the print where paper is crumpled."""
    mark = option.mark
    for dx, dy in ((-3, -3), (5, -3), (-3, 5), (5, 5), (9, 1)):
        x, y = mark.x + dx, mark.y + dy
        page.draw(hand, [strokes.line(x, y, x + 2.2, y)], np.random.default_rng(5))


def test_dashes_far_apart_are_not_taken_for_a_mark():
    assert one_more(scattered)[0] == "uncertain"


def test_a_cross_over_a_cross_is_seen_by_its_ink():
    habits = Habits(blank=0, corrected=0.15, several=0, stray=0, ghost=0, ways=("cross",))
    for pen, seed in (("ball pen", 2), ("light pencil", 3), ("pencil", 4), ("ball pen", 5)):
        picture, truth = filled("symposium-a", 2, seed, person("cross", pen, habits))
        assert misread(read("symposium-a", pictured(picture, "rotated 180", seed)), truth) == []


def taped(page, _hand, option):
    """Correction tape over a number."""
    mark = option.mark
    corners = [(mark.x - 2, mark.y - 1), (mark.right + 9, mark.bottom + 1)]
    ends = [(round(x * MM), round(y * MM)) for x, y in corners]
    cv2.rectangle(page.picture, *ends, 250, -1)


def test_a_number_under_correction_tape_is_left_to_a_person():
    assert one_more(taped)[:2] == ("uncertain", "print_not_found")


def pale_slash(page, hand, option):
    """A pale stroke along a line of the number, with a bit of it beside."""
    mark, chance = option.mark, np.random.default_rng(6)
    top = (mark.right + 0.6, mark.y - 0.8)
    page.draw(hand, [strokes.line(*top, mark.x - 0.4, mark.bottom + 0.4)], chance)


def test_a_pale_stroke_of_which_little_is_seen_beside_the_number_is_no_dot():
    assert one_more(pale_slash, "ring", "light pencil")[0] == "uncertain"
