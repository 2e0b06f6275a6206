"""Show what a kiosk leaves in swap, with its memory locked and, as a control, without.

    python packaging/prove_swap.py        as root, on Linux 5.10 or newer; by hand

Makes a swap file of its own beside the temporary folder, opens an event of 2,000 made-up people in
a process, asks the kernel to page that process out, and searches the raw swap file. Prints one
line for each of the two; exits 1 unless the locked one left nothing and the control something.
"""

import ctypes
import mmap
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CANARY = "検知木探之助"
SWAP_BYTES = 512 << 20
PAGE_OUT = 21
PIDFD_OPEN, PROCESS_MADVISE = 434, 440
BLOCK = 1 << 20
CHILD = f"""
import sys, tempfile
from pathlib import Path
from venue_kiosk.adapters import process
if sys.argv[1] == "open":
    process.close_process = lambda: None
from venue_kiosk.testing import Venue, compose_programme, sample_application
with tempfile.TemporaryDirectory() as folder:
    programme = compose_programme(places="capacity = 9000")
    with Venue(Path(folder), plugins=["reception"], programme=programme) as venue:
        people = [sample_application(n, name=f"{CANARY}{{n:05d}}") for n in range(2000)]
        kept = venue.register(*people)
        venue.open("H-03")
        print("ready", flush=True)
        sys.stdin.readline()
"""


class Span(ctypes.Structure):
    _fields_ = (("start", ctypes.c_void_p), ("length", ctypes.c_size_t))


def main() -> int:
    if os.geteuid() != 0:
        print("needs root", file=sys.stderr)
        return 2
    found = {}
    for how in ("locked", "open"):
        with swap_file() as swap, child(how) as process:
            page_out(process.pid)
            time.sleep(2)
            used = swapped_kib(process.pid)
            found[how] = count(swap, CANARY.encode("utf-16-le")) + count(swap, CANARY.encode())
            print(f"memory {how}: {used} KiB of the process in swap, {found[how]} canaries there")
    return 0 if found["locked"] == 0 < found["open"] else 1


@contextmanager
def swap_file() -> Iterator[Path]:
    descriptor, name = tempfile.mkstemp(prefix="kiosk-swap-")
    with os.fdopen(descriptor, "wb") as file:  # written, for holes would read as zeros ever after
        for _block in range(SWAP_BYTES // BLOCK):
            file.write(bytes(BLOCK))
        file.flush()
        os.fsync(file.fileno())
    subprocess.run(["mkswap", name], check=True, capture_output=True)
    subprocess.run(["swapon", "--priority", "32000", name], check=True)
    try:
        yield Path(name)
    finally:
        subprocess.run(["swapoff", name], check=True)
        Path(name).unlink()


@contextmanager
def child(how: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
        process.communicate("\n")


def page_out(pid: int) -> None:
    """Ask the kernel to move every page of a process to swap; locked ones it leaves."""
    system = ctypes.CDLL(None, use_errno=True)
    descriptor = system.syscall(PIDFD_OPEN, pid, 0)
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        start, end = (int(each, 16) for each in line.split()[0].split("-"))
        span = Span(start, end - start)
        system.syscall(PROCESS_MADVISE, descriptor, ctypes.byref(span), 1, PAGE_OUT, 0)
    os.close(descriptor)


def swapped_kib(pid: int) -> int:
    found = re.search(r"^VmSwap:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found[1]) if found else 0


def count(path: Path, needle: bytes) -> int:
    """Count a needle in a file past the page cache, which swapping does not go through."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECT)
    block, hits, tail = mmap.mmap(-1, BLOCK), 0, b""
    try:
        while (length := os.readv(descriptor, [block])) > 0:
            window = tail + block[:length]
            hits += window.count(needle)
            tail = window[-len(needle) + 1 :]
    finally:
        os.close(descriptor)
        block.close()
    return hits


if __name__ == "__main__":
    sys.exit(main())
