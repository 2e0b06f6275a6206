"""What goes wrong at a desk, and that it stays a desk: vault, plugins, bugs, names, counts."""

import pytest

from plugins.reception import arrivals
from plugins.reception.reception import Reception
from venue_kiosk.api import Decision, Objection, hookimpl
from venue_kiosk.errors import VaultBusyError, VaultFullError
from venue_kiosk.services.admission import AdmissionDesk
from venue_kiosk.testing import sample_application
from venue_kiosk.ui.screen_text import press, scan, screen_text, settle


@pytest.fixture
def break_vault(hall):
    """Let a statement fail from now on."""

    def break_from_now(beginning, error):
        def fail(sql):
            if sql.startswith(beginning):
                raise error

        hall.venue.before_statement = fail

    yield break_from_now
    hall.venue.before_statement = lambda _sql: None


@pytest.mark.parametrize(
    ("statement", "error", "staff"),
    [
        ("BEGIN", VaultBusyError("busy"), "ほかの窓口が使っていました。"),
        ("INSERT INTO core_scans", VaultFullError("The disk is full.", "Free some."), "full"),
    ],
)
async def test_what_was_not_saved_goes_on_paper_and_nobody_is_in(
    desk, hall, break_vault, statement, error, staff
):
    guest = hall.guest()
    ticket = hall.ticket(guest)
    break_vault(statement, error)
    await desk.scan(ticket)
    assert "■ 保存できませんでした" in desk.words
    assert "紙で受付します。" in desk.words
    assert "紙に切りかえる：お知らせの受付番号を紙に書いてください。" in desk.unbroken
    assert staff in desk.unbroken
    assert "U：いまの受付を取り消す" not in desk.words
    hall.venue.before_statement = lambda _sql: None
    assert not hall.is_in(guest)
    await desk.scan(ticket)
    assert "○ 受付できました" in desk.words


async def test_counts_that_cannot_be_read_leave_the_desk_standing(desk, hall, break_vault):
    break_vault("SELECT", VaultBusyError("読めません"))
    await desk.press("space")
    assert "読めません" in desk.words.splitlines()[-2]
    hall.venue.before_statement = lambda _sql: None
    await desk.press("space")
    assert "出席" in desk.words.splitlines()[-2]


async def test_counts_follow_the_other_lanes(hall, monkeypatch):
    monkeypatch.setattr(arrivals, "_SECONDS", 0.05)
    async with hall.venue.run_app("H-03", start_at="reception") as pilot:
        with hall.venue.open(lane="K") as other:
            before = other.desk.counts().present
            assert f"出席 {before}人" in screen_text(pilot.app)
            other.desk.check_in(hall.ticket(hall.guest()))
        await pilot.pause(0.2)
        assert f"出席 {before + 1}人" in screen_text(pilot.app)


async def test_a_name_goes_after_the_seconds_of_the_settings_and_the_verdict_stays(make_venue):
    venue = make_venue(plugins=("reception",))
    settings = venue.installation.config_file
    text = settings.read_text(encoding="utf-8").replace(
        "desk = {", "desk = { hide_name_after_s = 1,"
    )
    settings.write_text(text, encoding="utf-8")
    [guest] = venue.register(sample_application(1))
    async with venue.run_app("H-03", start_at="reception") as pilot:
        await scan(pilot, venue.ticket_of(guest.attendee_id))
        assert "見本　花子 さま" in screen_text(pilot.app)
        await pilot.pause(1.2)
        shown = screen_text(pilot.app)
        assert "見本　花子" not in shown
        assert "○ 受付できました" in shown
        assert guest.reception_no in shown
        await press(pilot, "f9")
        assert "You are checked in" in screen_text(pilot.app)
        assert "見本　花子" not in screen_text(pilot.app)


async def test_a_plugin_that_did_not_hear_is_named_and_the_guest_is_in(hall, monkeypatch):
    @hookimpl
    def fail(self, attendee, check_in):
        raise ValueError(attendee.name)

    monkeypatch.setattr(Reception, "kiosk_checked_in", fail)
    guest = hall.guest()
    async with hall.venue.run_app("H-03", start_at="reception") as pilot:
        await scan(pilot, hall.ticket(guest))
        shown = screen_text(pilot.app)
        assert "○ 受付できました" in shown
        assert "「受付」に伝わりませんでした。" in shown
        assert hall.is_in(guest)
        await press(pilot, "space")
        assert "伝わりませんでした" not in screen_text(pilot.app)


