"""Files become pages of a batch: durable step by step, stopped and gone on with."""

import pytest
from survey_desk import begin, questionnaire, read_page, readings_of

from plugins.survey.desk import intake
from plugins.survey.desk.intake import FileIntake
from plugins.survey.screens.places import places_in
from venue_kiosk.ui.screen_text import press, screen_text, wait_for_work


@pytest.fixture
def venue(make_venue):
    return make_venue(plugins=["survey"])


@pytest.fixture
def survey(venue):
    return venue.open().plugin("survey")


@pytest.fixture
def scans(monkeypatch):
    """Let the reader give pages made by hand; which files it was asked for is in the list."""
    asked = []

    class Reader:
        def __init__(self, *_sheet, **_options):
            pass

        def read(self, files, tell):
            asked.extend(path.name for path, _name in files)
            for number in range(25):
                tell(number, 25)
                yield read_page(number, q1="1")

    monkeypatch.setattr(intake, "BatchReader", Reader)
    return asked


def intake_of(survey, batch):
    kiosk = survey.kiosk
    return FileIntake(
        survey.batches, batch, questionnaire(), typesetter=kiosk.typesetter, clock=kiosk.clock
    )


class StoppedError(Exception):
    pass


def test_what_was_read_before_a_stop_is_kept_and_not_read_twice(survey, scans, tmp_path):
    batch = begin(survey)

    def stop(done, _total):
        if done == 13:
            raise StoppedError

    files = [(tmp_path / "all.pdf", "all.pdf")]
    with pytest.raises(StoppedError):
        intake_of(survey, batch).read(files, stop)
    assert survey.batches.get(batch.batch_id).state == "reading"
    assert len(readings_of(survey)) == 13
    taken = intake_of(survey, batch).read(files, lambda _done, _total: None)
    assert (taken.new, taken.again) == (12, 13)
    assert survey.batches.get(batch.batch_id).state == "read"


def test_pages_a_minute_are_told_before_a_long_files_pages_are_kept(venue, survey, scans, tmp_path):
    batch, paces = begin(survey), []
    running = intake_of(survey, batch)

    def tell(done, _total):
        if done <= 4:
            paces.append(running.taken.per_minute)
            venue.clock.tick()

    running.read([(tmp_path / "all.pdf", "all.pdf")], tell)
    assert paces == [0, 60, 60, 60, 60]


def test_a_list_of_places_offers_the_whole_folder_first(tmp_path):
    (tmp_path / "more").mkdir()
    for name in ("b.jpg", "a.pdf", "notes.txt", ".hidden.jpg"):
        (tmp_path / name).write_bytes(b"")
    whole, folder, *files = places_in(tmp_path)
    assert (whole.path, whole.opens) == (tmp_path, False)
    assert "2" in whole.words()
    assert (folder.words(), folder.opens) == ("more/", True)
    assert [each.path.name for each in files] == ["a.pdf", "b.jpg"]


async def test_a_clerk_reads_a_file_that_is_no_picture_and_the_batch_goes_on(venue, tmp_path):
    (tmp_path / "cat.jpg").write_bytes(b"not a picture")
    async with venue.run_app("H-07", start_at="survey") as pilot:
        await press(pilot, "f2")
        await press(pilot, "tab")
        pilot.app.screen.query_one("#place-field").value = str(tmp_path)
        await press(pilot, "enter")
        await press(pilot, "3")
        await wait_for_work(pilot)
        words = screen_text(pilot.app)
        assert "cat.jpg [1]: the file is damaged or too large to open" in words
    [reading] = readings_of(venue.open().plugin("survey"))
    assert reading.path == f"{tmp_path.name}/cat.jpg"  # whose computer it was is nobody's matter


@pytest.mark.parametrize("typed", ["~nobody-at-all/scans", "nowhere", '"no where"'])
async def test_a_place_that_is_not_there_is_told_and_the_batch_waits(venue, typed):
    async with venue.run_app("H-07", start_at="survey") as pilot:
        await press(pilot, "f2")
        await press(pilot, "tab")
        pilot.app.screen.query_one("#place-field").value = typed
        await press(pilot, "enter")
        await press(pilot, "3")
        await wait_for_work(pilot)
        assert "■" in screen_text(pilot.app)
        assert "faults" not in screen_text(pilot.app)
