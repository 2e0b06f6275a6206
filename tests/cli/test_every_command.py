"""Every command against every role: done, or refused in words; a new command needs a row here."""

import contextlib
import importlib
import io
import itertools
import sys

import click
import pytest

from venue_kiosk.bootstrap import open_event
from venue_kiosk.cli import run as running
from venue_kiosk.cli.commands import kiosk as command_tree
from venue_kiosk.errors import KioskError, NotNowError, NotPermittedError
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import HANDLERS, WITNESS, Venue, passphrase_of, sample_application

MANAGER = {"H-02"}
OFFICE = MANAGER | {"H-01"}
LOG = OFFICE | {"H-08"}
DESK = MANAGER | {"H-03"}
ROOM = MANAGER | {"H-06"}
BOARD = MANAGER | {"H-05"}
ANYBODY = set(HANDLERS)
"""Counts, states and one's own account; and whoever sees an incident reports it."""

SIGNED_IN = {
    "audit export": ("--out {new}", LOG),
    "audit show": ("", LOG),
    "audit slip": ("--kind midday --out {new}", LOG),
    "audit verify": ("", LOG),
    "check-in": ("--stdin", DESK),
    "childcare call": ("99", ROOM),
    "childcare card": ("", ROOM),
    "childcare carers": ("nursery 1", ROOM),
    "childcare close": ("", ROOM),
    "childcare correct-band": ("1 2", ROOM),
    "childcare decline": ("99 --band 1", ROOM),
    "childcare drop-off": ("--band 1", ROOM),
    "childcare enter": ("99", ROOM),
    "childcare leave": ("99", ROOM),
    "childcare lost-stub": ("99 --band 1 --second {other} --why stub_lost", ROOM),
    "childcare no-show": ("", ROOM),
    "childcare pick-up": ("99 1234 --band 1", ROOM),
    "childcare reissue": ("99 --why tag_lost", ROOM),
    "childcare reopen": ("99 --band 1 --why wrong_tag", ROOM),
    "childcare reserved": ("0", MANAGER),
    "childcare status": ("", ANYBODY),
    "childcare stop-calling": ("99", ROOM),
    "childcare tags": ("--out {new}", ROOM),
    "childcare wait": ("", ROOM),
    "close count": ("9 --heads 0", DESK),
    "close day": ("", MANAGER),
    "close hold": ("見本1", MANAGER),
    "close release": ("見本1", MANAGER),
    "close status": ("", ANYBODY),
    "custody incident": ("--kind loss --device off", ANYBODY - {"H-08"}),
    "custody inspection": ("--document 見本1 --result nothing_found", MANAGER),
    "custody ledger": ("", ANYBODY),
    "custody paper": ("notice in 1 --place x", MANAGER),
    "custody preflight": ("--all yes", MANAGER),
    "custody sample": ("", MANAGER),
    "custody slip": (
        "--no 1 --carrier H-02 --confirmed-by H-01 --place x --laptop y",
        MANAGER,
    ),
    "custody status": ("", ANYBODY),
    "custody time": ("departed", MANAGER),
    "custody timeline": ("1", LOG),
    "custody unlock": ("", MANAGER),
    "draw": ("--seed 1", MANAGER),
    "exchange allocate": ("--seconds 1", BOARD),
    "exchange announce": ("", BOARD),
    "exchange cards": ("--blue 1 --yellow 1", BOARD),
    "exchange export": ("--out {new} --allocation {new}2", BOARD),
    "exchange papers": ("--out {new}", BOARD),
    "exchange repair": ("", BOARD),
    "exchange status": ("", BOARD | DESK),
    "hand-over": ("--out {new} --witness W-01", OFFICE),
    "handlers add": ("H-20 --role auditor", OFFICE),
    "handlers change": ("H-99 --trained 2024-09-02", OFFICE),
    "handlers list": ("", LOG),
    "handlers passphrase": ("", ANYBODY),
    "handlers revoke": ("H-99", OFFICE),
    "handlers unlock": ("H-99", OFFICE),
    "import": ("{file} --dry-run", MANAGER),
    "notices": ("--out {new}", MANAGER),
    "promote": ("", MANAGER),
    "receipt": ("--number 1 --code 0", OFFICE),
    "report": ("handlers --out {new}", LOG),
}
"""What is typed after the event, and who may; the others are refused before anything is done."""

ERASES = {"erase": OFFICE}
WITHOUT = {
    "childcare display": "who signs in at the screen",
    "exchange display": "who signs in at the screen",
    "open": "who signs in at the screen",
    "doctor": "the machine only",
    "exchange solve": "a file without names",
    "new": "makes an event",
    "plugins list": "the installation only",
    "plugins trust": "the installation only",
    "read-codes": "stores nothing",
    "survey read": "files only",
    "survey sheet": "files only",
    "survey tally": "files only",
    "verify": "the ward's files",
    "verify-page": "no event",
}
"""Commands that nobody signs in for."""
SECRET = "秘密田"


