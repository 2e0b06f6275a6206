"""The code reader on frames as a reception camera gives them."""

import gc
import sys
import threading
import weakref

import cv2
import numpy as np
import pytest
import qrcode

from benchmarks.frames import FAULTS, empty, fault_shots, presentation, shoot
from benchmarks.lens import Scene
from benchmarks.papers import ticket
from venue_kiosk.adapters.code_readers import LadderReader, decoders, open_code_reader, reader_names
from venue_kiosk.adapters.code_readers.reed_solomon import corrected
from venue_kiosk.adapters.code_readers.ticket_reader import large_squares, read_ticket
from venue_kiosk.adapters.code_readers.ticket_symbol import SIZE

RESCUED = ["postmark", "tilt 55 deg", "motion 14 px", "defocus r 6", "very low light"]


@pytest.fixture
def reader():
    return open_code_reader()


@pytest.fixture
def without_zbar(monkeypatch):
    """A machine on which the library of pyzbar is not installed."""
    monkeypatch.setitem(sys.modules, "pyzbar", None)
    decoders.zbar.cache_clear()
    yield
    decoders.zbar.cache_clear()


def drawn(matrix, cell=8, quiet=4):
    """Return a picture of the modules in ``matrix``, 1 for dark."""
    light = np.where(np.pad(matrix, quiet), 0, 255).astype(np.uint8)
    return np.kron(light, np.ones((cell, cell), np.uint8))


def picture_of(text, level="M", cell=8):
    code = qrcode.QRCode(border=0, error_correction=getattr(qrcode, f"ERROR_CORRECT_{level}"))
    code.add_data(text)
    return drawn(np.array(code.get_matrix(), np.uint8), cell)


def texts(readings):
    return [reading.text for reading in readings]


@pytest.mark.parametrize("kind", ["postcard", "fax", "phone"])
def test_a_code_held_still_is_read_in_the_first_frame(reader, kind):
    shot = shoot(Scene(kind=kind, side=140, roll=170), seed=5)
    assert texts(reader.read(shot.frame)) == [shot.text]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_code_is_read_whichever_way_up(reader, turns):
    shot = shoot(FAULTS["postmark"], seed=3)
    turned = np.ascontiguousarray(np.rot90(shot.frame, turns))
    assert texts(reader.read_still(turned)) == [shot.text]


@pytest.mark.parametrize("fault", RESCUED)
@pytest.mark.usefixtures("without_zbar")
def test_codes_that_general_decoders_give_up_are_rescued(fault):
    reader = open_code_reader()
    shots = list(fault_shots(fault, 4, seed=8))
    assert sum(texts(reader.read_still(shot.frame)) == [shot.text] for shot in shots) >= 3


def test_codes_that_come_in_moving_are_read_within_a_second(reader):
    shown = [presentation(seed, frames=15) for seed in range(50, 58)]
    read = [any(texts(reader.read(frame)) == [text] for frame in frames) for text, frames in shown]
    assert sum(read) >= 7


@pytest.mark.parametrize("dim", [False, True])
def test_a_room_without_a_code_gives_no_text(reader, dim):
    frames = [empty(seed, dim=dim).frame for seed in range(15)]
    assert not any(reader.read(frame) for frame in frames)
    assert not any(reader.read_still(frame) for frame in frames[:3])


def test_noise_gives_no_text(reader):
    noise = np.random.default_rng(4).integers(0, 256, (240, 320, 3), np.uint8)
    assert reader.read_still(noise) == []


@pytest.mark.parametrize("size", [(1, 1), (2, 3000), (720, 7), (22, 9000)])
def test_pictures_of_odd_shapes_are_no_trouble(reader, size):
    assert list(reader.read_still(np.zeros(size, np.uint8))) == []
    assert [list(reader.read(np.full(size, 200, np.uint8))) for _turn in range(20)] == [[]] * 20


@pytest.mark.parametrize("text", ["https://example.jp/?q=1", "山田 花子 様", "A-1", "x" * 2300])
def test_any_text_is_read_not_only_tickets(reader, text):
    assert texts(reader.read(picture_of(text, cell=4))) == [text]


def test_every_code_of_a_sheet_is_read(reader):
    codes = [picture_of(f"sheet {number}", cell=5) for number in range(6)]
    sheet = np.vstack([np.hstack(codes[:3]), np.hstack(codes[3:])])
    assert sorted(texts(reader.read_still(sheet))) == [f"sheet {number}" for number in range(6)]


