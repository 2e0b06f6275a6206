"""The office clerk with an application file, the evening before, at the keyboard alone."""

import pytest
from application_rows import person
from at_the_screen import SIZES, do, read

from venue_kiosk.ui.screen_text import press, screen_text, type_text, wait_for_work


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    """Let the clerk begin in the folder that the file lies in."""
    folder = tmp_path / "incoming"
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("HOME", str(folder))


async def choose_file(pilot):
    await do(pilot, "f2")
    await do(pilot, "enter")


def people(venue):
    [(count,)] = venue.query("SELECT count(*) FROM core_attendees")
    return count


@pytest.mark.parametrize("size", SIZES)
async def test_a_file_goes_in_by_four_keys(office, clerk, good_file, size):
    async with clerk(size) as pilot:
        await choose_file(pilot)
        assert "5 rows: 5 can be taken in, 0 cannot" in read(pilot)
        assert "There are no problems." in read(pilot)
        assert people(office) == 0
        await do(pilot, "f3")
        assert "Take in 5 people who are not here yet?" in read(pilot)
        await do(pilot, "f8")
        assert "5 people recorded, 0 were here already." in read(pilot)
        assert people(office) == 5


async def test_letters_do_what_function_keys_do(office, clerk, good_file):
    async with clerk() as pilot:
        await do(pilot, "i")
        await do(pilot, "enter")
        await do(pilot, "i")
        await do(pilot, "y")
        assert people(office) == 5


async def test_a_no_to_the_question_stores_nothing(office, clerk, good_file):
    async with clerk() as pilot:
        await choose_file(pilot)
        await do(pilot, "f3")
        await do(pilot, "escape")
        assert "There are no problems." in read(pilot)
        assert people(office) == 0


@pytest.mark.parametrize("size", SIZES)
async def test_every_problem_is_shown_with_row_column_and_what_is_expected(
    office, clerk, faulty_file, size
):
    async with clerk(size) as pilot:
        await choose_file(pilot)
        words = read(pilot)
        assert "5 rows: 3 can be taken in, 2 cannot" in words
        assert "Row 3 電話番号: This is not a telephone number. Expected: 10 or 11" in words
        assert "Row 5 参加区分: The value is not one of the choices." in words
        assert "F3/I" not in words
        await do(pilot, "f3")
        await do(pilot, "y")
        assert people(office) == 0


async def test_more_problems_than_fit_are_reached_with_the_arrow_keys(clerk, write_file):
    write_file([person(n, 電話番号="abc") for n in range(1, 41)])
    async with clerk((60, 18)) as pilot:
        await choose_file(pilot)
        assert "Row 41" not in read(pilot)
        await do(pilot, "end")
        assert "Row 41 電話番号: This is not a telephone number." in read(pilot)


async def test_the_good_rows_alone_can_be_taken_in(office, clerk, faulty_file):
    async with clerk() as pilot:
        await choose_file(pilot)
        await do(pilot, "f4")
        assert "Take in 3 rows and leave 2 out?" in read(pilot)
        await do(pilot, "y")
        assert people(office) == 3
        assert "2 rows were left out. Correct them" in read(pilot)


async def test_the_same_file_again_says_that_nothing_changed(office, intake, clerk, good_file):
    intake.import_file(good_file)
    async with clerk() as pilot:
        await choose_file(pilot)
        assert "5 are here already" in read(pilot)
        await do(pilot, "f3", "y")
        assert "Nothing changed." in read(pilot)
        assert people(office) == 5


async def test_the_list_of_problems_goes_into_a_file(clerk, faulty_file):
    async with clerk() as pilot:
        await choose_file(pilot)
        await do(pilot, "f6")
        assert "The list is in applications-problems.csv." in read(pilot)
    written = faulty_file.with_name("applications-problems.csv").read_text(encoding="utf-8-sig")
    assert written.splitlines()[1].startswith("3,電話番号,")


