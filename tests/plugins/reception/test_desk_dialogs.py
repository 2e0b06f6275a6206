"""Undo, walk-in, manager and proxy: each ends with a verdict that was recorded."""

import pytest

from venue_kiosk.api import Decision
from venue_kiosk.testing import MANAGER, passphrase_of, sample_application
from venue_kiosk.ui.screen_text import press, scan, screen_text


async def test_undo_is_two_keys_and_the_guest_may_come_again(desk, hall):
    guest = hall.guest()
    await desk.scan(hall.ticket(guest))
    assert "U：いまの受付を取り消す" in desk.words
    await desk.press("u")
    assert guest.reception_no in desk.words
    await desk.press("enter")
    assert "i 受付を取り消しました" in desk.words
    assert f"番号 {guest.reception_no}" in desk.words
    assert not hall.is_in(guest)
    assert hall.venue.deeds("check_in_revoked")[-1]["why"] == "wrong_person"
    await desk.scan(hall.ticket(guest))
    assert "○ 受付できました" in desk.words


async def test_undo_takes_another_reason_and_an_older_check_in(desk, hall):
    first, second = hall.guests({}, {})
    await desk.scan(hall.ticket(first))
    await desk.scan(hall.ticket(second))
    await desk.press("u", "down", "tab", "2", "f10")
    assert not hall.is_in(first)
    assert hall.is_in(second)
    assert hall.venue.deeds("check_in_revoked")[-1]["why"] == "left_again"


@pytest.mark.parametrize("by", ["number", "scan"])
async def test_undo_reaches_what_another_lane_did(desk, hall, by):
    guest = hall.guest()
    with hall.venue.open(lane="K") as other:
        other.desk.check_in(hall.ticket(guest))
    await desk.press("u")
    if by == "scan":
        await desk.scan(hall.ticket(guest))
        assert f"番号 {guest.reception_no}：理由をえらび" in desk.words
        await desk.press("3", "f10")
        why = "test_scan"
    else:
        desk.screen.query_one("#revoke-number").focus()
        await desk.type(guest.reception_no)
        await desk.press("enter")
        why = "wrong_person"
    assert "受付を取り消しました" in desk.words
    assert not hall.is_in(guest)
    assert hall.venue.deeds("check_in_revoked")[-1]["why"] == why


async def test_undo_of_nobody_says_so(desk, hall):
    await desk.press("u")
    await desk.scan(hall.ticket(hall.guest()))
    assert "この番号は受付していません。" in desk.words
    await desk.press("f10")
    assert "取り消す受付をえらぶか" in desk.words


async def test_the_offer_to_undo_ends_and_the_key_still_works(hall, make_venue):
    venue = make_venue(plugins=("reception",))
    settings = venue.installation.config_file
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("desk = { sound", "desk = { undo_for_s = 1, sound"), "utf-8")
    [guest] = venue.register(sample_application(1))
    async with venue.run_app("H-03", start_at="reception") as pilot:
        await scan(pilot, venue.ticket_of(guest.attendee_id))
        assert "U：いまの受付を取り消す" in screen_text(pilot.app)
        await pilot.pause(1.2)
        assert "U：いまの受付を取り消す" not in screen_text(pilot.app)
        assert f"13:00 {guest.reception_no}" in screen_text(pilot.app)
        await press(pilot, "u")
        await press(pilot, "enter")
        assert "受付を取り消しました" in screen_text(pilot.app)


async def test_a_walk_in_sees_purpose_and_places_and_is_in_by_enter_alone(desk, hall):
    await desk.press("w")
    assert "はじめての方へ：この紙にご記入ください" in desk.words
    assert "利用目的：受付とご連絡のため" in desk.words
    assert "当日参加の空き" in desk.words
    await desk.type("見本　当日")
    await desk.press("enter")
    await desk.type("03-0100-0001")
    await desk.press("enter", "2", "enter", "enter")
    assert "○ 受付できました" in desk.words
    [(channel, category)] = hall.venue.query(
        "SELECT channel, category FROM core_attendees WHERE name = '見本　当日'"
    )
    assert (channel, category) == ("walk_in", "zaikin")


async def test_a_form_with_gaps_is_told_what_is_missing(desk):
    await desk.press("w", "f10")
    assert "お名前がありません。" in desk.words
    await desk.type("見本　不足")
    await desk.press("f10")
    assert "在住・在勤・在学のどれかをえらんでください。" in desk.words
    await desk.press("enter")
    await desk.type("12")
    await desk.press("f10")
    assert "電話番号ではありません。" in desk.words


async def test_the_manager_lets_somebody_in_for_a_reason(desk, hall):
    guest = hall.guest(decision=Decision.WAITLISTED, waitlist_order=1)
    await desk.scan(hall.ticket(guest))
    await desk.press("h")
    await desk.pilot.pause()
    assert "i 責任者を呼んでいます" in desk.words
    assert f"番号 {guest.reception_no}　△ お待ちの方です" in desk.words
    await desk.press("1", "enter")
    await desk.type(MANAGER.lower())
    await desk.press("enter")
    await desk.type(passphrase_of(MANAGER))
    await desk.press("enter")
    assert "○ 受付できました" in desk.words
    assert "責任者の判断で受付" in desk.words
    assert hall.is_in(guest)
    assert hall.venue.deeds("override")[-1]["why"] == "place_free"


@pytest.mark.parametrize("handler", [MANAGER, "H-03"])
async def test_a_wrong_passphrase_and_a_handler_without_the_right_let_nobody_in(
    desk, hall, handler
):
    guest = hall.guest(decision=Decision.NOT_SELECTED)
    await desk.scan(hall.ticket(guest))
    await desk.press("h")
    await desk.pilot.pause()
    await desk.press("1", "enter")
    await desk.type(handler)
    await desk.press("enter")
    secret = "ほかの合言葉" if handler == MANAGER else passphrase_of(handler)
    await desk.type(secret)
    await desk.press("enter")
    assert "■ " in desk.words
    assert secret not in desk.words
    assert desk.screen.query_one("#manager-passphrase").value == ""
    await desk.press("escape")
    assert not hall.is_in(guest)


async def test_an_override_needs_a_reason(desk, hall):
    guest = hall.guest(decision=Decision.WAITLISTED)
    await desk.scan(hall.ticket(guest))
    await desk.press("h")
    await desk.pilot.pause()
    await desk.press("f10")
    assert "理由をえらんでください。" in desk.words
    assert desk.screen.query_one("#manager-why").has_focus


async def test_calling_the_manager_without_a_waiting_guest_says_that_somebody_comes(desk):
    await desk.press("h")
    await desk.pilot.pause()
    assert "i お待ちください" in desk.words
    assert "係の者がまいります。" in desk.words


async def test_a_proxy_is_recorded_with_the_guest_on_the_screen(desk, hall):
    guest = hall.guest()
    await desk.scan(hall.ticket(guest))
    await desk.press("p")
    assert "△ ご本人ですか" in desk.words
    assert f"番号 {guest.reception_no}" in desk.words
    rows = hall.venue.query(
        "SELECT 1 FROM core_scans WHERE attendee_id = ? AND reason = ?",
        (guest.attendee_id, '{"code":"proxy"}'),
    )
    assert len(rows) == 1
