"""A laptop of a test's: the ``kiosk`` command in processes of its own, on events made cheaply."""

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

from venue_kiosk.testing import Venue, compose_programme, passphrase_of

KIOSK = (sys.executable, "-I", "-m", "venue_kiosk")
MANAGER = "H-02"
RECEPTION = "H-03"


@dataclass(frozen=True)
class Ran:
    """What one command answered."""

    code: int
    out: bytes
    err: str

    @property
    def objects(self):
        """The JSON objects on standard output; every line of it must be one."""
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]

    @property
    def object(self):
        """The one JSON object on standard output."""
        [found] = self.objects
        return found


class Laptop:
    """Runs the command with the settings and a copy of the plugins of one venue."""

    def __init__(self, venue: Venue) -> None:
        self.venue = venue
        self.event = venue.event
        self.root = venue.folder
        source = venue.installation.plugins_folder
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, self.root / "plugins", ignore=ignored)

    @property
    def environment(self):
        """The environment of every command."""
        return {**os.environ, "VENUE_KIOSK_ROOT": str(self.root)}

    def run(self, *arguments, given="", cwd=None):
        """Run one command to its end; ``given`` is its standard input."""
        if isinstance(given, str):
            given = given.encode()
        done = subprocess.run(
            [*KIOSK, *map(str, arguments)],
            input=given,
            capture_output=True,
            env=self.environment,
            cwd=cwd,
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

    def on_event(self, name, *arguments, handler=MANAGER, given=""):
        """Run one command of a plugin's on the event, signed in as ``handler``."""
        signed_in = ("--handler", handler, "--password-stdin")
        return self.run(
            *name.split(),
            self.event,
            *arguments,
            *signed_in,
            given=f"{passphrase_of(handler)}\n{given}",
        )

    def start_lane(self):
        """Start a lane without a screen; write codes to it, read answers from it."""
        signed_in = ("--handler", RECEPTION, "--password-stdin", "--stdin")
        process = subprocess.Popen(
            [*KIOSK, "check-in", str(self.event), *signed_in],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
        )
        process.stdin.write(passphrase_of(RECEPTION).encode() + b"\n")
        process.stdin.flush()
        return process


def programme_of_today(**options):
    """Return a programme that is open today and tomorrow from midnight to midnight."""
    today = dt.datetime.now().astimezone().date()
    days = iter([today, today + dt.timedelta(days=1)])
    content = compose_programme(kind="course", sessions=2, **options).decode()
    content = re.sub(
        r"(\[\[sessions\]\]\ndate = )\S+", lambda found: f"{found[1]}{next(days)}", content
    )
    for was, now in (
        ("doors_open = 13:00:00", "doors_open = 00:00:00"),
        ("starts = 13:30:00", "starts = 23:00:00"),
        ("ends = 16:30:00", "ends = 23:59:59.999999"),
        ("ends = 2030-03-31", f"ends = {today + dt.timedelta(days=9)}"),
    ):
        assert was in content
        content = content.replace(was, now)
    return content.encode()


def open_laptop(make_venue, *, plugins=None, **options):
    """Make an event of today on a laptop with these plugins."""
    now = dt.datetime.now().astimezone()
    return Laptop(make_venue(plugins=plugins, now=now, programme=programme_of_today(**options)))
