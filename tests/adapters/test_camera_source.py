"""The real capture on files and on a local stream that is paced, unplugged and covered."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice

import cv2
import numpy as np
import pytest

from venue_kiosk.adapters import camera
from venue_kiosk.adapters.camera import open_camera
from venue_kiosk.errors import NotNowError, UsageError


def grey(level, size=(48, 64)):
    return np.full((*size, 3), level, np.uint8)


def levels(frames):
    return [round(float(frame.mean()), -1) for frame in frames]


@pytest.fixture
def files(tmp_path):
    """A video, a folder of numbered pictures and one picture, each with known levels."""
    for number, level in enumerate((50, 100, 150)):
        cv2.imwrite(str(tmp_path / f"{number:03d}.png"), grey(level))
    writer = cv2.VideoWriter(
        str(tmp_path / "film.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 15, (64, 48)
    )
    for level in (50, 100, 150):
        writer.write(grey(level))
    writer.release()
    return tmp_path


class Stream:
    """A camera on the loopback address that shows ``level`` until it is unplugged."""

    def __init__(self):
        self.level = 120
        self.unplugged = threading.Event()
        stream = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
                self.end_headers()
                while not stream.unplugged.wait(0.02):
                    part = cv2.imencode(".jpg", grey(stream.level))[1].tobytes()
                    head = f"Content-Type: image/jpeg\r\nContent-Length: {len(part)}\r\n\r\n"
                    self.wfile.write(b"--frame\r\n" + head.encode() + part + b"\r\n")

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.handle_error = lambda *_: None
        self.address = f"http://127.0.0.1:{self._server.server_port}/x.mjpg"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def stop(self):
        self.unplugged.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def stream(monkeypatch):
    monkeypatch.setattr(camera, "_PATIENCE_S", 0.2)
    monkeypatch.setattr(camera, "_BLACK_S", 0.2)
    started = Stream()
    yield started
    started.stop()


@pytest.mark.parametrize("name", ["film.avi", "%03d.png"])
def test_a_file_ends_or_begins_again(files, name):
    source = str(files / name)
    assert levels(open_camera(source).frames()) == [50, 100, 150]
    again = islice(open_camera(source, loop=True).frames(), 7)
    assert levels(again) == [50, 100, 150, 50, 100, 150, 50]


def test_one_picture_stands_still_as_a_stream_does(files):
    source = str(files / "001.png")
    assert levels(open_camera(source).frames()) == [100]
    assert levels(islice(open_camera(source, loop=True).frames(), 3)) == [100, 100, 100]


@pytest.mark.parametrize("where", [63, "63", "/dev/video63", "no/such/file.avi"])
def test_a_missing_camera_is_told_and_nothing_else_is_written(where, capfd):
    with pytest.raises(NotNowError) as told:
        open_camera(where)
    assert told.value.hint
    assert capfd.readouterr() == ("", "")


def test_a_file_that_is_no_video_is_told_and_nothing_else_is_written(tmp_path, capfd):
    broken = tmp_path / "broken.avi"
    broken.write_bytes(b"RIFF" + bytes(range(256)) * 40)
    with pytest.raises(NotNowError, match=r"broken\.avi"):
        open_camera(str(broken))
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.1/x.mjpg",
        "rtsp://camera.example/1",
        "http://127.0.0.1@camera.example/x.mjpg",
        "http://127.0.0.1.camera.example/x.mjpg",
        "concat:http://camera.example/x.mjpg",
    ],
)
def test_a_camera_on_another_machine_is_refused(address):
    with pytest.raises(UsageError):
        open_camera(address)


def test_a_local_stream_gives_frames_and_an_unplugged_one_is_told(stream):
    frames = open_camera(stream.address).frames()
    assert levels(islice(frames, 3)) == [120, 120, 120]
    stream.unplugged.set()
    with pytest.raises(NotNowError):
        list(frames)


def test_a_covered_camera_is_told(stream):
    stream.level = 0
    frames = open_camera(stream.address).frames()
    assert levels(islice(frames, 1)) == [0]
    with pytest.raises(NotNowError):
        list(frames)


def test_closing_from_another_thread_ends_the_frames_and_may_be_repeated(stream):
    source = open_camera(stream.address)
    frames = source.frames()
    next(frames)
    closer = threading.Thread(target=lambda: (source.close(), source.close()))
    closer.start()
    assert len(list(frames)) < 100
    closer.join()


def test_a_stream_that_nobody_gives_is_told(stream):
    address = stream.address
    stream.stop()
    with pytest.raises(NotNowError):
        open_camera(address)


def test_a_file_is_played_at_the_pace_that_is_asked_for(files, monkeypatch):
    clock = SteppingClock(step=0)
    monkeypatch.setattr(camera, "time", clock)
    film = open_camera(str(files / "film.avi"), most_per_second=10)
    at = [clock.now for _ in film.frames()]
    assert at[2] - at[0] == pytest.approx(0.2)


def test_of_a_live_source_that_is_too_quick_pictures_are_left_out(stream, monkeypatch):
    clock = SteppingClock(step=0.02)  # at every look, so that 50 pictures a second come
    monkeypatch.setattr(camera, "time", clock)
    at = [clock.now for _ in islice(open_camera(stream.address, most_per_second=10).frames(), 9)]
    assert at[-1] - at[0] == pytest.approx(0.8, abs=0.05)


class SteppingClock:
    """Time that passes when somebody looks or sleeps."""

    def __init__(self, step):
        self.now = 100.0
        self._step = step

    def monotonic(self):
        self.now += self._step
        return self.now

    def sleep(self, seconds):
        self.now += seconds
