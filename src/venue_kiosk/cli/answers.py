"""Answering: words for people on standard error, JSON for programs on standard output."""

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

import click

from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _

_LONGEST_LINE: Final = 65_536


class StreamAnswer:
    """The answers of one command."""

    def __init__(self, *, wants_json: bool) -> None:
        self._wants_json = wants_json

    @property
    def wants_json(self) -> bool:
        """Whether ``--json`` was asked for."""
        return self._wants_json

    def say(self, words: str) -> None:
        """Print one line for people."""
        click.echo(words, err=True)

    def give(self, answer: Mapping[str, Any]) -> None:
        """Print one JSON object on a line of its own and flush it."""
        line = json.dumps(answer, ensure_ascii=False) + "\n"
        sys.stdout.flush()
        # Programs read UTF-8 whatever the terminal speaks; half a character stays an escape.
        sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()

    def lines(self) -> Iterator[str]:
        """Yield the lines of standard input; of an endless line only the beginning counts."""
        while line := sys.stdin.buffer.readline(_LONGEST_LINE):
            whole = line.endswith(b"\n")
            yield line.decode("utf-8", errors="replace").rstrip("\r\n")
            while not whole and (line := sys.stdin.buffer.readline(_LONGEST_LINE)):
                whole = line.endswith(b"\n")


def read_line() -> str:
    """Return the next line of standard input, without its line end; empty at its end."""
    line = sys.stdin.buffer.readline(_LONGEST_LINE)
    return line.decode("utf-8", errors="replace").rstrip("\r\n")


def read_passphrase() -> str:
    """Return the first line of standard input, without its line end.

    Raises:
        UsageError: there is none.
    """
    line = read_line()
    if not line.strip():
        raise UsageError(
            _("No passphrase came on standard input."), _("Write it as the first line.")
        )
    return line
