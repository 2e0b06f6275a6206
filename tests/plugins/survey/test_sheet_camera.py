"""Sheets under a camera: each is read once, when it lies still."""

import cv2
import numpy as np
import pytest
from survey_desk import begin, questionnaire, readings_of

from plugins.survey.desk.sheet_watch import NotYet, SheetWatch
from plugins.survey.reading.batch import prepare_reading
from venue_kiosk.adapters.typesetter import TypstTypesetter
from venue_kiosk.testing import FixedClock
from venue_kiosk.testing.samples import DOORS_OPEN
from venue_kiosk.ui.screen_text import press, screen_text


@pytest.fixture(scope="module")
def prepared():
    return prepare_reading(questionnaire().cutter.plan, TypstTypesetter())()


@pytest.fixture
def watch(prepared):
    return SheetWatch(prepared, FixedClock(DOORS_OPEN))


def desk():
    return np.full((1900, 1400), 90, np.uint8)


def lay(prepared, *codes):
    """Return the desk with a sheet on it, rings around some options of the first question."""
    sheet = prepared.pages[0].blank.copy()
    for option in prepared.pages[0].plan.options:
        if option.key.name == "q1" and option.code in codes:
            x, y = option.mark.x + option.mark.width / 2, option.mark.y + option.mark.height / 2
            cv2.circle(sheet, (round(x * 6), round(y * 6)), 21, 40, 3, cv2.LINE_AA)
    frame = desk()
    frame[50 : 50 + sheet.shape[0], 60 : 60 + sheet.shape[1]] = sheet
    return frame


def looks(watch, *frames):
    return [page for frame in frames if (page := watch.look(frame)) is not None]


def test_a_sheet_is_read_once_when_it_lies_still_and_the_next_one_after_it(watch, prepared):
    first, second = lay(prepared, "2"), lay(prepared, "1")
    assert looks(watch, *[desk()] * 4) == []
    [page] = looks(watch, *[first] * 12)
    assert page.reading.answers["q1"].codes == ("2",)
    assert page.picture is not None
    [page] = looks(watch, desk(), desk(), *[second] * 6)
    assert page.reading.answers["q1"].codes == ("1",)


def test_a_sheet_that_is_moving_is_not_read(watch, prepared):
    sheet = lay(prepared, "2")
    frames = [np.roll(sheet, 60 * step, axis=1) for step in range(6)]
    assert looks(watch, *frames) == []


def test_the_same_sheet_a_second_time_is_known(watch, prepared):
    sheet = lay(prepared, "1", "2", "3")
    [first] = looks(watch, *[sheet] * 5)
    [again] = looks(watch, desk(), *[np.roll(sheet, 7, axis=0)] * 5)
    assert first.reading.duplicate_of is None
    assert again.reading.duplicate_of is not None


def hand(frame, x=1250, y=1750):
    """Return the frame with a hand on it, on a corner of the sheet when not told otherwise."""
    held = frame.copy()
    cv2.circle(held, (x, y), 170, 130, -1)
    return held


def test_a_sheet_under_a_hand_is_told_of_once_and_read_when_it_is_let_go(watch, prepared):
    sheet = lay(prepared, "2")
    assert looks(watch, *[hand(sheet)] * 60) == [NotYet("covered")]
    [page] = looks(watch, *[sheet] * 6)
    assert page.reading.answers["q1"].codes == ("2",)


def test_a_sheet_with_a_piece_torn_off_is_taken_when_somebody_says_so(watch, prepared):
    torn = hand(lay(prepared, "2"))
    assert looks(watch, *[torn] * 40) == [NotYet("covered")]
    watch.take_as_it_is()
    [page] = looks(watch, *[torn] * 6)
    assert page.reading.status != "rejected"


@pytest.mark.parametrize("where", [(1250, 1750), (700, 900), (300, 1500)])
@pytest.mark.parametrize("codes", [("2",), ()])
def test_hands_over_a_sheet_that_was_taken_change_nothing(watch, prepared, where, codes):
    sheet = lay(prepared, *codes)
    assert len(looks(watch, *[sheet] * 6)) == 1
    assert looks(watch, *([hand(sheet, *where)] * 30 + [sheet] * 6) * 2) == []


def test_another_sheet_laid_on_the_one_before_exactly_is_read(watch, prepared):
    first, second = lay(prepared, "1", "3"), lay(prepared, "2")
    assert len(looks(watch, *[first] * 6)) == 1
    [page] = looks(watch, hand(first), hand(second), *[second] * 6)
    assert page.reading.answers["q1"].codes == ("2",)


def test_a_camera_that_finds_its_focus_late_rejects_nothing(watch, prepared):
    sheet = lay(prepared, "2")
    focusing = [cv2.GaussianBlur(sheet, (0, 0), sigma) for sigma in (3.4, 3.3, 3.2, 3.1)]
    [page] = looks(watch, *focusing, *[sheet] * 8)
    assert page.reading.status == "read"
    assert looks(watch, *[desk()] * 4, *[focusing[0]] * 60) == [NotYet("blurred")]


async def test_a_beep_and_the_next_sheet(make_venue, prepared, until):
    venue = make_venue(plugins=["survey"])
    survey = venue.open().plugin("survey")
    batch = begin(survey, source="camera")

    class Camera:
        def __init__(self, *, fine):
            assert fine  # an A4 page is too coarse in the desk's pictures

        def frames(self):
            for frame in [*[lay(prepared, "2")] * 6, *[desk()] * 3, *[lay(prepared, "3")] * 6]:
                yield cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR)

        def close(self):
            pass

    async with venue.run_app("H-07", start_at="survey") as pilot:
        from plugins.survey.screens.camera_screen import CameraScreen

        living = pilot.app.opened.plugin("survey")
        object.__setattr__(living.kiosk, "open_camera", Camera)
        pilot.app.push_screen(CameraScreen(pilot.app.opened, living, batch))
        await until(pilot, lambda: "2 pages" in screen_text(pilot.app))
        await press(pilot, "escape")
    assert sorted(each.answers["q1"].codes for each in readings_of(survey)) == [("2",), ("3",)]
    assert survey.batches.get(batch.batch_id).state == "read"
