"""How many keys a whole sheet of each shipped questionnaire takes, and that they all arrive."""

import pytest
from survey_desk import readings_of

from plugins.survey.screens.code_pad import CodePad
from plugins.survey.screens.entry_screen import EntryScreen
from venue_kiosk.ui.screen_text import press, screen_text

MOST_KEYS = 40
"""Two keys a second are 20 seconds: slow for the number block of a keyboard."""


def keys_of(form):
    """Return the keys of a typical sheet: the second option, two marks where several may be."""
    typed = []
    for each in form.keys:
        if each.kind == "text":
            typed.append("1")
        elif each.kind == "number":
            typed += ["1", "enter"]
        else:
            pad = CodePad(each)
            marks = [pad.key_of(code) for code in each.codes[1:3]]
            typed += [*marks[0]] if each.is_one_of else [*"".join(marks), "enter"]
    return [*typed, "enter"]


@pytest.mark.parametrize("form_id", ["active-b", "starter-c", "symposium-a"])
async def test_a_sheet_takes_few_keys_and_every_answer_is_kept(make_venue, form_id):
    venue = make_venue(plugins=["survey"])
    survey = venue.open().plugin("survey")
    [found] = [each for each in survey.questionnaires.offered() if each.definition.id == form_id]
    batch = survey.batches.begin(found, session_no=1, source="keys")
    typed = keys_of(found.form)
    assert len(typed) <= MOST_KEYS
    async with venue.run_app("H-07", start_at="survey") as pilot:
        living = pilot.app.opened.plugin("survey")
        pilot.app.push_screen(EntryScreen(pilot.app.opened, living, batch))
        await press(pilot, *typed)
        assert "Sheet 2, question 1" in screen_text(pilot.app)
    answers = {}
    for reading in readings_of(survey):
        answers |= reading.answers
    for each in found.form.keys:
        wanted = each.codes[1:2] if each.is_one_of else each.codes[1:3]
        assert answers[each.key].codes == (wanted if each.is_choice else ())
