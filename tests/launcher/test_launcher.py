"""The launcher sets up what is missing, says what a person must do, and stays out of the way."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = ("cat", "cksum", "flock", "id", "ln", "mkdir", "readlink", "rm", "sleep")

# Stands for the machine's Python and for the one in .venv, which links to it.
PYTHON = """#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in
-m\\ venv*) mkdir -p .venv/bin .venv/lib/python3.11/site-packages && ln -s "$0" .venv/bin/python ;;
*installer.lock) exit 1 ;;
*requirements.lock) sleep 0.2; [ -e "$NETWORK" ] ;;
*-m\\ venue_kiosk*) shift 3; echo "$PWD" "$@"; cat ;;
esac
"""


@dataclass(frozen=True)
class Machine:
    """A copy of the launcher on a machine with few tools and a Python made of a shell script."""

    folder: Path
    home: Path

    def run(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.folder / "kiosk", *arguments],
            cwd=self.home,
            env=self.environment(),
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

    def environment(self) -> dict[str, str]:
        return {
            "PATH": str(self.home / "bin"),
            "CALLS": str(self.home / "calls"),
            "NETWORK": str(self.home / "network"),
        }

    def installs(self) -> int:
        """Count how often the parts of the lock were fetched."""
        return (self.home / "calls").read_text().count("-r requirements.lock")

    def venvs(self) -> int:
        return (self.home / "calls").read_text().count("-m venv")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    folder, home = tmp_path / "the kiosk", tmp_path / "home"
    (home / "bin").mkdir(parents=True)
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (home / "bin" / tool).symlink_to(found)
    (home / "bin" / "python3").write_text(PYTHON)
    (home / "bin" / "python3").chmod(0o755)
    (home / "network").touch()
    folder.mkdir()
    shutil.copy(ROOT / "kiosk", folder)
    (folder / "requirements.lock").write_text("typst==0.15.2\n")
    return Machine(folder, home)


def test_the_first_start_keeps_arguments_input_and_folder_of_the_caller(machine: Machine) -> None:
    ran = machine.run("check-in", "two words", stdin="12345\n")
    assert ran.returncode == 0
    assert ran.stdout == f"{machine.home} check-in two words\n12345\n"
    assert "準備" in ran.stderr
    assert "Ready" in ran.stderr


def test_a_finished_set_up_says_nothing_and_writes_nothing(machine: Machine) -> None:
    machine.run()
    shutil.rmtree(machine.folder / ".kiosk")
    again = machine.run("demo")
    assert (again.stdout, again.stderr) == (f"{machine.home} demo\n", "")
    assert not (machine.folder / ".kiosk").exists()
    assert machine.installs() == 1


def test_a_moved_folder_starts_without_the_network(machine: Machine, tmp_path: Path) -> None:
    machine.run()
    (machine.home / "network").unlink()
    moved = Machine(machine.folder.rename(tmp_path / "moved"), machine.home)
    assert moved.run("demo").stderr == ""


def test_a_link_to_the_launcher_starts_it(machine: Machine) -> None:
    (machine.home / "link").symlink_to(machine.folder / "kiosk")
    ran = subprocess.run(
        [machine.home / "link", "demo"],
        cwd=machine.home,
        env=machine.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == f"{machine.home} demo\n"


def test_without_python_it_says_what_to_type(machine: Machine) -> None:
    (machine.home / "bin" / "python3").unlink()
    ran = machine.run("demo")
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "sudo apt-get install python3 python3-venv" in ran.stderr
    assert "もう一度実行" in ran.stderr


def test_without_the_network_it_says_so_and_a_later_start_finishes(machine: Machine) -> None:
    (machine.home / "network").unlink()
    failed = machine.run("demo")
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert "ネットワーク" in failed.stderr
    assert "network" in failed.stderr
    (machine.home / "network").touch()
    assert machine.run("demo").returncode == 0
    assert machine.venvs() == 1


def test_a_half_made_environment_is_made_again(machine: Machine) -> None:
    (machine.folder / ".venv" / "bin").mkdir(parents=True)
    (machine.folder / ".venv" / "bin" / "python").symlink_to("/nowhere")
    assert machine.run("demo").returncode == 0


def test_another_python_under_the_same_name_makes_it_again(machine: Machine) -> None:
    machine.run()
    python = machine.home / "bin" / "python3"
    python.rename(machine.home / "bin" / "python3.12")
    python.symlink_to("python3.12")
    assert machine.run("demo").returncode == 0
    assert machine.venvs() == 2


def test_a_changed_lock_is_fetched_into_the_same_environment(machine: Machine) -> None:
    machine.run()
    (machine.folder / "requirements.lock").write_text("typst==0.15.3\n")
    assert machine.run("demo").returncode == 0
    assert machine.installs() == 2
    assert machine.venvs() == 1


def test_two_at_once_set_up_once(machine: Machine) -> None:
    both = [
        subprocess.Popen(
            [machine.folder / "kiosk", "demo"],
            env=machine.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    assert [process.wait() for process in both] == [0, 0]
    assert machine.installs() == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(machine: Machine) -> None:
    machine.folder.chmod(0o500)
    ran = machine.run("demo")
    machine.folder.chmod(0o700)
    assert ran.returncode == 1
    assert f"書き込めません: {machine.folder}" in ran.stderr
