"""A guess costs at least a fifth of a second, however fast the laptop is."""

import pytest

from venue_kiosk.domain.credential import Credential
from venue_kiosk.storage import calibration
from venue_kiosk.storage.calibration import calibrated
from venue_kiosk.storage.slot_body import Argon2Parameters, parse_slot
from venue_kiosk.storage.slots import SlotFile

KEY = bytes(range(100, 132))


class Laptop:
    """Shows how long each look at the derivation took."""

    def __init__(self, *seconds):
        self._times = iter([at for spent in seconds for at in (0.0, spent)])

    def monotonic(self):
        return next(self._times)


@pytest.mark.parametrize(
    ("seconds", "iterations"),
    [((0.3, 0.4), 3), ((0.125, 0.9), 6), ((0.2, 0.21), 4), ((0.01, 0.01), 10)],
)
def test_a_faster_laptop_gets_more_iterations(monkeypatch, seconds, iterations):
    monkeypatch.setattr(calibration, "stretch", lambda *_arguments: b"")
    assert calibrated(Argon2Parameters(), Laptop(*seconds)).iterations == iterations


def test_a_tests_cheap_parameters_stay_cheap(cheap):
    assert calibrated(cheap, Laptop()) == cheap


def slot_cost(path, slot_no):
    image = path.read_bytes()
    starts = range(slot_no * 4_096, (slot_no + 1) * 4_096, 512)
    return parse_slot(b"".join(image[at + 16 : at + 512] for at in starts)).parameters


def test_later_slots_cost_what_the_first_one_was_measured_to_cost(tmp_path, tokens, cheap):
    path = tmp_path / "slots.bin"
    dear = Argon2Parameters(memory_kib=8_192, iterations=4, lanes=1)
    SlotFile.create(path, tokens=tokens, parameters=dear).write(
        0, Credential("H-01", "words and words"), key=KEY
    )
    later = SlotFile(path, tokens=tokens, parameters=cheap)
    later.write(1, Credential("H-02", "more words than these"), key=KEY)
    assert slot_cost(path, 1) == dear


def test_a_slot_that_wants_more_memory_makes_no_other_slot_costly(tmp_path, tokens, cheap):
    path = tmp_path / "slots.bin"
    greedy = Argon2Parameters(memory_kib=16_384, iterations=9, lanes=1)
    SlotFile.create(path, tokens=tokens, parameters=greedy).write(
        0, Credential("H-01", "words and words"), key=KEY
    )
    later = SlotFile(path, tokens=tokens, parameters=cheap)
    later.write(1, Credential("H-02", "more words than these"), key=KEY)
    assert slot_cost(path, 1) == cheap
