"""A hand scanner at the desk, whatever it sends and wherever the focus is."""

import pytest
from textual import events

from venue_kiosk.ui.screen_text import settle
from venue_kiosk.ui.textual_hacks_input import key_of

WIDE = {ord("0") + n: ord("０") + n for n in range(10)}
FOREIGN = "https://elsewhere.invalid/secret?q=1"


@pytest.mark.parametrize("end", ["enter", "tab", ""])
async def test_a_guest_is_in_however_the_scan_ends(desk, hall, end):
    guest = hall.guest()
    await desk.scan(hall.ticket(guest), end=end)
    assert "○ 受付できました" in desk.words
    assert guest.reception_no in desk.words
    assert hall.is_in(guest)


async def test_a_scan_into_the_number_field_is_a_scan(desk, hall):
    guest = hall.guest()
    await desk.type("99")
    await desk.scan(hall.ticket(guest))
    assert "○ 受付できました" in desk.words
    assert desk.screen.query_one("#desk-number").value == ""
    assert desk.screen.focused is None


async def test_full_width_digits_of_an_input_method_are_understood(desk, hall):
    guest = hall.guest()
    await desk.scan(hall.ticket(guest).translate(WIDE), end="")
    assert "○ 受付できました" in desk.words


@pytest.mark.parametrize("sent", ["ｈっｔｐｓ：・・えぁｍｐぇ", "ふ"])
async def test_kana_at_the_desk_name_the_input_method(desk, sent):
    await desk.scan(sent, end="")
    assert "日本語入力がオンです" in desk.words
    assert "入力を半角にしてください" in desk.words


async def test_a_pasted_ticket_and_a_pasted_number_are_ways_in(desk, hall):
    first, second = hall.guest(), hall.guest()
    desk.pilot.app.post_message(events.Paste(hall.ticket(first) + "\n"))
    await settle(desk.pilot)
    assert first.reception_no in desk.words
    desk.pilot.app.post_message(events.Paste(second.reception_no))
    await settle(desk.pilot)
    assert f"番号 {second.reception_no}" in desk.words
    assert hall.is_in(second)


async def test_a_foreign_code_is_neither_shown_nor_kept(desk, hall):
    before = hall.scans()
    await desk.scan(FOREIGN)
    assert "△ これはちがうQRです" in desk.words
    assert "elsewhere" not in desk.words
    assert hall.scans() == before + 1
    reasons = hall.venue.query("SELECT reason FROM core_scans")
    assert ('{"code":"not_a_ticket"}',) in reasons
    for (table,) in hall.venue.query("SELECT name FROM sqlite_master WHERE type = 'table'"):
        rows = hall.venue.query(f"SELECT * FROM {table}")
        assert not any("elsewhere" in str(cell) for row in rows for cell in row), table


async def test_ten_thousand_digits_are_one_foreign_code(desk, hall):
    before = hall.scans()
    await desk.scan("7319" * 2500, gap=0.0005)
    assert "これはちがうQRです" in desk.words or "読めませんでした" in desk.words
    assert hall.scans() == before + 1


async def test_two_scanners_at_once_check_nobody_in(desk, hall):
    first, second = hall.guest(), hall.guest()
    pairs = zip(hall.ticket(first), hall.ticket(second), strict=True)
    await desk.scan("".join(a + b for a, b in pairs), gap=0.002)
    assert "△ お一人ずつどうぞ" in desk.words
    assert not hall.is_in(first)
    assert not hall.is_in(second)


async def test_a_damaged_code_asks_for_another_try(desk, hall):
    ticket = hall.ticket(hall.guest())
    await desk.scan(ticket[:-1] + str((int(ticket[-1]) + 1) % 10))
    assert "読めませんでした" in desk.words
    assert "3回だめなら番号で" in desk.words


async def test_an_older_notice_and_an_unknown_one_ask_for_the_name(desk, hall):
    guest = hall.guest()
    old = hall.ticket(guest)
    with hall.venue.open() as opened:
        opened.applications.reissue_ticket(guest.attendee_id)
    await desk.scan(old)
    assert "？ 番号が見つかりません" in desk.words
    assert "新しいお知らせが出ています" in desk.words


async def test_the_same_notice_again_is_calm_at_first_and_a_question_later(desk, hall):
    guest = hall.guest()
    await desk.scan(hall.ticket(guest))
    await desk.scan(hall.ticket(guest))
    assert "○ 受付できました" in desk.words
    assert "いま受付した方です" in desk.words
    hall.venue.clock.tick(6)
    await desk.scan(hall.ticket(guest))
    assert "△ もう受付ずみです" in desk.words
    assert "13時00分に受付しています。" in desk.words


async def test_a_scan_behind_a_dialog_checks_nobody_in_unseen(desk, hall):
    guest = hall.guest()
    await desk.press("w")
    await desk.scan(hall.ticket(guest))
    assert "まだ受付していません" in desk.words
    assert not hall.is_in(guest)
    await desk.press("escape", "f")
    await desk.scan(hall.ticket(guest))
    assert "○ 受付できました" in desk.words
    assert hall.is_in(guest)


async def test_letters_inside_a_burst_press_no_key(desk):
    keys = [events.Key(key_of(sign), sign) for sign in "WIFI:S:uwhf;P:p;;"]
    for number, key in enumerate(keys):
        key.time = keys[0].time + number * 0.004
        desk.pilot.app.post_message(key)
    await settle(desk.pilot)
    assert "これはちがうQRです" in desk.words
