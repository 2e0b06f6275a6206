"""Runs the ``kiosk`` command."""

import gc
import signal
import sys
from typing import NoReturn

signal.signal(signal.SIGINT, signal.SIG_DFL)  # while modules load, Ctrl-C just ends the process
gc.set_threshold(50_000)  # what modules make while they load is no garbage to look for

from venue_kiosk.cli.run import run  # noqa: E402 - counts from the first import on
from venue_kiosk.demo.command import demo  # noqa: E402


def main() -> NoReturn:
    """Run the command of ``sys.argv`` and exit."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(run(sys.argv[1:], [demo]))


if __name__ == "__main__":
    main()
