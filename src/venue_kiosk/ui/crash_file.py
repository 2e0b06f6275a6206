"""A crash file: exception types and places in the program, and not one value."""

from pathlib import Path
from typing import Final

from venue_kiosk.traces import describe_crash

_MOST_FILES: Final = 50


def record_crash(error: BaseException, folder: Path) -> Path | None:
    """Write exception types and file:line numbers into a new file of ``folder``; return its path.

    Never a message, a value or a local variable. ``None`` when the disk is full, the folder cannot
    be written, or it already holds enough crash files to see what is wrong.
    """
    words = "\n".join(describe_crash(error)) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, _MOST_FILES + 1):
            path = folder / f"crash-{number:02d}.txt"
            if not path.exists():
                with path.open("x", encoding="utf-8") as file:
                    file.write(words)
                return path
    except OSError:
        return None
    return None