async def test_a_file_that_cannot_be_read_is_refused_with_the_next_step(clerk, write_file):
    write_file([person(1)]).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    async with clerk() as pilot:
        await choose_file(pilot)
        words = read(pilot)
        assert "■ The file is in an old Office format." in words
        assert "Save it as XLSX or CSV" in words
        await do(pilot, "f3", "f4", "f6")
        await do(pilot, "escape")
        assert "Which file do you take in?" in read(pilot)


async def test_an_import_that_is_stopped_stores_nothing(office, clerk, write_file, hold_at):
    write_file([person(n) for n in range(1, 601)])
    async with clerk() as pilot:
        await choose_file(pilot)
        await press(pilot, "f3")
        async with hold_at(office, pilot, "INSERT INTO core_attendees"):
            await press(pilot, "y")
        await wait_for_work(pilot)
        assert "Stopped. Nothing was stored." in read(pilot)
        assert people(office) == 0
        assert "600 rows: 600 can be taken in" in read(pilot)


async def test_the_source_file_is_erased_on_the_spot(office, clerk, good_file):
    async with clerk() as pilot:
        await choose_file(pilot)
        await do(pilot, "f3", "y")
        await do(pilot, "f2")
        assert "Erase applications.csv? It cannot be brought back." in read(pilot)
        assert good_file.exists()
        await do(pilot, "y")
        assert not good_file.exists()
        assert "not yet recorded as erased" not in read(pilot)
        assert len(office.deeds("import_source_erased")) == 1


async def test_a_source_file_left_for_later_is_reminded_of_and_recorded(office, clerk, good_file):
    async with clerk() as pilot:
        await choose_file(pilot)
        await do(pilot, "f3", "y")
        await do(pilot, "escape")
        assert "Imported files not yet recorded as erased: 1" in read(pilot)
        await do(pilot, "f6")
        await do(pilot, "y")
        assert "not yet recorded as erased" not in read(pilot)
        assert len(office.deeds("import_source_erased")) == 1
        assert good_file.exists()


async def test_the_place_of_a_file_can_be_typed(office, clerk, good_file, tmp_path):
    elsewhere = tmp_path / "USB 1" / "申込み.csv"
    elsewhere.parent.mkdir()
    good_file.rename(elsewhere)
    async with clerk() as pilot:
        await do(pilot, "f2")
        await do(pilot, "tab")
        await do(pilot, "ctrl+u")
        await type_text(pilot, f'"{elsewhere}"')
        await do(pilot, "enter")
        assert "There are no problems." in read(pilot)


async def test_folders_are_walked_with_the_arrow_keys(clerk, good_file):
    folder = good_file.parent / "書類"
    folder.mkdir()
    good_file.rename(folder / good_file.name)
    async with clerk() as pilot:
        await do(pilot, "f2")
        assert "There is no CSV or XLSX file here." not in read(pilot)
        await do(pilot, "enter")
        assert "applications.csv" in read(pilot)
        await do(pilot, "f2")
        assert "書類/" in read(pilot)


async def test_a_reception_handler_does_not_see_the_screen(office):
    async with office.run_app("H-03") as pilot:
        assert "Applications" not in read(pilot)


@pytest.mark.parametrize("key", ["escape", "b"])
async def test_back_leads_home(clerk, key):
    async with clerk() as pilot:
        await do(pilot, key)
        assert "What do you do?" in read(pilot)


async def test_the_language_changes_while_a_question_stands(clerk, good_file):
    async with clerk() as pilot:
        await choose_file(pilot)
        await do(pilot, "f3")
        await do(pilot, "f9")
        assert "まだ登録していない5人を取り込みますか" in screen_text(pilot.app)
        await do(pilot, "f9")
        assert "Take in 5 people who are not here yet?" in read(pilot)


async def test_caps_lock_makes_no_difference(office, clerk, good_file):
    async with clerk() as pilot:
        await do(pilot, "I")
        await do(pilot, "enter")
        await do(pilot, "I")
        await do(pilot, "Y")
        assert people(office) == 5
