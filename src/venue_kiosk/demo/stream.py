"""A pretend camera: real notices as a Motion-JPEG stream on the loopback address.

Runs in a process of its own, only for the demo; the kiosk itself never listens on a socket.
"""

import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, Final

import cv2

from venue_kiosk.adapters.code_readers import open_code_reader
from venue_kiosk.demo.scenes import draw_sheet, find_sheets, frames_of, table
from venue_kiosk.ports import Frame

_BOUNDARY: Final = "frame"
_QUALITY: Final = 85
_IDLE_S: Final = 0.2
"""Between two pictures of the empty desk, once everybody has come."""


def serve(notices: Path, *, seed: int, fps: float, steps: int, most: int) -> None:
    """Serve the stream until the process is ended; prints its port first.

    ``steps`` frames show one notice, then as many without any; ``most`` notices in all.
    """

    class Handler(BaseHTTPRequestHandler):
        """Answers every request with the whole stream."""

        def do_GET(self) -> None:
            """Send frames at the camera's pace."""
            self.send_response(200)
            self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={_BOUNDARY}")
            self.end_headers()
            due = time.monotonic()
            for frame in _frames(notices, seed=seed, steps=steps, most=most):
                due += 1 / fps
                time.sleep(max(0.0, due - time.monotonic()))
                try:
                    self.wfile.write(_part(frame))
                except OSError:
                    return

        def log_message(self, *_arguments: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


def _frames(notices: Path, *, seed: int, steps: int, most: int) -> Iterator[Frame]:
    shown = 0
    reader = open_code_reader()
    for number, sheet in enumerate(find_sheets(notices, seed=seed)):
        if shown >= most:
            break
        held = draw_sheet(sheet, reader)
        if held is None:
            continue
        shown += 1
        yield from frames_of(held, steps=steps, seed=seed + number)
        for _pause in range(max(1, steps // 3)):
            yield table()
    while True:
        time.sleep(_IDLE_S)
        yield table()


def _part(frame: Frame) -> bytes:
    _done, jpeg = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    body = jpeg.tobytes()
    head = f"--{_BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n"


if __name__ == "__main__":
    serve(
        Path(sys.argv[1]),
        seed=int(sys.argv[2]),
        fps=float(sys.argv[3]),
        steps=int(sys.argv[4]),
        most=int(sys.argv[5]),
    )
