"""A clerk from the key bar alone: review, entry by keys, second entry, results."""

import pytest
from survey_desk import FORM, begin, questionnaire, read_page, readings_of

from plugins.survey.desk.keying import compose_answers
from venue_kiosk.ports import PictureTerminal
from venue_kiosk.ui.screen_text import press, screen_text, type_text, wait_for_work

SIZES = [(80, 24), (120, 36)]
CLERK = "H-07"


def read(pilot):
    return " ".join(screen_text(pilot.app).split())


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["survey"])


@pytest.fixture
def survey(venue):
    return venue.open().plugin("survey")


def offer_only_the_small_one(survey):
    folder = survey.kiosk.texts.parent / "surveys"
    for path in folder.glob("*.toml"):
        path.unlink()
    (folder / "small.toml").write_bytes(FORM)


def sit_down(venue, size=(80, 24), handler=CLERK):
    return venue.run_app(handler, start_at="survey", size=size)


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_answers_and_the_next_doubt_is_there(venue, survey, size):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q1="?1"), read_page(2, q1="?12", q2="?3")])
    async with sit_down(venue, size) as pilot:
        assert "3 to decide" in read(pilot)
        await press(pilot, "f5")
        assert "1. How was it?" in read(pilot)
        assert "3 left" in read(pilot)
        assert "▀" in screen_text(pilot.app)
        await press(pilot, "2")
        assert "2 left" in read(pilot)
        await press(pilot, "z")
        assert "2. What would you like?" in read(pilot)
        await press(pilot, "1", "3", "enter")
        assert "Nothing is left to decide" in read(pilot)
    answers = [each.answers for each in readings_of(survey)]
    assert sorted(each["q1"].state for each in answers) == ["answered", "no_answer"]
    assert [each["q2"].codes for each in answers if each["q2"].codes] == [("1",)]


async def test_undo_shows_the_decision_again(venue, survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q1="?1")])
    async with sit_down(venue) as pilot:
        await press(pilot, "f5", "2", "u")
        assert "1 left" in read(pilot)
        assert "Taken back: 1. 2 fair" in read(pilot)
        assert "0001.jpg, page 1" in read(pilot)
        await press(pilot, "m", "1", "2", "enter")
    assert readings_of(survey)[0].answers["q1"].codes == ("2",)


async def test_pages_texts_and_numbers_have_keys_of_their_own(venue, survey):
    batch = begin(survey)
    doubtful = read_page(1, status="review", reason="blurred", q1="1", q3="?", text=True)
    survey.batches.add(batch, [doubtful])
    async with sit_down(venue) as pilot:
        await press(pilot, "f5")
        assert "the picture is blurred" in read(pilot)
        await press(pilot, "1")
        await press(pilot, "1", "2", "enter")
        assert "Does it tell who somebody is" in read(pilot)
        await press(pilot, "3")
        await type_text(pilot, "More seats")
        await press(pilot, "enter")
        assert "Nothing is left" in read(pilot)
    [reading] = readings_of(survey)
    assert (reading.status, reading.answers["q3"].value) == ("read", "12")
    assert reading.answers["q4"].value == "More seats"


async def test_a_whole_sheet_takes_one_key_for_most_answers(venue, survey):
    batch = begin(survey, source="keys")
    async with sit_down(venue) as pilot:
        from plugins.survey.screens.entry_screen import EntryScreen

        living = pilot.app.opened.plugin("survey")
        pilot.app.push_screen(EntryScreen(pilot.app.opened, living, batch))
        await press(pilot, "2", "1", "3", "enter", "1", "2", "enter", "1")
        assert "Enter keeps the sheet" in read(pilot)
        await press(pilot, "enter")
        assert "Sheet 2, question 1" in read(pilot)
        await press(pilot, "1", "backspace", "3")
        await press(pilot, "enter", "enter", "2", "enter")
    first, second = sorted(readings_of(survey), key=lambda each: each.answers["q1"].codes)
    assert (first.answers["q1"].codes, first.answers["q2"].codes) == (("2",), ("1", "3"))
    assert (first.answers["q3"].value, first.answers["q4"].state) == ("12", "no_answer")
    assert second.answers["q1"].codes == ("3",)
    assert [second.answers[key].state for key in ("q2", "q3")] == ["no_answer"] * 2


async def test_the_second_person_sees_no_answer_and_a_difference_is_told(venue, survey):
    batch = begin(survey)
    number = 0
    while survey.second.next(batch) is None:
        survey.batches.add(batch, [read_page(number, q1="1")])
        number += 1
    async with sit_down(venue) as pilot:
        await press(pilot, "f7")
        assert "●" not in screen_text(pilot.app)
        await press(pilot, "2", "enter")
        assert "read differently" in read(pilot)
        await press(pilot, "enter")
        assert "50.0 % different (1 of 2)" in read(pilot)


