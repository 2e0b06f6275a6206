"""Keeping what this process holds in memory out of swap and out of dumps."""

import ctypes
import re
import sys
from pathlib import Path
from typing import Final

_MCL_CURRENT, _MCL_FUTURE, _MCL_ONFAULT = 1, 2, 4
_PR_GET_DUMPABLE, _PR_SET_DUMPABLE = 3, 4
_STATUS: Final = Path("/proc/self/status")


def close_process() -> None:
    """Lock the process's memory where the system allows it, and forbid core dumps.

    Pages are locked when they are first used, so nothing grows. An ordinary user may usually lock
    less than a kiosk needs; then nothing is locked and ``kiosk doctor`` says so.
    """
    if not sys.platform.startswith("linux"):
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    system = ctypes.CDLL(None)
    system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    system.mlockall(_MCL_CURRENT | _MCL_FUTURE | _MCL_ONFAULT)


def is_memory_locked() -> bool | None:
    """Tell whether memory is kept out of swap; ``None`` where the system does not say."""
    try:
        locked = re.search(r"^VmLck:\s+(\d+)", _STATUS.read_text("ascii"), re.MULTILINE)
    except OSError:
        return None
    return bool(locked and int(locked[1]))


def may_dump() -> bool | None:
    """Tell whether a crash could write this process's memory to a file."""
    if not sys.platform.startswith("linux"):
        return None
    return bool(ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0))
