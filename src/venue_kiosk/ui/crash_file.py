"""A crash file: exception types and places in the program, and not one value."""

import traceback
from collections.abc import Iterator
from pathlib import Path
from platform import python_version
from typing import Final

_MOST_FILES: Final = 50
_MOST_FRAMES: Final = 60
_MOST_CAUSES: Final = 8
_ROOTS: Final = ("site-packages", "src", "plugins", "lib")


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


def describe_crash(error: BaseException) -> Iterator[str]:
    """Yield the lines of a crash file."""
    yield f"Python {python_version()}"
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes and len(causes) < _MOST_CAUSES:
        causes.append(cause)
        yield ""
        yield f"{'caused by ' if len(causes) > 1 else ''}{_type_name(cause)}"
        for frame in traceback.extract_tb(cause.__traceback__)[-_MOST_FRAMES:]:
            yield f"  {_short_path(frame.filename)}:{frame.lineno}"
        cause = cause.__cause__ or cause.__context__


def _type_name(error: BaseException) -> str:
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}"


def _short_path(filename: str) -> str:
    """Return the path from a known root on: what stands before names the machine's user."""
    parts = Path(filename).parts
    for root in _ROOTS:
        if root in parts:
            return Path(*parts[len(parts) - 1 - parts[::-1].index(root) :]).as_posix()
    return parts[-1] if parts else "?"
