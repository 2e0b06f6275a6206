"""A ``kiosk`` command in a process of its own: how long, how much work, how much memory."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Done:
    seconds: float
    cpu_seconds: float
    megabytes: float
    """The largest memory it held until it answered."""
    answer: str


def run_command(arguments: Sequence[str], *, said: str, environment: Mapping[str, str]) -> Done:
    """Run ``kiosk ARGUMENTS`` with ``said`` on its standard input, until it ends well."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-I", "-m", "venue_kiosk", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )
    process.stdin.write(said.encode())
    process.stdin.close()
    answer = process.stdout.readline()
    memory = _megabytes(process.pid) if answer else 0.0
    answer, complaint = answer + process.stdout.read(), process.stderr.read()
    _pid, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(complaint.decode())
    cpu_seconds = used.ru_utime + used.ru_stime
    return Done(seconds, cpu_seconds, memory, answer.decode())


def _megabytes(pid: int) -> float:
    # Not from wait4: a child begins with the largest memory of who started it.
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024
