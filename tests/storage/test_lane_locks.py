"""A lane belongs to one process, and to nobody once that process has ended."""

import os
import subprocess
import sys

import pytest

from venue_kiosk.errors import (
    NotNowError,
    UsageError,
)

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")


def test_lanes_are_taken_in_order_and_given_back(event):
    first, second = event.take_lane(), event.take_lane()
    assert (first.name, second.name) == ("A", "B")
    first.release()
    first.release()
    with event.take_lane() as third:
        assert third.name == "A"
    assert event.take_lane("A").name == "A"
    second.release()


def test_a_taken_lane_is_refused_and_another_may_be_named(event):
    lane = event.take_lane("C")
    with pytest.raises(NotNowError, match="C"):
        event.take_lane("C")
    assert event.take_lane("D").name == "D"
    lane.release()


@pytest.mark.parametrize("name", ["", "a", "AB", "1", "Ａ", "../x"])
def test_a_lane_has_one_letter(event, name):
    with pytest.raises(UsageError):
        event.take_lane(name)


def test_the_end_of_a_process_frees_its_lane_however_it_ends(event):
    script = (
        "import sys, pathlib, time\n"
        "from venue_kiosk.storage.lanes import take_lane\n"
        "print(take_lane(pathlib.Path(sys.argv[1])).name, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(event.folder)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "A\n"
        assert event.take_lane().name == "B"
        with pytest.raises(NotNowError):
            event.take_lane("A")
        holder.kill()
    assert event.take_lane("A").name == "A"


def test_a_27th_kiosk_finds_no_lane(event):
    lanes = [event.take_lane() for _ in range(26)]
    with pytest.raises(NotNowError):
        event.take_lane()
    for lane in lanes:
        lane.release()
