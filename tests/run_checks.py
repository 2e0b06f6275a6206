"""Run every check of the project, cheapest first, and stop at the first that fails.

With arguments only the tests run, and the arguments go to pytest:
``./kiosk test tests/domain -k ticket``.
"""

# ruff: noqa: T201 - what it prints is its result

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

PYTEST = ("-m", "pytest", "-p", "no:cacheprovider")
CHECKS: dict[str, Sequence[str]] = {
    "format": ("-m", "ruff", "format", "--check", "--quiet", "."),
    "lint": ("-m", "ruff", "check", "--quiet", "."),
    "import contracts": ("-c", "from importlinter.cli import lint_imports_command as m; m()"),
    "catalogues": (*PYTEST, "tests/contracts/test_catalogues.py"),
    "types": ("-m", "mypy"),
}
"""Each name with what this Python is started with."""

TESTS = (*PYTEST, "-n", "2")


def main(arguments: Sequence[str]) -> int:
    """Run the checks and return the exit status; a run without a passed test is a failure."""
    os.chdir(ROOT)
    for name, command in {} if arguments else CHECKS.items():
        status, _ = run(name, command)
        if status:
            return status
    status, closing_line = run("tests", (*TESTS, *arguments))
    print(closing_line)
    if status == 0 and not re.search(r"\b[1-9]\d* passed", closing_line):
        print("No test ran.")
        return 1
    return status


def run(name: str, command: Sequence[str]) -> tuple[int, str]:
    """Run one command while showing what it prints; return its status and last line."""
    print(f"== {name}", flush=True)
    started = time.monotonic()
    last_line = ""
    with subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        for line in process.stdout:
            print(line, end="", flush=True)
            last_line = line.strip() or last_line
    seconds = time.monotonic() - started
    print(f"== {name}: exit {process.returncode}, {seconds:.1f} s", flush=True)
    return process.returncode, last_line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
