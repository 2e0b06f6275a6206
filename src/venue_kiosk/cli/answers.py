"""Answering: words for people on standard error, JSON for programs on standard output."""

import getpass
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

import click

from venue_kiosk.domain.credential import Credential
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


def read_passphrase() -> str:
    """Return the first line of standard input, without its line end.

    Raises:
        UsageError: there is none.
    """
    line = sys.stdin.buffer.readline(_LONGEST_LINE)
    if not line.strip():
        raise UsageError(
            _("No passphrase came on standard input."), _("Write it as the first line.")
        )
    return line.decode("utf-8", errors="replace").rstrip("\r\n")


def ask_credential(handler_id: str | None, *, password_stdin: bool) -> Credential:
    """Return who signs in, from options or by asking at the terminal.

    Raises:
        UsageError: there is no terminal to ask at.
    """
    if password_stdin:
        if not handler_id:
            raise UsageError(_("Say who signs in: --handler ID"))
        return Credential(handler_id, read_passphrase())
    if not sys.stdin.isatty():
        raise UsageError(
            _("There is no terminal to ask for the passphrase at."),
            _("Use --handler ID --password-stdin."),
        )
    handler_id = handler_id or click.prompt(_("Handler id"), err=True)
    return Credential(handler_id, getpass.getpass(_("Passphrase: "), stream=sys.stderr))
