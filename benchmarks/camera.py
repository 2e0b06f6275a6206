"""The desk with its camera on: pictures, work, memory and keys: ``python -m benchmarks camera``."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.stage import WHO, Stage, stage
from benchmarks.tables import NOTHING, Table, median, ms, percentile, show
from benchmarks.terminal import ROOT, Terminal
from plugins.reception.messages import _

FPS_TARGET = 15
ECHO_TARGET = 0.030
MEMORY_TARGET = 200
ERASE = "\x7f"
NUMBER = "98765"


COLUMNS = (
    "before the camera",
    "offered/s",
    "drawn/s",
    "read/s",
    "codes",
    "CPU of a core",
    "MB",
    "KB/s to terminal",
    "key p50 ms",
    "key p90 ms",
    "digit p50 ms",
    "target",
)


def run(*, quick: bool) -> None:
    seconds, keys = (5, 8) if quick else (30, 60)
    scenes = (("camera off", 0), ("nobody", 15), ("nobody", 30), ("notices", 15), ("notices", 30))
    rows = [_measure(what, fps, seconds, keys) for what, fps in scenes]
    show(
        Table(
            "Camera: 1280×720 Motion-JPEG from the loopback, each picture drawn and read for codes",
            COLUMNS,
            rows,
            f"{seconds} s of the desk at 80×24 for each row. Key: Backspace in the number field"
            f" until the field is painted, n = {keys}; not beside notices, whose verdicts empty the"
            " field. Digit: held up to 40 ms, because a scanner may have sent it. Codes: told to"
            f" the desk. Target: {FPS_TARGET} pictures/s, key p50 at most {ms(ECHO_TARGET)} ms,"
            f" {MEMORY_TARGET} MB.",
        )
    )


def _measure(what: str, fps: int, seconds: float, keys: int) -> Sequence[str]:
    with _offered(what, fps) as source, stage(camera=source) as made:
        if fps:
            _ask_for(fps, made.venue.installation.config_file)
        made.venue.close()
        with _desk(made) as (terminal, file):
            terminal.read_for(3.0)
            before, cpu, began = _counts(file), terminal.cpu_seconds(), time.perf_counter()
            painted = terminal.read_for(seconds)
            took = time.perf_counter() - began
            drawn, read, seen = (b - a for a, b in zip(before, _counts(file), strict=True))
            cpu = (terminal.cpu_seconds() - cpu) / took
            echo, digit = ([], []) if what == "notices" else _echoes(terminal, keys)
            memory = terminal.megabytes()
    return (
        what,
        str(fps or NOTHING),
        *(f"{count / took:.1f}" for count in (drawn, read)),
        str(seen),
        f"{cpu:.0%}",
        f"{memory:.0f}",
        f"{painted / took / 1000:.0f}",
        *_key_figures(echo, digit),
        _met(drawn / took, memory, echo) if fps else NOTHING,
    )


def _ask_for(fps: int, settings: Path) -> None:
    words = settings.read_text("utf-8")
    settings.write_text(words.replace('" }', f'", frames_per_second = {fps} }}', 1), "utf-8")


def _key_figures(echo: Sequence[float], digit: Sequence[float]) -> Sequence[str]:
    if not echo:
        return (NOTHING, NOTHING, NOTHING)
    return (ms(median(echo)), ms(percentile(echo, 0.9)), ms(median(digit)))


def _met(drawn: float, memory: float, echo: Sequence[float]) -> str:
    fast = drawn >= 0.95 * FPS_TARGET and median(echo or [0.0]) <= ECHO_TARGET
    return "met" if fast and memory <= MEMORY_TARGET else "NOT met"


@contextmanager
def _offered(what: str, fps: int) -> Iterator[str | None]:
    if not fps:
        yield None
        return
    stream = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.camera_stream", str(fps)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        yield f"http://127.0.0.1:{stream.stdout.readline().strip()}/{what}"
    finally:
        stream.kill()
        stream.wait()


@contextmanager
def _desk(made: Stage) -> Iterator[tuple[Terminal, Path]]:
    file = made.venue.folder / "counts"
    arguments = [str(file), str(made.venue.event), *WHO, "reception"]
    with Terminal("benchmarks.camera_kiosk", arguments, made.environment) as terminal:
        terminal.wait_for(_("Reception no."))
        yield terminal, file


def _counts(file: Path) -> list[int]:
    return [int(part) for part in file.read_text().split()]


def _echoes(terminal: Terminal, keys: int) -> tuple[list[float], list[float]]:
    erased, typed = [], []
    terminal.type_slowly(NUMBER)
    for _key in range(keys):
        for key, shown, waits in ((ERASE, NUMBER[:-1], erased), (NUMBER[-1], NUMBER, typed)):
            terminal.read_for(0.15)
            terminal.forget()
            sent = terminal.press(key)
            waits.append(terminal.wait_for(shown) - sent)
    return erased, typed
