"""Reading the codes in files with the desk's own reader; nothing is stored."""

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from venue_kiosk.bootstrap.devices import is_video, open_code_reader, read_pictures
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.errors import KioskError, UsageError
from venue_kiosk.ports import CodeReader


def read_all(paths: Sequence[Path], answer: StreamAnswer) -> int:
    """Read every file; one line each. A file that cannot be used does not stop the others."""
    reader = open_code_reader()
    exit_code = 0
    for path in _files(paths):
        started = time.perf_counter()
        try:
            codes, readers = _read_file(path, reader)
        except KioskError as error:
            answer.say(f"{path}: {error.message} {error.hint}".rstrip())
            codes, readers, exit_code = [], [], UsageError.exit_code
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        if answer.wants_json:
            name = "+".join(sorted(set(readers))) or None
            answer.give({"path": str(path), "codes": codes, "reader": name, "ms": milliseconds})
        else:
            for code in codes:
                print(code, flush=True)  # noqa: T201 - the answer itself
    return exit_code


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.rglob("*") if each.is_file())
        else:
            yield path


def _read_file(path: Path, reader: CodeReader) -> tuple[list[str], list[str]]:
    codes: list[str] = []
    readers: list[str] = []
    read = reader.read if is_video(path) else reader.read_still
    for frame in read_pictures(path):
        for reading in read(frame):
            if reading.text not in codes:
                codes.append(reading.text)
                readers.append(reading.reader)
    return codes, readers
