"""Keeping what this process holds in memory out of swap and out of dumps."""

import ctypes
import platform
import re
import struct
import sys
from functools import cache
from pathlib import Path
from typing import Final

_MCL_CURRENT, _MCL_FUTURE, _MCL_ONFAULT = 1, 2, 4
_PR_GET_DUMPABLE, _PR_SET_DUMPABLE = 3, 4
_PR_SET_NO_NEW_PRIVS: Final = 38
_SET_MODE_FILTER, _TO_EVERY_THREAD = 1, 1
_CALLS: Final = {
    "x86_64": (0xC000003E, 317, 150),
    "aarch64": (0xC00000B7, 277, 229),
}
"""Of each machine: the kernel's name for it, and its numbers of ``seccomp`` and ``munlock``."""
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
    if system.mlockall(_MCL_CURRENT | _MCL_FUTURE | _MCL_ONFAULT) == 0:
        _keep_locked()


@cache
def _keep_locked() -> None:
    """Let nothing in this process unlock memory again.

    SQLCipher unlocks the whole page of every piece of memory that it gives back, whatever else
    lies on the page. So the kernel answers such a call with "done" and does nothing.
    """
    if platform.machine() not in _CALLS:
        return
    machine, seccomp, munlock = _CALLS[platform.machine()]
    steps = (
        (0x20, 0, 0, 4),  # load: which machine
        (0x15, 0, 2, machine),  # another one: go to "allow"
        (0x20, 0, 0, 0),  # load: which call
        (0x15, 1, 0, munlock),  # this one: go to "done"
        (0x06, 0, 0, 0x7FFF0000),  # allow
        (0x06, 0, 0, 0x00050000),  # done: error number 0
    )
    filled = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = struct.pack("@HP", len(steps), ctypes.addressof(filled))
    system = ctypes.CDLL(None)
    system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    system.syscall(seccomp, _SET_MODE_FILTER, _TO_EVERY_THREAD, program)


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