@pytest.fixture(scope="module")
def venue(tmp_path_factory):
    with Venue(tmp_path_factory.mktemp("commands") / "venue") as made, in_language("en"):
        applications = [sample_application(n, name=f"{SECRET}　花子{n}") for n in range(4)]
        made.register(*applications)
        (made.folder / "plugins").symlink_to(made.installation.plugins_folder)
        yield made


@pytest.fixture(scope="module")
def commands(venue):
    """Return every command of the host and the plugins by its words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command_tree, "commands", dict(command_tree.commands))
        patch.setenv("VENUE_KIOSK_ROOT", str(venue.folder))
        running._prepare(venue.installation, ["every"])
        yield dict(walk(command_tree))


def walk(command, words=()):
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from walk(each, (*words, name))
    else:
        yield " ".join(words), command


@pytest.fixture(scope="module")
def opened(venue):
    """Let the commands work on one opened kiosk for each role instead of opening each time."""
    kiosks = {who: venue.open(who) for who in HANDLERS}

    @contextlib.contextmanager
    def open_once(installation, folder, credential, *, lane=None):
        if credential.user_id == WITNESS:
            open_event(installation, folder, credential, lane=lane)
        yield kiosks[credential.user_id]

    with pytest.MonkeyPatch.context() as patch:
        for name in ("audit_log", "close", "event_commands", "hand_over", "handlers", "receipt"):
            module = importlib.import_module(f"venue_kiosk.cli.{name}")
            patch.setattr(module, "open_event", open_once)
        yield


def other_than(who):
    return "H-06" if who == "H-02" else "H-02"


def run(venue, command, who, typed):
    """Run a command; return what it said and the error it ended with, if any."""
    arguments = [*command.split(), str(venue.event), *typed.split()]
    arguments += ["--handler", who, "--password-stdin", "--lang", "en"]
    other = WITNESS if WITNESS in typed else other_than(who)
    secrets = f"{passphrase_of(who)}\n{passphrase_of(other)}\n"
    said, error = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(secrets.encode())))
        patch.setattr(sys, "stdout", said)
        patch.setattr(sys, "stderr", said)
        try:
            command_tree.main(
                arguments, prog_name="kiosk", standalone_mode=False, obj=venue.installation
            )
        except KioskError as raised:  # anything else is a fault, and the test's
            error = raised
        said.flush()
    return said.buffer.getvalue().decode(), error


def test_no_command_is_missing_from_the_tables(commands):
    tables = [*SIGNED_IN, *ERASES, *WITHOUT]
    assert sorted(tables) == sorted(commands)


def test_only_listed_commands_work_without_anybody_signing_in(commands):
    for name in WITHOUT:
        options = {each.name for each in commands[name].params}
        assert "handler" not in options or name == "new", name


@pytest.mark.parametrize("who", sorted(HANDLERS, reverse=True))
def test_a_role_is_served_or_refused_in_words_by_every_command(
    venue, commands, opened, who, tmp_path
):
    file, numbers = tmp_path / "people.csv", itertools.count()
    file.write_text("申込方法,氏名\n", encoding="utf-8-sig")
    for name, (typed, allowed) in SIGNED_IN.items():
        new = tmp_path / f"new-{next(numbers)}"
        said, error = run(venue, name, who, typed.format(new=new, file=file, other=other_than(who)))
        if who in allowed:
            assert not isinstance(error, NotPermittedError), name
        else:
            assert isinstance(error, NotPermittedError), (name, error, said)
            assert error.message
            assert not new.exists()
        if who not in DESK:
            written = "".join(
                path.read_bytes().decode("utf-8", "ignore")
                for path in tmp_path.glob("new-*")
                if path.is_file()
            )
            assert SECRET not in said + written, name


@pytest.mark.parametrize(
    "command", ["audit show", "close status", "check-in", "hand-over", "handlers list", "receipt"]
)
def test_the_witness_signs_in_nowhere(venue, commands, opened, command, tmp_path):
    typed = SIGNED_IN[command][0].format(new=tmp_path / "new")
    _said, error = run(venue, command, WITNESS, typed)
    assert isinstance(error, NotNowError)
    assert error.message == "A witness does not sign in."


def test_only_who_may_erase_gets_as_far_as_the_erasures_gate(make_venue, commands, tmp_path):
    venue, medium = make_venue(), tmp_path / "medium"
    medium.mkdir()
    with in_language("en"):
        for who in HANDLERS:
            typed = f"--medium {medium} --witness {WITNESS}"
            _said, error = run(venue, "erase", who, typed)
            assert error is not None
            assert isinstance(error, NotPermittedError) is (who not in ERASES["erase"]), (
                who,
                error,
            )
    assert list(medium.iterdir()) == []
