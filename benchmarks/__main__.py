"""All tables, or those that are named: ``python -m benchmarks [--quick] [--full] [SECTION …]``."""

import argparse
import importlib
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from venue_kiosk.i18n import use_language

Section = Callable[..., None]
"""Called with ``quick`` (few runs) and ``full`` (hours instead of minutes)."""


def _own(module: str, *, quick: bool, full: bool) -> None:
    del full
    importlib.import_module(f"benchmarks.{module}").run(quick=quick)


def _command(module: str, few: Sequence[str], *, quick: bool, full: bool) -> None:
    """Run a module that is a command of its own; ``few`` are its arguments for few runs."""
    del full
    _call(module, *(few if quick else ()))


def _call(module: str, *arguments: str) -> None:
    print(f"`python -m benchmarks.{' '.join((module, *arguments))}`\n", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *arguments], check=True)
    print(flush=True)


def _notices(*, quick: bool, full: bool) -> None:
    for count in ("50",) if quick else ("200", "10000") if full else ("200",):
        _call("notices", "--count", count)


SECTIONS: Final[Mapping[str, Section]] = {
    "start": partial(_own, "start"),
    "keys": partial(_own, "keys"),
    "desk": partial(_own, "desk"),
    "search": partial(_own, "search"),
    "childcare": partial(_own, "childcare"),
    "session": partial(_own, "session"),
    "camera": partial(_own, "camera"),
    "authorizer": partial(_own, "authorizer"),
    "import": partial(_own, "importing"),
    "notices": _notices,
    "readers": partial(_command, "readers", ("--count", "4", "--presentations", "10")),
    "survey": partial(_own, "survey"),
    "survey_camera": partial(_own, "survey_camera"),
    "log": partial(_own, "log"),
    "tampers": partial(_own, "tampers"),
    "lanes": partial(_command, "lanes", ("--quick",)),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("section", nargs="*", choices=[[], *SECTIONS], metavar="SECTION")
    parser.add_argument("--quick", action="store_true", help="few runs, to see that it works")
    parser.add_argument("--full", action="store_true", help="10,000 notices too")
    asked = parser.parse_args()
    use_language("ja")
    print(f"Python {platform.python_version()}\n")
    for name in asked.section or SECTIONS:
        SECTIONS[name](quick=asked.quick, full=asked.full)


if __name__ == "__main__":
    main()
