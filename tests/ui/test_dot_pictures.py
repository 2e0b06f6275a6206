"""Pictures dot by dot are the pictures, in the terminal's own codes."""

import base64
import re

import cv2
import numpy as np

from venue_kiosk.ports import PictureTerminal
from venue_kiosk.ui.widgets.dot_pictures import paint, to_kitty, to_sixels, wipe

LEVELS = 16


def picture():
    drawn = np.tile(np.linspace(0, 255, 40).astype(np.uint8), (27, 1))
    cv2.circle(drawn, (20, 12), 9, 0, 2)
    return drawn


def seen(sixels):
    """Draw sixels as a terminal does; return the percentages of grey."""
    size, body = re.fullmatch(r'\x1bP0;1;0q"1;1;(\d+;\d+)(.*)\x1b\\', sixels, re.DOTALL).groups()
    wide, tall = map(int, size.split(";"))
    colours, drawn = {}, np.full((tall, wide), -1)
    colour = x = y = 0
    for token in re.findall(r"#\d+(?:;\d+)*|!\d+.|[$-]|[?-~]", body):
        if token[0] == "#":
            colour, *grey = map(int, token[1:].split(";"))
            if grey:
                assert grey[1] == grey[2] == grey[3]
                colours[colour] = grey[1]
        elif token == "$":
            x = 0
        elif token == "-":
            x, y = 0, y + 6
        else:
            count = int(token[1:-1]) if token[0] == "!" else 1
            bits = ord(token[-1]) - 63
            for dot in range(6):
                if bits >> dot & 1:
                    drawn[y + dot, x : x + count] = colours[colour]
            x += count
    return drawn


def test_sixels_are_the_picture_in_sixteen_greys():
    grey = picture()
    drawn = seen(to_sixels(grey))
    assert drawn.shape == (24, 40)  # 27 rows are four sixels and three rows too few
    assert (drawn == (grey[:24] >> 4).astype(int) * 100 // (LEVELS - 1)).all()


def test_kitty_gets_the_picture_in_chunks_it_takes():
    grey = np.random.default_rng(1).integers(0, 255, (120, 160), np.uint8)
    chunks = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", to_kitty(grey, 3))
    assert len(chunks) > 2
    assert all(len(text) <= 4096 for _keys, text in chunks)
    assert [keys.rsplit("m=")[-1] for keys, _text in chunks] == ["1"] * (len(chunks) - 1) + ["0"]
    assert "i=3," in chunks[0][0]
    png = base64.standard_b64decode("".join(text for _keys, text in chunks))
    assert (cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE) == grey).all()


def test_a_picture_has_its_place_and_leaves_the_cursor():
    codes = paint(PictureTerminal("sixel", 10, 20), picture(), row=5, column=7, number=1)
    assert codes.startswith("\x1b7\x1b[5;7H\x1bP")
    assert codes.endswith("\x1b\\\x1b8")
    assert wipe(PictureTerminal("sixel", 10, 20)) == ""
    assert "a=d" in wipe(PictureTerminal("kitty", 10, 20))


def test_a_large_picture_comes_in_parts_that_a_terminal_takes_each_at_its_cell():
    chance = np.random.default_rng(2)
    grey = chance.integers(0, 255, (1002, 1990), np.uint8)
    codes = paint(PictureTerminal("sixel", 9, 17), grey, row=2, column=3, number=1)
    whole = np.full(grey.shape, -1)
    parts = re.findall(r"\x1b\[(\d+);(\d+)H(\x1bP.*?\x1b\\)", codes, re.DOTALL)
    for row, column, sixels in parts:
        drawn = seen(sixels)
        assert max(drawn.shape) <= 1000  # xterm leaves out what is larger
        top, left = (int(row) - 2) * 17, (int(column) - 3) * 9
        whole[top : top + drawn.shape[0], left : left + drawn.shape[1]] = drawn
    assert len(parts) == 6
    assert (whole == (grey >> 4).astype(int) * 100 // (LEVELS - 1)).all()
