"""A camera over a clerk's table: hands lay filled survey sheets under it, let go, take them away.

``python -m benchmarks.sheet_stream SHEETS [--port N] [--size WxH] [--mishaps] [--once]`` makes the
frames beforehand, prints its port, and then each moment from which a sheet lies still, or began
and ended something else, as ``SECONDS of the monotonic clock, WORD``.
"""

import argparse
import socketserver
import threading
import time
from http.server import BaseHTTPRequestHandler

import cv2
import numpy as np

from benchmarks.survey import Press
from venue_kiosk.demo.paper.respondents import USUAL, USUAL_HABITS

FPS = 30.0
NEVER, STILL_S = 1e9, 1.5
SKIN = (128, 152, 205)
HAND_AWAY = 560.0
"""Dots from the sheet's edge at which a hand is out of the picture."""


class Table:
    """Draws what the camera sees; one light, one lens, one hand."""

    def __init__(self, width, height, chance):
        self.size, self.chance = (width, height), chance
        wood = cv2.GaussianBlur(chance.normal(0, 18, (height, width)).astype(np.float32), (0, 0), 6)
        self.wood = np.clip(88 + 4 * wood, 40, 140)
        ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
        self.light = 0.86 - 0.16 * xs / width - 0.1 * ys / height
        self.scale = min(0.72 * width / 297, 0.9 * height / 210)

    def frame(self, sheet=None, at=(0.0, 0.0), turn=0.0, hand=None, speed=0.0):
        """Return a JPEG: a sheet ``at`` an offset from the middle, a hand on its near corner."""
        grey, shadow = self.wood.copy(), np.ones(self.size[::-1], np.float32)
        if sheet is not None:
            self._lay(grey, sheet, at, turn)
        if speed > 1:
            grey = cv2.blur(grey, (1, int(speed) | 1))
        picture = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
        if hand is not None:
            self._hand(picture, shadow, hand)
        picture = cv2.GaussianBlur(picture, (0, 0), 0.7) * (self.light * shadow)[:, :, None]
        noise = self.chance.normal(0, 2.5, grey.shape).astype(np.float32)
        picture = np.clip(picture + noise[:, :, None], 0, 255).astype(np.uint8)
        return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes()

    def corner(self, at=(0.0, 0.0)):
        """Where the sheet's near right corner is."""
        half = (self.scale * 297 / 2, self.scale * 210 / 2)
        return tuple(self.size[k] / 2 + at[k] + half[k] for k in (0, 1))

    def _lay(self, grey, sheet, at, turn):
        height, width = sheet.shape
        factor, angle = self.scale * 297 / height, np.radians(90 + turn)
        cos, sin = factor * np.cos(angle), factor * np.sin(angle)
        x, y = self.size[0] / 2 + at[0], self.size[1] / 2 + at[1]
        matrix = np.array([[cos, -sin, x - cos * width / 2 + sin * height / 2],
                           [sin, cos, y - sin * width / 2 - cos * height / 2]])  # fmt: skip
        cv2.warpAffine(sheet, matrix, self.size, dst=grey, flags=cv2.INTER_LINEAR,
                       borderMode=cv2.BORDER_TRANSPARENT)  # fmt: skip

    def _hand(self, picture, shadow, at):
        x, y = (round(each) for each in at)
        dark = np.ones_like(shadow)
        for paint, colour, away in ((dark, 0.72, 45), (picture, SKIN, 0)):
            cv2.ellipse(paint, (x + 120 + away, y + 110 + away), (150, 120), 35, 0, 360, colour, -1)
            for finger in range(4):
                tip = (x - 60 + 34 * finger + away, y - 10 - 30 * finger + away)
                cv2.line(paint, (x + 80 + away, y + 70 + away), tip, colour, 40)
            cv2.line(paint, (x + 150 + away, y + 130 + away),
                     (x + 520 + away, y + 480 + away), colour, 150)  # fmt: skip
        shadow *= cv2.blur(dark, (61, 61))


