"""The commands: the same services, each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from childcare_room import CARER, Room

from venue_kiosk.testing import MANAGER, passphrase_of

ROOT = Path(__file__).parents[3]


class Shell:
    """Starts ``kiosk childcare …`` as somebody does in a terminal."""

    def __init__(self, venue):
        self.venue = venue
        self.root = venue.folder / "root"
        self.root.mkdir()
        (self.root / "config").symlink_to(venue.installation.config_folder)
        (self.root / "plugins").symlink_to(ROOT / "plugins")

    def start(self, act, *words, handler=CARER, more=""):
        environment = {**os.environ, "VENUE_KIOSK_ROOT": str(self.root), "PYTHONPATH": "src"}
        arguments = [str(self.venue.event), *map(str, words), "--handler", handler]
        options = ["--password-stdin", "--json", "--lang", "en"]
        process = subprocess.Popen(
            [sys.executable, "-m", "venue_kiosk", "childcare", act, *arguments, *options],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        process.stdin.write(f"{passphrase_of(handler)}\n{more}\n")
        process.stdin.close()
        process.stdin = None
        return process

    def run(self, act, *words, **options):
        process = self.start(act, *words, **options)
        out, err = process.communicate(timeout=60)
        assert "Traceback" not in err
        return process.returncode, json.loads(out) if out.strip() else None, err


@pytest.fixture
def shell(venue):
    return Shell(venue)


def test_a_child_comes_and_goes_by_commands_alone(shell, venue, tmp_path):
    tags = tmp_path / "tags.pdf"
    assert shell.run("tags", "--out", tags)[1] == {"tags": 30, "file": str(tags)}
    assert tags.read_bytes().startswith(b"%PDF")
    code, _answer, err = shell.run("drop-off", "--band", "1")
    assert (code, err.splitlines()[0]) == (1, "One more of age 1: carers missing: 2.")
    assert shell.run("carers", "nursery", 2)[0] == 0
    code, done, err = shell.run("drop-off", "--band", "1", "--uid", "same")
    assert (code, done["tag"], done["repeat"]) == (0, 1, False)
    assert shell.run("drop-off", "--band", "1", "--uid", "same")[1]["repeat"]
    assert shell.run("enter", 1)[0] == shell.run("call", 1)[0] == 0
    status = shell.run("status", handler="H-08")[1]
    assert (status["children"], status["open_calls"], status["bands"]) == (1, 1, {"1": 1})
    code, _answer, err = shell.run("pick-up", 1, "0000", "--band", "1")
    assert (code, err.splitlines()[0]) == (1, "The stub and the tag do not match.")
    assert shell.run("close")[0] == 1
    # The test's own clock stands before that of the commands: the manager alone may look.
    stub = Room(venue, MANAGER).codes()[1]
    assert shell.run("pick-up", 1, stub, "--band", "1")[0] == 0
    assert shell.run("close")[0] == 0


def test_a_lost_stub_takes_a_second_person_and_a_reason(shell, room):
    tag_no = room.take_in()
    words = (tag_no, "--band", "2", "--second", MANAGER, "--why", "stub_lost")
    code, _answer, _err = shell.run("lost-stub", *words, more="a wrong passphrase")
    assert (code, room.now.children) == (3, 1)
    code, _answer, _err = shell.run("lost-stub", *words, more=passphrase_of(MANAGER))
    assert (code, room.now.children) == (0, 0)


def test_who_has_no_childcare_duty_sees_numbers_and_changes_nothing(shell, room):
    room.take_in()
    for handler in ("H-03", "H-08"):
        assert shell.run("call", 1, handler=handler)[0] == 3
        assert shell.run("status", handler=handler)[1]["children"] == 1
    assert list(room.now.called) == []


def test_two_processes_never_share_the_last_place(shell, room):
    room.duty.set_carers("nursery", 20)
    for _ in range(9):
        room.take_in("school")
    desks = [shell.start("drop-off", "--band", "school") for _ in range(4)]
    answers = [(desk.communicate(timeout=60), desk.returncode) for desk in desks]
    assert sorted(code for _out, code in answers) == [0, 1, 1, 1]
    refused = [err.splitlines()[0] for (_o, err), code in answers if code]
    assert set(refused) == {"Childcare is full: 10 places."}
    assert (room.now.children, sum(room.now.bands.values())) == (10, 10)


def test_nothing_of_a_stub_is_written_anywhere(shell, room, venue):
    tag_no = room.take_in()
    code = room.codes()[tag_no]
    shell.run("pick-up", tag_no, code, "--band", "2")
    rows = venue.query("SELECT * FROM childcare_acts") + venue.query("SELECT line FROM core_audit")
    assert not [row for row in rows if f'"{code}"' in str(row) or code in map(str, row)]


def test_power_cuts_in_processes_never_leave_half_an_act(shell, room, venue):
    room.duty.set_carers("nursery", 20)
    desks = [shell.start("drop-off", "--band", "school") for _ in range(6)]
    for number, desk in enumerate(desks):
        try:
            desk.wait(timeout=0.3 + 0.1 * number)
        except subprocess.TimeoutExpired:
            desk.kill()
        desk.communicate(timeout=60)
    [(acts,)] = venue.query("SELECT count(*) FROM childcare_acts WHERE act = 'drop_off'")
    logged = len(venue.deeds("childcare_drop_off"))
    assert room.now.children == sum(room.now.bands.values()) == acts == logged
    room.take_in("school")


def test_one_tag_is_reprinted_alone(shell, venue, tmp_path):
    assert shell.run("tags", "--out", tmp_path / "one.pdf", "--tag", 7)[1]["tags"] == 1


def test_the_display_needs_a_terminal_and_says_so(shell):
    environment = {**os.environ, "VENUE_KIOSK_ROOT": str(shell.root), "PYTHONPATH": "src"}
    answer = subprocess.run(
        [sys.executable, "-m", "venue_kiosk", "childcare", "display", str(shell.venue.event)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (answer.returncode, "Traceback" in answer.stderr) == (2, False)
