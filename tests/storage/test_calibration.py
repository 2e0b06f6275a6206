"""A guess costs at least a fifth of a second, however fast the laptop is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.domain.credential import Credential
from venue_kiosk.storage import calibration
from venue_kiosk.storage.calibration import calibrated
from venue_kiosk.storage.slot_body import Argon2Parameters, parse_slot
from venue_kiosk.storage.slots import SlotFile

KEY = bytes(range(100, 132))


class Laptop:
    """Takes ``fixed`` seconds for any derivation and more for each GiB that it goes through."""

    def __init__(self, fixed, seconds_per_gib):
        self.fixed, self.seconds_per_gib, self.now = fixed, seconds_per_gib, 0.0

    def seconds(self, cost):
        return self.fixed + self.seconds_per_gib * cost.memory_kib * cost.iterations / 2**20

    def stretch(self, _secret, _salt, cost):
        self.now += self.seconds(cost)
        return b""

    def monotonic(self):
        return self.now


def measured(laptop, monkeypatch):
    monkeypatch.setattr(calibration, "stretch", laptop.stretch)
    return calibrated(Argon2Parameters(), laptop)


@given(st.builds(Laptop, st.floats(0, 0.1, exclude_min=True), st.floats(0, 4, exclude_min=True)))
def test_a_guess_takes_a_fifth_of_a_second_where_slots_may_cost_that_much(laptop):
    with pytest.MonkeyPatch.context() as patch:
        cost = measured(laptop, patch)
    standard = Argon2Parameters()
    is_dearest = (cost.iterations, cost.memory_kib) == (10, 4 * standard.memory_kib)
    assert laptop.seconds(cost) >= 0.2 or is_dearest
    assert cost == standard or laptop.seconds(cost) < 0.5
    assert cost.allowed
    assert cost.memory_kib >= standard.memory_kib
    assert cost.iterations >= standard.iterations
    assert cost.lanes == standard.lanes


@pytest.mark.parametrize(
    ("seconds_per_gib", "iterations", "mib"), [(2.0, 3, 64), (0.8, 5, 64), (0.33, 10, 78)]
)
def test_iterations_are_raised_before_memory(monkeypatch, seconds_per_gib, iterations, mib):
    cost = measured(Laptop(0.0, seconds_per_gib), monkeypatch)
    assert (cost.iterations, cost.memory_kib) == (iterations, 1024 * mib)


def test_a_tests_cheap_parameters_stay_cheap(cheap):
    assert calibrated(cheap, Laptop(0.0, 0.1)) == cheap


def slot_cost(path, slot_no):
    image = path.read_bytes()
    starts = range(slot_no * 4_096, (slot_no + 1) * 4_096, 512)
    return parse_slot(b"".join(image[at + 16 : at + 512] for at in starts)).parameters


def test_later_slots_cost_what_the_first_one_was_measured_to_cost(tmp_path, tokens, cheap):
    path = tmp_path / "slots.bin"
    dear = Argon2Parameters(memory_kib=9_216, iterations=4, lanes=1)
    SlotFile.create(path, tokens=tokens, parameters=dear).write(
        0, Credential("H-01", "words and words"), key=KEY
    )
    later = SlotFile(path, tokens=tokens, parameters=cheap)
    later.write(1, Credential("H-02", "more words than these"), key=KEY)
    assert slot_cost(path, 1) == dear


def test_a_slot_that_wants_more_memory_makes_no_other_slot_costly(tmp_path, tokens, cheap):
    path = tmp_path / "slots.bin"
    greedy = Argon2Parameters(memory_kib=65_536, iterations=1, lanes=1)
    SlotFile.create(path, tokens=tokens, parameters=greedy).write(
        0, Credential("H-01", "words and words"), key=KEY
    )
    later = SlotFile(path, tokens=tokens, parameters=cheap)
    later.write(1, Credential("H-02", "more words than these"), key=KEY)
    assert slot_cost(path, 1) == cheap