async def test_results_take_the_paper_count_and_ask_why_it_differs(venue, survey, tmp_path):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(n, q1="1", q2="12") for n in range(8)])
    survey.batches.finish(batch)
    async with sit_down(venue, (120, 36)) as pilot:
        await press(pilot, "f8")
        assert "100.0%" in read(pilot)
        await press(pilot, "f2")
        await type_text(pilot, "16")
        await press(pilot, "enter")
        assert "Response rate: 50.0 %" in read(pilot)
        await press(pilot, "f3")
        await type_text(pilot, "9")
        await press(pilot, "enter")
        await type_text(pilot, "one sheet was torn")
        await press(pilot, "enter")
        assert "1 fewer in the readings than on paper: one sheet was torn" in read(pilot)
        await press(pilot, "f5")
        await type_text(pilot, str(tmp_path / "out"))
        await press(pilot, "enter")
        await wait_for_work(pilot)
        assert "files are in" in read(pilot)
    assert (tmp_path / "out" / "report.pdf").read_bytes().startswith(b"%PDF")


async def test_results_are_those_of_the_marked_batch_and_name_their_questionnaire(venue, survey):
    survey.keying.save(begin(survey, session_no=1, source="keys"), {})
    [other] = [each for each in survey.questionnaires.offered() if each.form.form_id == "active-b"]
    survey.keying.save(survey.batches.begin(other, session_no=1, source="keys"), {})
    async with sit_down(venue, (120, 36)) as pilot:
        await press(pilot, "f8")
        assert other.definition.title in read(pilot)
        await press(pilot, "escape", "up", "f8")
        assert "A small survey Session" in read(pilot)


async def test_locking_is_refused_in_words_while_something_is_open(venue, survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q1="?1")])
    async with sit_down(venue) as pilot:
        await press(pilot, "f10", "y")
        assert "1 answers of this batch are not decided yet" in read(pilot)


async def test_a_batch_that_was_interrupted_says_how_to_go_on(venue, survey):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, q1="1")])
    async with sit_down(venue) as pilot:
        assert "F2 and the same folder again" in read(pilot)
        assert "✓" not in read(pilot)
        survey.batches.finish(batch)
        await press(pilot, "f5", "escape")
        assert "Choose a batch" in read(pilot)
        assert "✓" in read(pilot)


async def test_the_second_person_and_the_third_look_are_told_which_paper(venue, survey):
    batch = begin(survey, source="keys")
    while survey.second.next(batch) is None:
        survey.keying.save(batch, compose_answers({"q1": ["1"]}, questionnaire().form))
    async with sit_down(venue) as pilot:
        await press(pilot, "f7")
        assert "the sheet with the number 1 in the second person's pile" in read(pilot)
        await press(pilot, "2", "enter", "escape", "f5")
        assert "the sheet with the number 1 in the second person's pile" in read(pilot)


async def test_no_second_entry_is_not_told_as_a_rate(venue, survey):
    begin(survey)
    async with sit_down(venue) as pilot:
        await press(pilot, "f7")
        assert "Nothing of this batch waits" in read(pilot)


@pytest.mark.parametrize("end", ["lock", "take_out"])
async def test_nobody_is_held_at_a_batch_that_another_lane_ended(venue, survey, end):
    batch = begin(survey, source="keys")
    survey.keying.save(batch, {})
    offer_only_the_small_one(survey)
    async with sit_down(venue) as pilot:
        await press(pilot, "f6")
        assert "Sheet 2, question 1" in read(pilot)
        getattr(survey.batches, end)(batch)
        await press(pilot, "escape")
        assert {"lock": "is locked", "take_out": "was taken out"}[end] in read(pilot)
        assert "Choose a batch" in read(pilot) or "No sheet came in yet" in read(pilot)


@pytest.mark.parametrize("kind", ["sixel", "kitty"])
async def test_a_terminal_that_draws_dots_is_given_them_only_while_they_are_seen(
    venue, survey, kind, monkeypatch
):
    batch = begin(survey)
    survey.batches.add(batch, [read_page(1, text=True)])
    begins = {"sixel": "\x1bP0;1;0q", "kitty": "\x1b_Ga=T"}[kind]
    drawn, wiped = [], []
    async with sit_down(venue) as pilot:

        def write(codes):
            screen = type(pilot.app.screen).__name__
            if begins in codes:
                drawn.append(screen)
            elif "a=d" in codes:
                wiped.append(screen)

        monkeypatch.setattr(pilot.app._driver, "write", write)
        pilot.app.picture_terminal = PictureTerminal(kind, 10, 20)
        await press(pilot, "f5")
        assert len(drawn) <= 3  # once for each time the cells under it were written
        assert "▀" not in screen_text(pilot.app)
        await press(pilot, "3")
        assert "What is written?" in read(pilot)
        before = len(drawn)
        await press(pilot, "escape")
        assert len(drawn) > before
        await press(pilot, "escape")
    assert set(drawn) == {"ReviewScreen"}
    assert set(wiped) == ({"AskScreen", "MenuScreen"} if kind == "kitty" else set())
