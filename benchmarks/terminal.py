"""A program on a real terminal (pty, 80×24): start it, press keys, wait for words it paints."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

ROWS, COLUMNS = 24, 80
ROOT: Final = Path(__file__).parent.parent
PATIENCE: Final = 60.0

_CONTROLS: Final = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][0-9A-Z]|\x1b[@-_]")
_WHAT_ARE_YOU: Final = b"\x1b[c"
_PLAIN_TERMINAL: Final = b"\x1b[?62;22c"
"""What every terminal answers at once (DA1): a VT220 with colours, no pictures."""


class Terminal:
    """One program; ``python -I -m MODULE ARGUMENTS`` as the launcher starts the kiosk."""

    def __init__(
        self,
        module: str,
        arguments: Sequence[str] = (),
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._painted = b""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", module, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**kept, **terminal, **environment},
            start_new_session=True,
            cwd=ROOT,
        )
        os.close(slave)

    def wait_for(self, *words: str) -> float:
        """Return the time at which ``words`` were painted; forget what was painted before."""
        until = time.perf_counter() + PATIENCE
        while not self._shows(words):
            left = until - time.perf_counter()
            if left <= 0 or not select.select([self._master], [], [], left)[0]:
                raise TimeoutError(f"{words!r} was never painted")
            self._painted += self._read()
        painted = time.perf_counter()
        self._painted = b""
        return painted

    def forget(self) -> None:
        """Forget what was painted so far."""
        self._painted = b""

    def _shows(self, words: Sequence[str]) -> bool:
        plain = _CONTROLS.sub(b"", self._painted)
        return all(each.encode() in plain for each in words)

    def press(self, keys: str) -> float:
        """Send keys at once; return when they were sent."""
        os.write(self._master, keys.encode())
        return time.perf_counter()

    def type_slowly(self, keys: str) -> None:
        """Send keys at a person's speed, which no scanner has."""
        for key in keys:
            self.press(key)
            self.read_for(0.06)

    def read_for(self, seconds: float) -> int:
        """Take what is painted during some time; return how many bytes."""
        before, until = len(self._painted), time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if select.select([self._master], [], [], left)[0]:
                self._painted += self._read()
        return len(self._painted) - before

    def cpu_seconds(self) -> float:
        """Return the processor time the program has used so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """Return the largest memory the program has held so far (VmHWM)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024

    def _read(self) -> bytes:
        try:
            painted = os.read(self._master, 1 << 16)
        except OSError:
            raise RuntimeError(self._painted.decode(errors="replace")[-2000:]) from None
        if _WHAT_ARE_YOU in painted:
            os.write(self._master, _PLAIN_TERMINAL)
        return painted

    def close(self) -> None:
        """End the program."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()
