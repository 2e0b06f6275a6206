"""A process that holds personal data: not in swap, not in a dump."""

import os
import subprocess
import sys

import pytest

PROBE = """
import resource
from venue_kiosk.adapters.process import close_process, is_memory_locked, may_dump
close_process()
print(is_memory_locked(), may_dump(), resource.getrlimit(resource.RLIMIT_CORE))
"""
linux_only = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="mlockall, prctl and seccomp are Linux's"
)
MAY_LOCK = os.geteuid() == 0
"""The superuser may lock what there is; to others the tests' limit allows nothing."""


def run(program, locked_bytes):
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_MEMLOCK, ({locked_bytes},) * 2)"
    command = [sys.executable, "-c", f"{limit}\n{program}"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def probe():
    return run(PROBE, 0).split(maxsplit=2)


@linux_only
def test_no_crash_of_the_kiosk_writes_its_memory_to_a_file():
    _locked, dumps, core = probe()
    assert dumps == "False"
    assert core.strip() == "(0, 0)"


@linux_only
def test_memory_is_locked_where_the_system_allows_it():
    assert probe()[0] == str(MAY_LOCK)


UNLOCK = """
import ctypes, mmap, threading
from venue_kiosk.adapters import process
system = ctypes.CDLL(None)
def unlock():
    place = ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
    print(system.munlock(place, len(memory)), end=" ")
threads = threading.Thread(target=lambda: (ready.wait(), unlock()))
ready = threading.Event()
threads.start()
process.close_process()
memory = mmap.mmap(-1, 1 << 20)
memory.write(b"x" * len(memory))
place = ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
assert system.mlock(place, len(memory)) == 0
def locked():
    return int(process._STATUS.read_text("ascii").partition("VmLck:")[2].split()[0])
before = locked()
unlock()
ready.set()
threads.join()
print("unlocked" if before - locked() >= 1024 else "locked")
"""


@linux_only
def test_what_is_locked_stays_locked_whoever_unlocks_it():
    """Where not everything could be locked, nothing is kept either."""
    assert run(UNLOCK, 2 << 20) == ("0 0 locked" if MAY_LOCK else "0 0 unlocked")


@linux_only
def test_an_opened_event_is_in_a_closed_process(venue):
    from venue_kiosk.adapters.process import may_dump

    with venue.open():
        assert may_dump() is False
