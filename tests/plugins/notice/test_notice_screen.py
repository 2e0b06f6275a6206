"""The office clerk who makes the notices, at the keyboard alone."""

import pytest

from venue_kiosk.api import Admitted, Channel, Decision, reasons
from venue_kiosk.testing import compose_programme, sample_application
from venue_kiosk.ui.screen_text import press, screen_text, type_text, wait_for_work

SIZES = [(60, 18), (80, 24), (120, 36)]


@pytest.fixture
def office(make_venue):
    return make_venue(plugins=["notice"])


@pytest.fixture
def clerk(office):
    def sit_down(size=(80, 24)):
        return office.run_app(start_at="notice", size=size)

    return sit_down


@pytest.fixture
def people(office):
    """Four with a postcard, one with a FAX, two with a mail of whom one gave no address."""
    fax = {"channel": Channel.FAX, "fax": "0355550000"}
    mail = {"channel": Channel.WEB, "email": "hanako@example.jp"}
    return office.register(
        *(sample_application(n) for n in range(4)),
        sample_application(10, **fax),
        sample_application(20, **mail),
        sample_application(21, **mail | {"email": None}),
    )


def read(pilot):
    return " ".join(screen_text(pilot.app).split())


async def do(pilot, *keys):
    for key in keys:
        await press(pilot, key)
        await wait_for_work(pilot)


async def ask_for(pilot, reception_no):
    await do(pilot, "f3")
    await type_text(pilot, reception_no)
    await do(pilot, "enter")


def made(venue):
    """The files below the folder that the screen proposes."""
    folder = venue.event.with_name("event-notices")
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def counted(venue):
    return venue.query("SELECT channel, made, left_out FROM notice_runs ORDER BY run_id")


@pytest.mark.parametrize("size", SIZES)
async def test_all_notices_are_made_and_who_is_left_out_is_named_by_number(
    office, clerk, people, size
):
    async with clerk(size) as pilot:
        assert "make 4 people" in read(pilot)
        await do(pilot, "f2")
        assert "Make postcards 4, FAX sheets 1, mails 2?" in read(pilot)
        assert made(office) == []
        await do(pilot, "y")
        words = read(pilot)
        assert "Made: postcards 4, FAX sheets 1, mails 1." in words
        nobody = people[6].reception_no
        assert f"Without a notice: 1 {nobody} There is no usable mail address." in words
        assert "花子" not in words
    assert made(office) == [
        "fax/fax-01.pdf",
        f"mail/{people[5].reception_no}.eml",
        "postcard/postcard-back-01.pdf",
        "postcard/postcard-front-01.pdf",
    ]
    assert counted(office) == [("hagaki", 4, 0), ("fax", 1, 0), ("web", 1, 1)]


async def test_only_what_is_chosen_is_made(office, clerk, people):
    async with clerk() as pilot:
        await do(pilot, "1", "3")
        await do(pilot, "m")
        assert "Make FAX sheets 1?" in read(pilot)
        await do(pilot, "y")
        assert "made before: 1" in read(pilot)
    assert made(office) == ["fax/fax-01.pdf"]


async def test_choices_are_changed_with_arrows_and_enter_too(office, clerk, people):
    async with clerk() as pilot:
        await do(pilot, "down", "enter", "down", "enter")
        await do(pilot, "f2")
        assert "Make postcards 4?" in read(pilot)


async def test_a_no_to_the_question_makes_nothing(office, clerk, people):
    async with clerk() as pilot:
        await do(pilot, "f2")
        await do(pilot, "escape")
    assert (made(office), counted(office)) == ([], [])


async def test_notices_made_before_are_replaced_only_when_asked(office, clerk, people):
    async with clerk() as pilot:
        await do(pilot, "2", "3")
        await do(pilot, "f2", "y")
        await do(pilot, "f2", "y")
        assert "■ There are already notices in this folder" in read(pilot)
        assert "Nothing was made." in read(pilot)
        await do(pilot, "4")
        assert "earlier notices replace" in read(pilot)
        await do(pilot, "f2", "y")
        assert "Made: postcards 4." in read(pilot)
    assert counted(office) == [("hagaki", 4, 0), ("hagaki", 4, 0)]


