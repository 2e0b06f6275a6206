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
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


def probe():
    ran = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    return ran.stdout.split(maxsplit=2)


@linux_only
def test_no_crash_of_the_kiosk_writes_its_memory_to_a_file():
    _locked, dumps, core = probe()
    assert dumps == "False"
    assert core.strip() == "(0, 0)"


@linux_only
@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user may not lock so much")
def test_memory_is_locked_where_the_system_allows_it():
    assert probe()[0] == "True"


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
memory = mmap.mmap(-1, 32 << 20)
memory.write(b"x" * len(memory))
def locked():
    return int(process._STATUS.read_text("ascii").partition("VmLck:")[2].split()[0]) >> 10
before = locked()
unlock()
ready.set()
threads.join()
print(before - locked() >= 32)
"""


@linux_only
@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user may not lock so much")
def test_what_is_locked_stays_locked_whoever_unlocks_it():
    child = [sys.executable, "-c", UNLOCK]
    ran = subprocess.run(child, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "0 0 False"


@linux_only
def test_an_opened_event_is_in_a_closed_process(venue):
    from venue_kiosk.adapters.process import may_dump

    with venue.open():
        assert may_dump() is False
