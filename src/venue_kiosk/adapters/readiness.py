"""Looking at terminal, clock and disk for ``kiosk doctor``."""

import os
import re
import select
import shutil
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_ASK_CURSOR: Final = "\x1b[6n"
_AMBIGUOUS: Final = "○△■※"
"""Signs of the verdicts, whose width terminals disagree on."""
_ANSWER: Final = re.compile(rb"\x1b\[\d+;(\d+)R")
_PATIENCE_S: Final = 0.5


def terminal_size() -> tuple[int, int] | None:
    """Return columns and lines of the terminal, or ``None`` where there is none."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return None
    return size.columns, size.lines


def ambiguous_width() -> int | None:
    """Return the cells that the terminal gives to a sign of ambiguous width: 1 or 2.

    ``None`` without a terminal, or when it does not say where its cursor is.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or sys.platform == "win32":
        return None
    import termios  # noqa: PLC0415 - not on Windows
    import tty  # noqa: PLC0415 - as above

    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        column = _column_after(_AMBIGUOUS)
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
    return None if column is None else round((column - 1) / len(_AMBIGUOUS))


def free_bytes(folder: Path) -> int:
    """Return what is free on the disk under ``folder``.

    Raises:
        OSError: the folder cannot be looked at.
    """
    return shutil.disk_usage(folder).free


def newest_change(folders: Iterable[Path]) -> float:
    """Return when the latest of some files was written, in seconds since the epoch."""
    times = [
        path.stat().st_mtime for folder in folders for path in folder.glob("*") if path.is_file()
    ]
    return max(times, default=0.0)


def _column_after(signs: str) -> int | None:
    sys.stdout.write(f"\r{signs}{_ASK_CURSOR}")
    sys.stdout.flush()
    received, until = b"", time.monotonic() + _PATIENCE_S
    while (left := until - time.monotonic()) > 0:
        if not select.select([sys.stdin], [], [], left)[0]:
            break
        received += os.read(sys.stdin.fileno(), 64)
        if answer := _ANSWER.search(received):
            sys.stdout.write("\r\x1b[K")
            return int(answer[1])
    sys.stdout.write("\r\x1b[K")
    return None
