"""Runs one command and turns whatever happens into words and an exit code."""

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import click

from venue_kiosk.api import World
from venue_kiosk.bootstrap import Installation
from venue_kiosk.bootstrap.devices import LazyTypesetter
from venue_kiosk.cli.commands import kiosk
from venue_kiosk.cli.event_commands import EventCommands
from venue_kiosk.cli.usage import usage_hint, usage_sentence
from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import LANGUAGES, _, use_language
from venue_kiosk.traces import describe_crash

_USAGE: Final = 2
_FAULT: Final = 70
_INTERRUPTED: Final = 130
_WITHOUT_PLUGINS: Final = frozenset({"audit", "doctor", "plugins", "verify", "verify-page"})
"""A plugin that cannot be loaded must still be listed and found ill; the ward verifies without."""


def run(arguments: list[str], more: Sequence[click.Command] = ()) -> int:
    """Run one command and return its exit code; no traceback ever reaches a user.

    ``more`` are commands beside the host's own and the plugins'.
    """
    _hold_standard_streams()
    try:
        for command in more:
            kiosk.add_command(command)
        installation = Installation.find()
        _prepare(installation, arguments)
        result = kiosk.main(arguments, prog_name="kiosk", standalone_mode=False, obj=installation)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except KioskError as error:
        _say(error.message, error.hint)
        return error.exit_code
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        _say(usage_sentence(error), usage_hint(error))
        return _USAGE
    except (click.Abort, KeyboardInterrupt):
        _say(_("Stopped. What was not finished was not stored."))
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our answers has gone; nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 - a bug: plain words and places, never values
        _say(_("The kiosk met a fault of its own. What was saved is safe."), *describe_crash(error))
        return _FAULT


def _prepare(installation: Installation, arguments: list[str]) -> None:
    """Take the language from the settings and the commands from the plugins."""
    config = installation.read_config()
    use_language(_asked_language(arguments) or config.language)
    name = _command_name(arguments)
    if name in _WITHOUT_PLUGINS:
        return
    host = installation.load_plugins(config)
    if name in kiosk.commands:
        return  # one of the host's own: the plugins must be trusted, their commands are not needed
    folder = installation.plugins_folder
    world = World(typesetter=LazyTypesetter(), tokens=installation.tokens)
    host.register_commands(
        lambda name: EventCommands(kiosk, name, folder / name, title=host.title(name), world=world)
    )


def _command_name(arguments: list[str]) -> str | None:
    """Return the first word that is neither an option nor the language."""
    words = iter(arguments)
    for word in words:
        if word == "--lang":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def _asked_language(arguments: list[str]) -> str | None:
    """Look for ``--lang`` before anything is loaded that may have to complain."""
    for name, value in pairwise(arguments):
        if name == "--lang" and value in LANGUAGES:
            return value
    return None


def _hold_standard_streams() -> None:
    """Open what was closed at the start: a vault's file must never get the number 0, 1 or 2."""
    for descriptor, stream, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, stream) is None:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != descriptor:
                os.dup2(opened, descriptor)
                os.close(opened)
            setattr(sys, stream, os.fdopen(descriptor, mode, encoding="utf-8"))


def _say(*lines: str) -> None:
    for line in lines:
        if line:
            click.echo(line, err=True)
