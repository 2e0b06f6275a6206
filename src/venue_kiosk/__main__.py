"""Runs the ``kiosk`` command."""

import sys
from typing import NoReturn

from venue_kiosk.cli.run import run
from venue_kiosk.demo.command import demo


def main() -> NoReturn:
    """Run the command of ``sys.argv`` and exit."""
    sys.exit(run(sys.argv[1:], [demo]))


if __name__ == "__main__":
    main()
