"""How well and how fast QR codes are read, the kiosk's reader beside each decoder alone.

``python -m benchmarks.readers [--seed N] [--count N] [--presentations N]``; frames are made from
the seed, so every figure but the times can be repeated. Times are CPU milliseconds of one core.
"""

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import cv2
import zxingcpp

from benchmarks.frames import FAULTS, FPS, Shot, empty, fault_shots, mixed_shots, presentation
from benchmarks.lens import Frame
from benchmarks.tables import Table, ms, percentile, show
from venue_kiosk.adapters.code_readers import LadderReader
from venue_kiosk.adapters.code_readers.decoders import zbar, zxing

CAP_S = 60.0
"""CPU seconds a decoder may use for one row; what is left of the row is not asked of it."""

Read = Callable[[Frame], Sequence[str]]


@dataclass
class Tried:
    """What one reader did with the frames of one row."""

    hits: list[bool] = field(default_factory=list)
    wrong: int = 0
    seconds: list[float] = field(default_factory=list)

    def take(self, read: Read, shot: Shot) -> None:
        if sum(self.seconds) < CAP_S:
            started = time.process_time()
            texts = read(shot.frame)
            self.seconds.append(time.process_time() - started)
            self.hits.append(shot.text in texts)
            self.wrong += sum(text != shot.text for text in texts)

    @property
    def rate(self) -> float:
        return sum(self.hits) / len(self.hits)

    @property
    def mean(self) -> float:
        return sum(self.seconds) / len(self.seconds)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--count", type=int, default=24, help="frames for each fault")
    asked.add_argument("--presentations", type=int, default=100)
    given = asked.parse_args()
    cv2.setNumThreads(1)
    wrong = _single_frames(given.count, given.seed)
    wrong += _presentations(given.presentations, given.seed)
    _empty_frames(given.seed)
    print(f"Wrong texts of the kiosk's reader anywhere: {wrong}")


def _single_frames(count: int, seed: int) -> int:
    rows: list[list[str]] = []
    wrong = 0
    for name, shots in _sets(count, seed):
        tried = _tried(shots, _stills())
        rows.append([name, *(f"{one.rate:.2f}" for one in tried.values())])
        if name.startswith("mix"):
            rows.append(["  CPU ms mean / p95", *(_cost(one.seconds) for one in tried.values())])
        wrong += sum(one.wrong for reader, one in tried.items() if reader.startswith("kiosk"))
    title = f"Single frames read, {count} for each fault, seed {seed}"
    show(Table(title, ["fault", *_stills()], rows))
    return wrong


def _sets(count: int, seed: int) -> Iterator[tuple[str, Iterable[Shot]]]:
    for name in FAULTS:
        yield name, fault_shots(name, count, seed)
    yield f"mix of all ({8 * count})", mixed_shots(8 * count, seed)


def _tried(shots: Iterable[Shot], readers: dict[str, Read]) -> dict[str, Tried]:
    tried = {name: Tried() for name in readers}
    for shot in shots:
        for name, read in readers.items():
            tried[name].take(read, shot)
    return tried


def _presentations(count: int, seed: int) -> int:
    first: dict[str, list[float]] = {}
    seconds: dict[str, list[float]] = {}
    wrong = 0
    for number in range(count):
        text, frames = presentation(seed * 10_000 + number)
        seen = list(frames)
        for name, read in _streams().items():
            hit, spent, strange = _followed(read, seen, text)
            first.setdefault(name, []).append(hit)
            seconds.setdefault(name, []).extend(spent)
            wrong += strange if name.startswith("kiosk") else 0
    columns = ["reader", "ever", "by 0.5 s", "by 1 s", "p90 s", "CPU ms a frame, mean / p95"]
    rows = [
        [
            name,
            f"{_share(hits, float('inf')):.2f}",
            f"{_share(hits, 0.5):.2f}",
            f"{_share(hits, 1.0):.2f}",
            f"{percentile(hits, 0.9):.2f}",
            _cost(seconds[name]),
        ]
        for name, hits in first.items()
    ]
    title = f"{count} presentations of a code at {FPS} frames a second, seed {seed}"
    show(Table(title, columns, rows))
    return wrong


def _followed(read: Read, frames: list[Frame], text: str) -> tuple[float, list[float], int]:
    """Return when ``text`` was first read, the CPU seconds of each frame, and wrong texts."""
    spent: list[float] = []
    wrong = 0
    for number, frame in enumerate(frames, 1):
        started = time.process_time()
        texts = read(frame)
        spent.append(time.process_time() - started)
        wrong += sum(one != text for one in texts)
        if text in texts:
            return number / FPS, spent, wrong
    return float("inf"), spent, wrong


def _share(hits: list[float], limit: float) -> float:
    return sum(hit <= limit and hit != float("inf") for hit in hits) / len(hits)


def _empty_frames(seed: int, count: int = 40) -> None:
    rows = []
    shots = {dim: [empty(seed * 1000 + n, dim=dim) for n in range(count)] for dim in (False, True)}
    for name, read in _streams().items():
        costs = [_spent(read, shots[dim]) for dim in (False, True)]
        means = (sum(cost) / len(cost) for cost in costs)
        rows.append([name, *map(ms, means), *(ms(max(cost)) for cost in costs)])
    columns = ["reader", "light, mean", "dim and noisy, mean", "light, most", "dim, most"]
    show(Table(f"A frame without code, CPU ms, {count} frames", columns, rows))


def _spent(read: Read, shots: Sequence[Shot]) -> list[float]:
    spent = []
    for shot in shots:
        started = time.process_time()
        texts = read(shot.frame)
        spent.append(time.process_time() - started)
        assert not texts, "a code was read where there is none"
    return spent


def _cost(seconds: Sequence[float]) -> str:
    return f"{ms(sum(seconds) / len(seconds))} / {ms(percentile(seconds, 0.95))}"


def _streams() -> dict[str, Read]:
    ladder, without = LadderReader(zxing(), zbar()), LadderReader(zxing(), None)
    readers: dict[str, Read] = {
        "kiosk": lambda frame: [one.text for one in ladder.read(frame)],
        "kiosk, no zbar": lambda frame: [one.text for one in without.read(frame)],
    }
    return readers | _alone()


def _stills() -> dict[str, Read]:
    ladder, without = LadderReader(zxing(), zbar()), LadderReader(zxing(), None)
    readers: dict[str, Read] = {
        "kiosk": lambda frame: [one.text for one in ladder.read_still(frame)],
        "kiosk, no zbar": lambda frame: [one.text for one in without.read_still(frame)],
    }
    return readers | _alone()


def _alone() -> dict[str, Read]:
    readers: dict[str, Read] = {"zxing-cpp": _zxing_alone}
    if zbar() is not None:
        readers["pyzbar"] = _zbar_alone
    detector = cv2.QRCodeDetectorAruco()

    def aruco(frame: Frame) -> list[str]:
        try:
            text = detector.detectAndDecode(_grey(frame))[0]
        except (cv2.error, UnicodeDecodeError):
            return []
        return [text] if text else []

    return readers | {"OpenCV": aruco}


def _zxing_alone(frame: Frame) -> list[str]:
    found = zxingcpp.read_barcodes(_grey(frame), formats=zxingcpp.BarcodeFormat.QRCodeModel2)
    return [one.text for one in found]


def _zbar_alone(frame: Frame) -> list[str]:
    look = zbar()
    return [] if look is None else [one.text for one in look(_grey(frame), "").readings]


def _grey(frame: Frame) -> Frame:
    return cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)


if __name__ == "__main__":
    main()
