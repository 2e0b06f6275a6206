"""A terminal is asked once whether it draws dots; one that says nothing shows half blocks."""

import os
import pty
import subprocess
import sys
import termios
import threading

import pytest

from venue_kiosk.adapters.picture_terminal import judge_answers
from venue_kiosk.ports import PictureTerminal

CELL = b"\x1b[6;20;10t"
ASK = """
from venue_kiosk.adapters.picture_terminal import ask_for_pictures
import sys
print(ask_for_pictures(float(sys.argv[1])), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (CELL + b"\x1b[?62;4;22c", "sixel"),
        (b"\x1b_Gi=31;OK\x1b\\" + CELL + b"\x1b[?62c", "kitty"),
        (b"\x1b_Gi=31;OK\x1b\\" + CELL + b"\x1b[?62;4c", "kitty"),
        (CELL + b"\x1b[?62;22c", None),
        (CELL + b"\x1b[?4c", None),  # a VT132, which draws nothing
        (b"\x1b[?62;4c", None),
        (b"\x1b[6;0;0t\x1b[?62;4c", None),
        (b"\x1b_Gi=31;ENOTSUPPORTED\x1b\\" + CELL + b"\x1b[?62c", None),
        (b"", None),
    ],
)
def test_what_a_terminal_says_decides(said, kind):
    assert judge_answers(said) == (kind and PictureTerminal(kind, 10, 20))


def test_a_terminal_that_does_not_give_its_cells_has_them_by_the_size_of_its_window():
    """What xterm says as it comes: sixels, and nothing of its cells."""
    said = b"\x1b[?63;1;2;4;6;9;15;16;22;28c"
    assert judge_answers(said, (17, 9)) == PictureTerminal("sixel", 9, 17)
    assert judge_answers(said, (0, 0)) is None
    assert judge_answers(CELL + said, (17, 9)) == PictureTerminal("sixel", 10, 20)


@pytest.mark.parametrize("answers", [CELL + b"\x1b[?62;4c", b""])
def test_a_real_terminal_is_asked_and_left_as_it_was(answers):
    ours, theirs = pty.openpty()
    before, asked = termios.tcgetattr(theirs), bytearray()

    def answer():
        while b"\x1b[c" not in asked:
            asked.extend(os.read(ours, 256))
        os.write(ours, answers)

    terminal = threading.Thread(target=answer, daemon=True)
    terminal.start()
    done = subprocess.run(
        [sys.executable, "-c", ASK, "5" if answers else "0.05"], stdin=theirs, stdout=theirs,
        stderr=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    terminal.join(5)
    assert b"\x1b_Gi=31" in asked
    wanted = PictureTerminal("sixel", 10, 20) if answers else None
    assert done.stderr.strip() == str(wanted)
    assert termios.tcgetattr(theirs) == before
    os.close(ours)
    os.close(theirs)