class Film:
    """Frames with the words to be told when they are shown."""

    def __init__(self, table):
        self.table, self.shots = table, []

    def add(self, jpeg, word=None):
        self.shots.append((jpeg, word))

    def hold(self, seconds, word, end=None, **scene):
        """Nothing moves; every frame has noise of its own, some times over."""
        frames = [self.table.frame(**scene) for _noise in range(5)]
        for number in range(round(seconds * FPS)):
            self.add(frames[number % 5 if number % 2 else (number * 2) % 5], word)
            word = None
        self.add(frames[0], end)

    def bring(self, sheet, place):
        """A hand slides a sheet in, lets go, and leaves."""
        for step in range(14):
            away = (1 - (step + 1) / 14) ** 2
            self._slide(sheet, place, 1100 * away, 2200 * (1 - step / 14) / 14)
        self._reach(sheet, place, np.linspace(0, HAND_AWAY, 9))

    def take(self, sheet, place):
        self._reach(sheet, place, np.linspace(HAND_AWAY, 0, 8))
        for step in range(10):
            self._slide(sheet, place, 1100 * ((step + 1) / 10) ** 2, 220 * step / 10)
        self.hold(0.3, None)

    def _slide(self, sheet, place, away, speed):
        at = (place["at"][0], place["at"][1] + away)
        hand = self.hand_at(at)
        self.add(self.table.frame(sheet, at, place["turn"], hand, speed))

    def _reach(self, sheet, place, ways):
        for way in ways:
            self.add(self.table.frame(sheet, **place, hand=self.hand_at(place["at"], way)))

    def hand_at(self, at, way=0.0, reach=30.0):
        x, y = self.table.corner(at)
        return x - reach + way, y - reach + way


def lay_down(film, sheets, chance):
    for number, sheet in enumerate(sheets):
        place = place_of(chance)
        film.bring(sheet, place)
        film.hold(STILL_S, f"still {number}", sheet=sheet, **place)
        film.take(sheet, place)


def place_of(chance):
    return {"at": tuple(chance.uniform(-14, 14, 2)), "turn": float(chance.normal(0, 2.5))}


def mishaps(film, sheets, chance):
    """Laid again; left lying while hands come and rest on it; a hand that stays on a corner."""
    again, lying, held = sheets
    lay_down(film, [again], chance)
    film.hold(0.2, "begin again")
    lay_down(film, [again], chance)
    film.hold(0.2, "begin lying")
    place = place_of(chance)
    film.bring(lying, place)
    film.hold(STILL_S, None, sheet=lying, **place)
    for reach in (30.0, 240.0, 420.0):  # dots from the corner inwards
        hands = np.linspace(HAND_AWAY, 0, 8)
        for way in (*hands, *hands[::-1]):
            if not way:
                rest = film.hand_at(place["at"], 0.0, reach)
                film.hold(0.5, None, sheet=lying, hand=rest, **place)
            at = film.hand_at(place["at"], way, reach)
            film.add(film.table.frame(lying, **place, hand=at))
        film.hold(1.0, None, sheet=lying, **place)
    film.take(lying, place)
    film.hold(0.2, "begin held")
    place = place_of(chance)
    for step in range(14):
        film._slide(held, place, 1100 * (1 - (step + 1) / 14) ** 2, 2200 * (1 - step / 14) / 14)
    film.hold(2.2, None, "let go", sheet=held, hand=film.hand_at(place["at"], 0.0, 150.0), **place)
    film._reach(held, place, np.linspace(0, HAND_AWAY, 9))
    film.hold(STILL_S, "still held", sheet=held, **place)
    film.take(held, place)
    film.hold(0.5, "begin end")


def make_film(count, size, *, with_mishaps, seed=5):
    chance = np.random.default_rng(seed)
    press = Press(seed, USUAL_HABITS, USUAL)
    total = count + 3 * with_mishaps
    pages = [press.fill(number, number % 2 + 1, "clean")[0] for number in range(total)]
    pages = [cv2.resize(page, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.float32)
             for page in pages]  # fmt: skip
    film = Film(Table(*size, chance))
    film.hold(0.5, None)
    lay_down(film, pages[:count], chance)
    if with_mishaps:
        mishaps(film, pages[count:], chance)
    return film.shots


class Stream(BaseHTTPRequestHandler):
    film, once, lock = [], False, threading.Lock()

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        due = time.monotonic()
        while True:
            for jpeg, word in self.film:
                due += 1 / FPS
                time.sleep(max(0.0, due - time.monotonic()))
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                if word:
                    print(f"{time.monotonic():.4f} {word}", flush=True)
                try:
                    self.wfile.write(head.encode() + jpeg + b"\r\n")
                except OSError:
                    return
            if self.once:
                self.film = self.film[:8]

    def log_message(self, *_arguments):
        """Say nothing."""


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sheet_stream")
    parser.add_argument("sheets", type=int)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--mishaps", action="store_true")
    parser.add_argument("--once", action="store_true")
    asked = parser.parse_args()
    size = tuple(int(each) for each in asked.size.split("x"))
    Stream.film = make_film(asked.sheets, size, with_mishaps=asked.mishaps)
    Stream.once = asked.once
    with socketserver.ThreadingTCPServer(("127.0.0.1", asked.port), Stream) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
