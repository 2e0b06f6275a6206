"""The camera's thread and its preview."""

import threading
import time

import numpy as np
import pytest
from textual import on
from textual.app import ComposeResult

from venue_kiosk.errors import NotNowError
from venue_kiosk.ports import CodeReading
from venue_kiosk.ui import camera_worker
from venue_kiosk.ui.base_app import BaseApp, BaseScreen
from venue_kiosk.ui.camera_worker import CameraLost, CameraWorker, CodeSeen, PreviewReady
from venue_kiosk.ui.screen_text import press, screen_text
from venue_kiosk.ui.widgets.camera_preview import CameraPreview
from venue_kiosk.ui.widgets.half_blocks import fit, half_block_strip


class RealClock:
    def now(self):
        raise NotImplementedError

    def monotonic(self):
        return time.monotonic()


class ScriptedSource:
    """Gives its frames, then ends, raises or blocks until closed."""

    def __init__(self, frames, *, then="end"):
        self._frames = frames
        self._then = then
        self.closed = threading.Event()

    def frames(self):
        for frame in self._frames:
            if self.closed.is_set():
                return
            yield frame
        if self._then == "raise":
            raise NotNowError("The camera is gone.", "Plug it in.")
        if self._then == "wait":
            self.closed.wait(5)

    def close(self):
        self.closed.set()


class MeanReader:
    """Reads a frame's brightness as its code; black is no code."""

    def read(self, frame):
        text = str(int(frame.mean()))
        return [] if text == "0" else [CodeReading(text, "mean")]

    read_still = read


class CameraScreen(BaseScreen):
    def __init__(self, sources) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.keys: list[str] = []
        self._sources = iter(sources)
        self.opened = []

    def compose(self) -> ComposeResult:
        yield CameraPreview()

    def on_mount(self) -> None:
        self.camera = CameraWorker(
            self, open_source=self._open, reader=MeanReader(), clock=RealClock()
        )
        self.camera.start()

    def _open(self):
        source = next(self._sources, None) or ScriptedSource([], then="wait")
        self.opened.append(source)
        return source

    def on_key(self, event) -> None:
        self.keys.append(event.key)

    @on(CodeSeen)
    def _seen(self, message: CodeSeen) -> None:
        self.heard.append(message.text)

    @on(CameraLost)
    def _lost(self, message: CameraLost) -> None:
        self.heard.append("LOST " + message.message)
        self.query_one(CameraPreview).go_dark(message.message)

    @on(PreviewReady)
    def _preview(self, message: PreviewReady) -> None:
        frame = message.take()
        if frame is not None:
            self.query_one(CameraPreview).show(frame)


class CameraApp(BaseApp):
    def __init__(self, sources):
        super().__init__()
        self._sources = sources

    def on_mount(self) -> None:
        self.push_screen(CameraScreen(self._sources))


@pytest.fixture(autouse=True)
def short_waits(monkeypatch):
    monkeypatch.setattr(camera_worker, "FIRST_WAIT", 0.02)


def grey(level):
    return np.full((48, 64, 3), level, np.uint8)


async def until(pilot, condition):
    for _ in range(200):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never happened")


async def test_a_code_that_stays_in_view_is_told_once():
    frames = [grey(0), grey(77), grey(77), grey(0), grey(77), grey(88)]
    async with CameraApp([ScriptedSource(frames, then="wait")]).run_test() as pilot:
        screen = pilot.app.screen
        await until(pilot, lambda: "88" in screen.heard)
        assert screen.heard == ["77", "88"]
        screen.camera.stop()


async def test_an_unplugged_camera_is_told_once_and_tried_again():
    sources = [
        ScriptedSource([grey(50)], then="raise"),
        ScriptedSource([], then="raise"),
        ScriptedSource([], then="raise"),
        ScriptedSource([grey(60)], then="wait"),
    ]
    async with CameraApp(sources).run_test(size=(60, 18)) as pilot:
        screen = pilot.app.screen
        await until(pilot, lambda: "60" in screen.heard)
        assert screen.heard == ["50", "LOST The camera is gone.", "60"]
        assert all(source.closed.is_set() for source in sources[:3])
        screen.camera.stop()
        assert sources[3].closed.is_set()


async def test_a_lost_camera_leaves_words_and_no_picture():
    async with CameraApp([ScriptedSource([grey(90)], then="raise")]).run_test() as pilot:
        await until(pilot, lambda: "The camera is gone." in screen_text(pilot.app))
        assert "▀" not in screen_text(pilot.app)
        pilot.app.screen.camera.stop()


async def test_frames_do_not_pile_up_and_keys_are_answered_while_the_camera_runs():
    frames = [np.random.default_rng(n).integers(0, 255, (360, 640, 3), np.uint8) for n in range(3)]
    async with CameraApp([ScriptedSource(frames * 60, then="wait")]).run_test() as pilot:
        screen = pilot.app.screen
        await until(pilot, lambda: "▀" in screen_text(pilot.app))
        await press(pilot, "f", "b")
        assert screen.keys == ["f", "b"]
        screen.camera.stop()


async def test_leaving_the_app_ends_the_thread_though_the_camera_goes_on():
    def long_day():
        for _ in range(1000):
            time.sleep(0.01)
            yield grey(40)

    source = ScriptedSource(long_day())
    async with CameraApp([source]).run_test() as pilot:
        await until(pilot, lambda: pilot.app.screen.heard)
    assert source.closed.wait(3)


class LingeringSource:
    """Gives one frame and lets the camera go only when the test says so, closed or not."""

    def __init__(self):
        self.may_end = threading.Event()

    def frames(self):
        yield grey(40)
        self.may_end.wait(5)

    def close(self):
        """Do not hurry."""


async def test_the_next_desk_waits_until_the_last_one_has_let_the_camera_go():
    first = LingeringSource()
    async with CameraApp([first, ScriptedSource([grey(60)], then="wait")]).run_test() as pilot:
        screen = pilot.app.screen
        await until(pilot, lambda: screen.heard == ["40"])
        screen.camera.start()
        await pilot.pause(0.3)
        assert screen.opened == [first]
        first.may_end.set()
        await until(pilot, lambda: "60" in screen.heard)
        screen.camera.stop()


def test_a_picture_is_never_stretched_and_is_mirrored_on_request():
    frame = np.zeros((100, 300, 3), np.uint8)
    frame[:, 100:150] = 255
    small = fit(frame, 20, 20, grey=False, mirror=False)
    assert small.shape == (20, 20, 3)
    assert small[:, :9].mean() == 15
    assert small[:, 11:].max() == 0
    mirrored = fit(frame, 20, 20, grey=False, mirror=True)
    assert mirrored[:, 11:].mean() == 15


def test_equal_neighbours_share_one_segment_and_colours_are_right():
    upper = np.array([[0, 0, 15], [0, 0, 15], [15, 0, 0]], np.uint8)
    lower = np.zeros((3, 3), np.uint8)
    strip = half_block_strip(upper, lower)
    assert strip.text == "▀▀▀"
    assert [segment.style.color.triplet.hex for segment in strip] == ["#ff0000", "#0000ff"]


async def test_a_grey_picture_and_a_tiny_one_are_drawn_too():
    async with CameraApp([ScriptedSource([], then="wait")]).run_test(size=(3, 2)) as pilot:
        preview = pilot.app.screen.query_one(CameraPreview)
        preview.show(np.full((10, 10), 200, np.uint8))
        preview.hint("もう少し近づけてください")
        await pilot.pause()
        pilot.app.screen.camera.stop()
