"""A camera for the tables: Motion-JPEG on the loopback address, compressed beforehand.

``python -m benchmarks.camera_stream FPS`` prints its port and serves until it is ended. On
``/notices`` notices come in, are held and go, as at the desk; on any other path nobody is there.
"""

import itertools
import socketserver
import sys
import time
from http.server import BaseHTTPRequestHandler

import cv2

from benchmarks.frames import empty, presentation
from benchmarks.lens import Frame

NOTICES = 6


def notices() -> list[bytes]:
    """Return one round of notices, with a pause after each."""
    frames = []
    for seed in range(NOTICES):
        frames += presentation(seed, frames=20)[1]
        frames += [empty(seed, dim=False).frame] * 10
    return _compress(frames)


def nobody() -> list[bytes]:
    """Return some pictures of the empty desk, each with noise of its own."""
    return _compress([empty(seed, dim=False).frame for seed in range(10)])


def _compress(frames: list[Frame]) -> list[bytes]:
    quality = [cv2.IMWRITE_JPEG_QUALITY, 85]
    return [cv2.imencode(".jpg", each, quality)[1].tobytes() for each in frames]


class Stream(BaseHTTPRequestHandler):
    notices = nobody = ()
    fps = 30.0

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        due = time.monotonic()
        for jpeg in itertools.cycle(self.notices if self.path == "/notices" else self.nobody):
            due = max(due + 1 / self.fps, time.monotonic() - 1)
            time.sleep(max(0.0, due - time.monotonic()))
            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            try:
                self.wfile.write(head.encode() + jpeg + b"\r\n")
            except OSError:
                return

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def main() -> None:
    Stream.notices, Stream.nobody, Stream.fps = notices(), nobody(), float(sys.argv[1])
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Stream) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
