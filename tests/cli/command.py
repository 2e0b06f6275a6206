"""The ``kiosk`` command inside the test's own process, on an event made cheaply."""

import io
import re
import sys

import pytest

from tests.laptop import MANAGER, Ran
from venue_kiosk.cli.commands import kiosk as command_tree
from venue_kiosk.cli.run import run
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import HANDLERS, compose_programme, passphrase_of

JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")


class Command:
    """Runs the command with the settings of a venue; no secret may ever come back from it."""

    def __init__(self, venue):
        self.venue = venue
        self.event = venue.event
        (venue.folder / "plugins").symlink_to(venue.installation.plugins_folder)

    def __call__(self, *arguments, given="", lang="en"):
        """Run one command to its end; ``given`` is its standard input."""
        given = given.encode() if isinstance(given, str) else given
        streams = {name: io.BytesIO() for name in ("stdout", "stderr")}
        streams["stdin"] = io.BytesIO(given)
        with pytest.MonkeyPatch.context() as patch, in_language("ja"):
            # Plugins add their commands at every start, in the language of that start.
            patch.setattr(command_tree, "commands", dict(command_tree.commands))
            patch.setenv("VENUE_KIOSK_ROOT", str(self.venue.folder))
            for name, stream in streams.items():
                patch.setattr(sys, name, io.TextIOWrapper(stream, encoding="utf-8"))
            code = run([*map(str, arguments), "--lang", lang])
            for name in ("stdout", "stderr"):
                getattr(sys, name).flush()
            ran = Ran(code, streams["stdout"].getvalue(), streams["stderr"].getvalue().decode())
        said = ran.out.decode() + ran.err
        assert "Traceback" not in said
        assert all(passphrase_of(handler) not in said for handler in HANDLERS)
        return ran

    def on_event(self, name, *arguments, handler=MANAGER, given="", event=None, lang="en"):
        """Run one command of a plugin's on the event, signed in as ``handler``."""
        given = given if isinstance(given, bytes) else given.encode()
        return self(
            *name.split(),
            event or self.event,
            *arguments,
            *("--handler", handler, "--password-stdin"),
            given=passphrase_of(handler).encode() + b"\n" + given,
            lang=lang,
        )


def small_programme(path, change=lambda text: text):
    """Write a programme of two handlers: key derivation takes its time for each."""
    head, *handlers = compose_programme().decode().split("[[handlers]]")
    two = [each for each in handlers if 'id = "H-02"' in each or 'id = "H-03"' in each]
    path.write_text(change("[[handlers]]".join([head, *two])), encoding="utf-8")
    return path