async def test_a_plugin_that_cannot_greet_leaves_a_visible_gap(hall, monkeypatch):
    @hookimpl
    def fail(self, attendee):
        raise ValueError(attendee.name)

    monkeypatch.setattr(Reception, "kiosk_contribute_greeting", fail)
    async with hall.venue.run_app("H-03", start_at="reception") as pilot:
        await scan(pilot, hall.ticket(hall.guest()))
        shown = screen_text(pilot.app)
        assert "○ 受付できました" in shown
        assert "「受付」から答えがありません。" in shown


async def test_an_objection_is_told_to_staff_in_the_plugins_own_words(hall, monkeypatch):
    @hookimpl
    def object_to(self, attendee):
        return Objection(why="not_today", text="班がまだ決まっていません。")

    monkeypatch.setattr(Reception, "kiosk_judge_check_in", object_to, raising=False)
    guest = hall.guest()
    async with hall.venue.run_app("H-03", start_at="reception") as pilot:
        await scan(pilot, hall.ticket(guest))
        shown = screen_text(pilot.app)
        assert "△ お待ちください" in shown
        assert "班がまだ決まっていません。" in shown
        assert not hall.is_in(guest)


async def test_a_bug_in_a_handler_is_told_in_plain_words_and_the_desk_goes_on(hall, monkeypatch):
    guest = hall.guest()
    as_written = AdmissionDesk.check_in

    def fail(*_arguments, **_options):
        raise RuntimeError("見本　花子")

    async def work_through_it():
        async with hall.venue.run_app("H-03", start_at="reception") as pilot:
            monkeypatch.setattr(AdmissionDesk, "check_in", fail)
            await scan(pilot, hall.ticket(guest))
            assert "■ うまく動きませんでした" in screen_text(pilot.app)
            assert "見本　花子" not in screen_text(pilot.app)
            monkeypatch.setattr(AdmissionDesk, "check_in", as_written)
            await press(pilot, "enter")
            await scan(pilot, hall.ticket(guest))
            assert "○ 受付できました" in screen_text(pilot.app)

    with pytest.raises(RuntimeError):  # tests see the bug; the people at the desk do not
        await work_through_it()
    assert hall.is_in(guest)


SCREENS = {
    "idle": ((), "QRをかざしてください", "Please show your QR code"),
    "search": (("f",), "さがす", "Find by name"),
    "walk-in": (("w",), "この紙にご記入ください", "please fill in this form"),
    "undo": (("u",), "受付を取り消す", "Take back a check-in"),
    "manager": (("h",), "責任者を呼んでいます", "The manager is being called"),
    "picture": (("f7",), "画像ファイルのQRを読む", "Read the code in a picture file"),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_f9_speaks_the_other_language_on_every_screen_and_back(desk, hall, name):
    keys, japanese, english = SCREENS[name]
    if name == "manager":
        await desk.scan(hall.ticket(hall.guest(decision=Decision.WAITLISTED)))
    await desk.press(*keys)
    assert japanese in desk.words
    await desk.press("f9")
    assert english in desk.words
    assert japanese not in desk.words
    assert "もどる" not in desk.words
    assert "次の" not in desk.words
    await desk.press("f9")
    assert japanese in desk.words
    await desk.press("escape")
    await settle(desk.pilot)


async def test_f9_turns_the_verdict_with_what_plugins_say_and_the_offer(desk, hall):
    await desk.scan(hall.ticket(hall.guest(childcare_wanted=True)))
    assert "お子さまは、右の託児受付へどうぞ。" in desk.words
    await desk.press("f9")
    assert "○ You are checked in" in desk.words
    assert "Please take your child to the" in desk.words
    assert "childcare wanted" in desk.words
    assert "U: take this check-in back" in desk.words
    await desk.press("h")
    await desk.press("f9")
    assert "i お待ちください" in desk.words
