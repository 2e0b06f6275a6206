"""Where an exception came from, without any value it carried."""

import traceback
from collections.abc import Iterator
from pathlib import Path
from platform import python_version
from typing import Final

from venue_kiosk import __version__

_MOST_FRAMES: Final = 60
_MOST_CAUSES: Final = 8
_ROOTS: Final = ("site-packages", "src", "plugins", "lib")


def describe_crash(error: BaseException) -> Iterator[str]:
    """Yield exception types and file:line numbers, one line each.

    Never a message, a value or a local variable: they may hold personal data.
    """
    yield f"venue-kiosk {__version__}, Python {python_version()}"
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