async def test_what_was_complete_before_a_problem_is_told_and_counted(office, clerk, people):
    blocked = office.event.with_name("event-notices")
    blocked.mkdir()
    (blocked / "fax").write_text("in the way", encoding="utf-8")
    async with clerk() as pilot:
        await do(pilot, "f2", "y")
        words = read(pilot)
        assert "■ The notices cannot be written" in words
        assert "Made before that: postcards 4." in words
    assert counted(office) == [("hagaki", 4, 0)]


async def test_a_run_that_is_stopped_leaves_no_file(office, clerk, people, hold_at):
    async with clerk() as pilot:
        await do(pilot, "f2")
        async with hold_at(office, pilot, "JOIN core_tickets"):
            await press(pilot, "y")
        await wait_for_work(pilot)
        assert "Stopped. Nothing was made." in read(pilot)
    assert (made(office), counted(office)) == ([], [])


async def test_nobody_decided_means_nothing_to_make(office, clerk):
    office.register(sample_application(1, decision=Decision.UNDECIDED))
    async with clerk() as pilot:
        await do(pilot, "f2")
        assert "There is nobody to tell by what is chosen." in read(pilot)


async def test_another_folder_can_be_typed(office, clerk, people, tmp_path):
    async with clerk() as pilot:
        await do(pilot, "tab")
        field = pilot.app.screen.focused
        field.value = ""
        await type_text(pilot, str(tmp_path / "印刷 1"))
        await do(pilot, "enter")
        await do(pilot, "2", "3", "f2")
        await do(pilot, "y")
    assert (tmp_path / "印刷 1" / "postcard" / "postcard-back-01.pdf").is_file()


@pytest.mark.parametrize("size", SIZES)
async def test_a_new_notice_makes_the_one_before_useless(office, clerk, people, size):
    who = people[2]
    old = office.ticket_of(who.attendee_id)
    async with clerk(size) as pilot:
        await ask_for(pilot, who.reception_no)
        assert office.ticket_of(who.attendee_id) == old
        await do(pilot, "y")
        assert "The new notice is in" in read(pilot)
    assert made(office) == [
        f"reissued/{who.reception_no}/postcard-back-01.pdf",
        f"reissued/{who.reception_no}/postcard-front-01.pdf",
    ]
    assert counted(office) == [("hagaki", 1, 0)]
    desk = office.open("H-03").desk
    assert desk.check_in(old).reason == reasons.Reissued()
    assert isinstance(desk.check_in(office.ticket_of(who.attendee_id)), Admitted)


async def test_a_mistyped_number_reissues_nothing(office, clerk, people):
    tickets = [office.ticket_of(each.attendee_id) for each in people]
    async with clerk() as pilot:
        await ask_for(pilot, "0001-1")
        assert "■ This is not a reception number." in read(pilot)
    assert [office.ticket_of(each.attendee_id) for each in people] == tickets


async def test_somebody_who_gets_no_notice_keeps_the_ticket(office, clerk):
    with office.open("H-03") as opened:
        walk_in = opened.applications.register_walk_in(sample_application(1))
    tickets = office.query("SELECT digits, superseded_at FROM core_tickets")
    async with clerk() as pilot:
        await ask_for(pilot, walk_in.reception_no)
        await do(pilot, "y")
        assert "■ This person gets no notice." in read(pilot)
    assert office.query("SELECT digits, superseded_at FROM core_tickets") == tickets


async def test_a_programme_without_what_notices_need_is_told(make_venue):
    programme = compose_programme().replace(b'sender = "sample@example.jp"', b"")
    office = make_venue(plugins=["notice"], programme=programme)
    office.register(sample_application(1, channel=Channel.WEB, email="hanako@example.jp"))
    async with office.run_app(start_at="notice") as pilot:
        await do(pilot, "f2", "y")
        assert "■" in read(pilot)
        assert "Nothing was made." in read(pilot)


async def test_a_reception_handler_does_not_see_the_screen(office):
    async with office.run_app("H-03") as pilot:
        assert "Notices" not in read(pilot)


async def test_the_language_changes_with_the_answer_standing(office, clerk, people):
    async with clerk() as pilot:
        await do(pilot, "1", "3")
        await do(pilot, "f2", "y")
        await do(pilot, "f9")
        assert "FAX 1" in read(pilot)
        assert "お知らせの作成" in read(pilot)
        assert "Made:" not in read(pilot)
        await do(pilot, "f9")
        assert "Made: FAX sheets 1." in read(pilot)