def test_a_ticket_whose_check_digits_are_wrong_is_not_made_up():
    good = ticket(np.random.default_rng(1))
    wrong = good[:-1] + str((int(good[-1]) + 1) % 10)
    sharp = {
        text: np.pad(picture_of(text, "Q"), 100, constant_values=255) for text in (good, wrong)
    }
    assert read_ticket(sharp[good], large_squares).text == good
    assert read_ticket(sharp[wrong], large_squares) is None


@pytest.mark.parametrize("scale", [1, 3])
def test_the_corners_lie_on_the_code_in_pixels_of_the_given_frame(scale):
    shot = shoot(Scene(side=150, at=(0.4, 0.6), yaw=20, postmark=0.9), seed=21)
    large = cv2.resize(shot.frame, None, fx=scale, fy=scale)
    (reading,) = LadderReader(None, None).read_still(large)
    corners = np.array(reading.corners) / scale
    assert np.allclose(corners.mean(axis=0), (0.4 * 1280, 0.6 * 720), atol=8)
    edges = np.diff(corners, axis=0)
    assert (edges[:-1, 0] * edges[1:, 1] > edges[:-1, 1] * edges[1:, 0]).all()


@pytest.mark.usefixtures("without_zbar")
def test_without_zbar_codes_are_read_and_the_doctor_can_say_so():
    shot = shoot(Scene(), seed=2)
    assert texts(open_code_reader().read(shot.frame)) == [shot.text]
    assert reader_names() == {"zxing-cpp": True, "pyzbar": False, "ticket": True}


def test_tickets_are_read_even_without_any_general_decoder():
    shot = shoot(Scene(side=160), seed=9)
    reader = LadderReader(None, None)
    assert any(texts(reader.read(shot.frame)) == [shot.text] for _turn in range(5))


def test_a_part_of_a_longer_text_does_no_harm(reader):
    """Structured append: the first of two symbols; zbar reports it in a way pyzbar cannot take."""
    header = "0011" + "0000" + "0001" + f"{0x5A:08b}"
    content = "0010" + f"{4:09b}" + f"{10 * 45 + 11:011b}" + f"{12 * 45 + 13:011b}"
    picture = np.pad(drawn(symbol_of(header + content)), 60, constant_values=255)
    assert texts(reader.read_still(picture)) == ["ABCD"]
    assert not list(LadderReader(None, decoders.zbar()).read_still(picture))


def symbol_of(bits):
    """Return the modules of a version-1 symbol at level Q with mask 0 holding ``bits``."""
    bits += "0000"
    words = [int(bits[at : at + 8].ljust(8, "0"), 2) for at in range(0, len(bits), 8)]
    words = (words + [0xEC, 0x11] * 13)[:13]
    whole = corrected([*words, *[0] * 13], 13, range(13, 26))
    donor = qrcode.QRCode(1, error_correction=qrcode.ERROR_CORRECT_Q, border=0, mask_pattern=0)
    donor.add_data("0")
    donor.make(fit=False)
    modules = np.array(donor.get_matrix(), np.uint8)
    stream = "".join(f"{word:08b}" for word in whole)
    for bit, (row, column) in zip(stream, places(), strict=True):
        modules[row, column] = (bit == "1") ^ ((row + column) % 2 == 0)
    return modules


def places():
    """Yield where data bits stand, by the standard's rule, told apart by what a donor fixes."""
    fixed = np.zeros((SIZE, SIZE), bool)
    fixed[:9, :9] = fixed[:9, -8:] = fixed[-8:, :9] = fixed[6] = fixed[:, 6] = True
    up = True
    for right in (20, 18, 16, 14, 12, 10, 8, 5, 3, 1):
        for row in range(SIZE - 1, -1, -1) if up else range(SIZE):
            yield from ((row, c) for c in (right, right - 1) if not fixed[row, c])
        up = not up


def test_no_picture_is_kept(reader):
    frames = [shoot(Scene(), seed=1).frame, empty(1, dim=False).frame]
    kept = [weakref.ref(frame) for frame in frames]
    for frame in frames:
        reader.read(frame)
        reader.read_still(frame)
    del frame
    frames.clear()
    gc.collect()
    assert [ref() for ref in kept] == [None, None]


def test_every_thread_may_have_a_reader_of_its_own():
    shots = list(fault_shots("tilt 55 deg", 2, seed=4))
    answers = {}

    def work(number):
        answers[number] = texts(open_code_reader().read_still(shots[number].frame))

    workers = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert answers == {number: [shots[number].text] for number in range(2)}
