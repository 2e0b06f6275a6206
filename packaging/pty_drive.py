"""Run a command on a terminal of its own, wait until words are painted, press keys, see it end.

By hand, and for ``prove_bare_debian.sh``::

    python3 packaging/pty_drive.py --wait 見本データ --keys '\\x11' -- ./kiosk demo

Prints the seconds until the words were on the screen and until the end; exits 1 when they never
came, when the command did not end, or when it ended with another status than 0.
"""

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

ROWS, COLUMNS = 40, 120
ESCAPES = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[\]P_][^\x07\x1b]*(\x07|\x1b\\)|[ -/]*[0-~])")
SETTLE = 1.0
"""Seconds between the painted words and the keys: a person does not type sooner."""


def main() -> int:
    """Drive the command named on the command line."""
    asked = parse_arguments()
    started = time.monotonic()
    child, master = start(asked.command)
    output = read_until(master, started + asked.limit, asked.wait.encode())
    if asked.wait.encode() not in output:
        return give_up(child, f"never painted: {asked.wait}", output)
    print(f"painted after {time.monotonic() - started:.1f} s")
    read_until(master, time.monotonic() + SETTLE)
    for key in asked.keys:
        os.write(master, key.encode("latin-1").decode("unicode_escape").encode())
        read_until(master, time.monotonic() + SETTLE)
    output += read_until(master, started + asked.limit + SETTLE)
    status = ended(child)
    if status is None:
        return give_up(child, "did not end", output)
    print(f"ended after {time.monotonic() - started:.1f} s with status {status}")
    return int(status != 0)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wait", required=True, help="words that must be painted")
    parser.add_argument("--keys", nargs="*", default=["\\x11"], help="each sent in turn, escaped")
    parser.add_argument("--limit", type=float, default=180.0, help="seconds for it all")
    parser.add_argument("command", nargs="+")
    return parser.parse_args()


def start(command: list[str]) -> tuple[int, int]:
    """Start the command on a new terminal; return its process and our end of the terminal."""
    child, master = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execvp(command[0], command)
    return child, master


def read_until(master: int, deadline: float, words: bytes | None = None) -> bytes:
    """Return the text painted until ``words`` came, the time is over or the terminal closed."""
    raw = b""
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([master], [], [], left)[0]:
            break
        try:
            raw += os.read(master, 65536)
        except OSError:  # the last process on the terminal has gone
            break
        if words and words in ESCAPES.sub(b"", raw):
            break
    return ESCAPES.sub(b"", raw)


def ended(child: int) -> int | None:
    """Return the exit status, or None when the process is still there after five seconds."""
    for _ in range(50):
        process, status = os.waitpid(child, os.WNOHANG)
        if process:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.1)
    return None


def give_up(child: int, why: str, output: bytes) -> int:
    """Stop the command, tell why and what the screen last said."""
    os.kill(child, signal.SIGKILL)
    print(why, output[-2000:].decode(errors="replace"), sep="\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
