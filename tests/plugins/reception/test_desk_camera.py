"""The camera and picture files as ways in: the real thread and reader, on drawn frames."""

import threading

import cv2
import numpy as np
import pytest
import qrcode
from textual import events

from venue_kiosk.bootstrap import opening
from venue_kiosk.errors import NotNowError
from venue_kiosk.testing import Venue, passphrase_of
from venue_kiosk.ui import camera_worker
from venue_kiosk.ui.screen_text import settle

PICTURE = "▀" * 15
"""Only the camera's picture has so many upper halves beside each other."""


def draw(text):
    """Return a frame of a grey desk with one QR code on it; none for no text."""
    frame = np.full((480, 640, 3), 120, np.uint8)
    if text:
        code = qrcode.QRCode(border=4, box_size=8)
        code.add_data(text)
        modules = np.array(code.get_matrix(), np.uint8)
        picture = np.kron(255 * (1 - modules), np.ones((8, 8), np.uint8))
        side = picture.shape[0]
        frame[40 : 40 + side, 60 : 60 + side] = picture[:, :, None]
    return frame


class DrawnCamera:
    """Shows what the test holds under it, until it is unplugged; one at a time."""

    opened = 0
    open_now = 0
    most_open = 0

    def __init__(self):
        self.text = ""
        self.unplugged = threading.Event()

    def open(self, _config):
        self.opened += 1
        if self.unplugged.is_set():
            raise NotNowError("カメラがありません。", "ケーブルを確かめてください。")
        return _DrawnSource(self)


class _DrawnSource:
    def __init__(self, camera):
        self._camera = camera
        self._closed = threading.Event()

    def frames(self):
        camera = self._camera
        camera.open_now += 1
        camera.most_open = max(camera.most_open, camera.open_now)
        try:
            while not self._closed.wait(0.01):
                if camera.unplugged.is_set():
                    raise NotNowError("カメラがありません。", "ケーブルを確かめてください。")
                yield draw(camera.text)
        finally:
            camera.open_now -= 1

    def close(self):
        self._closed.set()


@pytest.fixture
def camera(monkeypatch):
    drawn = DrawnCamera()
    monkeypatch.setattr(opening, "open_camera", drawn.open)
    monkeypatch.setattr(camera_worker, "FIRST_WAIT", 0.05)
    return drawn


@pytest.fixture(scope="module")
def hall(tmp_path_factory, make_hall):
    """A hall whose settings name a camera."""
    with Venue(tmp_path_factory.mktemp("hall"), plugins=("reception",)) as venue:
        set_camera(venue, 'camera = { source = "drawn", frames_per_second = 30 }')
        yield make_hall(venue)


