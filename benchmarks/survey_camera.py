"""Survey sheets under the live camera: ``python -m benchmarks.survey_camera [--sheets N]``.

A Motion-JPEG stream in real time (``sheet_stream``), the kiosk's own screen on a terminal of
80×24, and the clock from the first frame in which nothing moves to the beep after the commit.
"""

import argparse
import itertools
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

from benchmarks.stage import WHO, stage
from benchmarks.tables import Table, median, ms, percentile, show, verdict
from benchmarks.terminal import ROOT, Terminal
from plugins.survey.messages import _
from venue_kiosk.i18n import use_language

TARGET = 0.5
F3 = "\x1bOR"
WAY = (F3, "3", "1")
"""From the list of batches to the camera: questionnaire and session."""


def run(*, quick):
    main(["--sheets", "3"] if quick else [])


def main(arguments=None):
    asked = _arguments(arguments)
    told, heard, drops = [], [], []
    with _stream(asked, told) as address, stage(camera=address) as made:
        made.venue.close()
        log = made.venue.folder / "sounds"
        program = [str(log), str(made.venue.event), *WHO, "survey"]
        with Terminal("benchmarks.survey_camera_kiosk", program, made.environment) as shown:
            _go_to_the_camera(shown)
            cpu, began = shown.cpu_seconds(), time.perf_counter()
            while not any(word == "begin end" for _at, word in told):
                shown.read_for(0.5)
            cpu = (shown.cpu_seconds() - cpu) / (time.perf_counter() - began)
            heard = [line.split() for line in log.read_text().splitlines()]
            drops = [f"{cpu:.0%}", f"{shown.megabytes():.0f}"]
    _report(told, [(float(at), sound) for at, sound in heard], drops)


def _arguments(arguments):
    parser = argparse.ArgumentParser(prog="python -m benchmarks.survey_camera", description=__doc__)
    parser.add_argument("--sheets", type=int, default=24)
    parser.add_argument("--size", default="1920x1080")
    return parser.parse_args(arguments)


@contextmanager
def _stream(asked, told):
    command = [sys.executable, "-m", "benchmarks.sheet_stream", str(asked.sheets), "--mishaps",
               "--once", "--size", asked.size]  # fmt: skip
    stream = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        address = f"http://127.0.0.1:{stream.stdout.readline().strip()}/sheets"
        threading.Thread(target=_listen, args=(stream, told), daemon=True).start()
        yield address
    finally:
        stream.kill()
        stream.wait()


def _listen(stream, told):
    for line in stream.stdout:
        at, word = line.strip().split(" ", 1)
        told.append((float(at), word))


def _go_to_the_camera(shown):
    shown.wait_for(_("No sheet came in yet."))
    for key in WAY:
        shown.read_for(1.0)
        shown.press(key)


def _report(told, heard, used):
    ends = [at for at, word in told if word.startswith("begin")] or [told[-1][0]]
    plain = [at for at, word in told if word.startswith("still") and at < ends[0]]
    waits = []
    for began, until in zip(plain, [*plain[1:], ends[0]], strict=True):
        first = next(((at, sound) for at, sound in heard if began - 0.2 < at < until), None)
        if first is not None and first[1] == "ok":
            waits.append(first[0] - began)
    rows = [[f"{len(plain)} sheets, two sides in turn", str(len(waits)), ms(median(waits)),
             ms(percentile(waits, 0.95)), ms(max(waits)), *used,
             verdict(percentile(waits, 0.95), TARGET)]]  # fmt: skip
    columns = ("laid under the camera", "read and beeped", "median ms", "p95 ms", "most ms",
               "CPU of a core", "MB", f"p95 ≤ {ms(TARGET)} ms")  # fmt: skip
    show(Table("Survey sheets under the camera", columns, rows,
               "From the first still frame to the beep, after the commit."))  # fmt: skip
    for (began, word), (ended, _end) in _pairs(told):
        sounds = [sound for at, sound in heard if began < at < ended]
        print(f"{word.removeprefix('begin ')}: {' '.join(sounds) or 'silence'}")


def _pairs(told):
    begins = [each for each in told if each[1].startswith("begin")]
    return itertools.pairwise(begins)


if __name__ == "__main__":
    use_language("ja")
    main()
