"""What a burst of fast keys is taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.ui.scan_burst import (
    Mixed,
    Scan,
    ThroughInputMethod,
    Typed,
    decide_burst,
    strip_symbology,
)

TICKET = "10010123456789012397"
WIDE_TICKET = "１００１０１２３４５６７８９０１２３９７"


@pytest.mark.parametrize("taker", ["nothing", "field", "secret"])
@pytest.mark.parametrize(
    "sent",
    [TICKET, WIDE_TICKET, f"]Q1{TICKET}", rf"]Q1\000026{TICKET}", rf"\000026{TICKET}"],
)
def test_a_ticket_is_a_scan_wherever_the_cursor_stands(sent, taker):
    verdict = decide_burst(sent, taker=taker)
    assert isinstance(verdict, Scan)
    assert not verdict.foreign
    assert verdict.text in {TICKET, WIDE_TICKET}


def test_a_ticket_typed_by_the_kana_layout_is_read_back():
    layout = dict(zip("0123456789", "わぬふあうえおやゆよ", strict=True))
    sent = "".join(layout[digit] for digit in TICKET)
    assert decide_burst(sent, taker="field") == Scan(TICKET, foreign=False)


@pytest.mark.parametrize("sent", ["https://example.jp/t?id=1", "4901234567894", "WIFI:S:x;T:WPA;;"])
@pytest.mark.parametrize("taker", ["nothing", "field"])
def test_a_foreign_code_is_a_scan_and_marked_so(sent, taker):
    assert decide_burst(sent, taker=taker) == Scan(sent, foreign=True)


def test_a_short_code_does_not_press_the_keys_of_the_desk():
    assert decide_burst("FBH5", taker="nothing") == Scan("FBH5", foreign=True)


@pytest.mark.parametrize(
    ("typed", "taker"),
    [
        ("takahashi hanako", "field"),
        ("たかはしはなこさん", "field"),
        ("地域支え合いのまちづくり", "field"),
        ("０９０１２３４５６７８", "field"),
        ("ＮＰＯたすけあい１２番地", "field"),
        ("0000000000000000", "field"),
        ("ffffffff", "nothing"),
        ("f", "nothing"),
        ("mado-5-kuruma-88", "secret"),
    ],
)
def test_what_people_and_input_methods_type_is_typed(typed, taker):
    assert decide_burst(typed, taker=taker) == Typed()


def test_forty_digits_are_two_scanners_at_once():
    interleaved = "".join(a + b for a, b in zip(TICKET, TICKET[::-1], strict=True))
    assert decide_burst(interleaved, taker="nothing") == Mixed()
    assert decide_burst(interleaved[:25], taker="field") == Mixed()


def test_many_digits_are_one_unreadable_code():
    assert isinstance(decide_burst("1234567890" * 50, taker="nothing"), Scan)


def test_letters_that_became_kana_blame_the_input_method():
    kana = "ｈっｔｐｓ：・・えぁｍｐぇ。ｊｐ"
    assert decide_burst(kana, taker="nothing") == ThroughInputMethod(typed=False)
    assert decide_burst(kana, taker="field") == ThroughInputMethod(typed=True)


@given(st.text(alphabet="あかさたなアカ髙橋山田 　ー", max_size=60))
def test_names_in_a_field_are_never_swallowed(name):
    assert decide_burst(name, taker="field") == Typed()


@given(st.text(max_size=80), st.sampled_from(["nothing", "field", "secret"]))
def test_any_text_has_a_verdict(text, taker):
    assert isinstance(decide_burst(text, taker=taker), Scan | Mixed | ThroughInputMethod | Typed)


@given(st.text(alphabet="0123456789", max_size=30))
def test_digits_keep_all_of_their_digits(digits):
    assert strip_symbology(digits) == digits