def set_camera(venue, settings):
    file = venue.installation.config_file
    lines = [
        settings if line.startswith("camera") else line
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    file.write_text("\n".join(lines), encoding="utf-8")


async def test_a_notice_under_the_camera_is_a_check_in_told_once(camera, desk, hall):
    guest = hall.guest()
    before = hall.scans()
    await desk.until(lambda: PICTURE in desk.words)
    assert "わくの中へQRを" in desk.words
    camera.text = hall.ticket(guest)
    await desk.until(lambda: "○ 受付できました" in desk.words)
    await desk.pilot.pause(0.2)
    assert hall.is_in(guest)
    assert hall.scans() == before + 1
    assert camera.text not in desk.words


async def test_a_lost_camera_says_so_and_every_other_way_in_works(camera, desk, hall):
    guest = hall.guest()
    await desk.until(lambda: PICTURE in desk.words)
    camera.unplugged.set()
    await desk.until(lambda: "カメラがありません。" in desk.words)
    assert "ケーブル" in desk.words
    assert PICTURE not in desk.words
    await desk.scan(hall.ticket(guest))
    assert "○ 受付できました" in desk.words
    camera.unplugged.clear()
    await desk.until(lambda: "カメラがありません。" not in desk.words)


async def test_a_notice_seen_behind_a_dialog_checks_nobody_in_unseen(camera, desk, hall):
    guest = hall.guest()
    await desk.until(lambda: PICTURE in desk.words)
    await desk.press("w")
    camera.text = hall.ticket(guest)
    await desk.until(lambda: "まだ受付していません" in desk.words)
    assert not hall.is_in(guest)


async def test_a_notice_under_a_locked_kiosks_camera_is_answered_and_not_taken_in(
    camera, desk, hall
):
    guest = hall.guest()
    await desk.until(lambda: PICTURE in desk.words)
    await desk.press("f11")
    assert PICTURE not in desk.words
    camera.text = hall.ticket(guest)
    await desk.until(lambda: "受付していません" in desk.words)
    await desk.type(passphrase_of("H-03"))
    camera.text = ""
    await desk.press("enter")
    await desk.until(lambda: PICTURE in desk.words)
    assert not hall.is_in(guest)


async def test_opening_the_desk_again_never_opens_a_second_camera(camera, desk):
    for _time in range(3):
        await desk.until(lambda: PICTURE in desk.words)
        await desk.press("b", "1")
    await desk.until(lambda: PICTURE in desk.words)
    assert camera.opened == 4
    assert camera.most_open == 1
    await desk.press("b")
    await desk.until(lambda: camera.open_now == 0)


async def test_without_a_preview_a_lost_camera_is_told_all_the_same(camera, hall):
    set_camera(hall.venue, 'camera = { source = "drawn", preview = "off" }')
    guest = hall.guest()
    async with hall.venue.run_app("H-03", start_at="reception") as pilot:
        desk = type(hall).desk_of(pilot, hall)
        camera.text = hall.ticket(guest)
        await desk.until(lambda: "○ 受付できました" in desk.words)
        camera.unplugged.set()
        await desk.until(lambda: "カメラがありません。" in desk.words)
        camera.unplugged.clear()
        await desk.until(lambda: "カメラがありません。" not in desk.words)
    set_camera(hall.venue, 'camera = { source = "drawn", frames_per_second = 30 }')


@pytest.fixture
def photograph(hall, tmp_path):
    """A guest and the picture file of the notice."""
    guest = hall.guest()
    path = tmp_path / "お知らせ 写真.png"
    _ok, png = cv2.imencode(".png", draw(hall.ticket(guest)))
    path.write_bytes(png.tobytes())
    return guest, path


async def test_a_picture_file_is_read_by_its_path(camera, desk, hall, photograph):
    guest, path = photograph
    await desk.press("f7")
    await desk.type(str(path))
    await desk.press("enter")
    await desk.until(lambda: "○ 受付できました" in desk.words)
    assert hall.is_in(guest)


@pytest.mark.parametrize("how", ["{path}", "'{path}'", "file://{path}", "{escaped}"])
@pytest.mark.parametrize("focused", [False, True])
async def test_a_file_dropped_on_the_desk_is_read(camera, desk, hall, photograph, how, focused):
    guest, path = photograph
    if focused:
        await desk.type("1")
    dropped = how.format(path=path, escaped=str(path).replace(" ", "\\ "))
    desk.pilot.app.post_message(events.Paste(dropped))
    await desk.until(lambda: "○ 受付できました" in desk.words)
    assert hall.is_in(guest)


async def test_a_picture_without_a_code_and_a_file_that_is_none_are_told(
    camera, desk, hall, tmp_path
):
    empty, text = tmp_path / "empty.png", tmp_path / "words.png"
    _ok, png = cv2.imencode(".png", draw(""))
    empty.write_bytes(png.tobytes())
    text.write_text("no picture", encoding="utf-8")
    before = hall.scans()
    for path in (empty, text):
        desk.pilot.app.post_message(events.Paste(str(path)))
        await desk.until(lambda: "△ 読めませんでした" in desk.words)
        await desk.press("space")
    await desk.press("f7")
    await desk.type("/nowhere/a.png")
    await desk.press("enter")
    assert "ファイルがありません。" in desk.words
    assert hall.scans() == before


async def test_a_scanned_path_opens_no_file(camera, desk, hall, photograph):
    guest, path = photograph
    await desk.scan(f"file://{path.parent}/a")
    await desk.scan(str(path.parent))
    await settle(desk.pilot)
    assert "これはちがうQRです" in desk.words
    assert not hall.is_in(guest)
