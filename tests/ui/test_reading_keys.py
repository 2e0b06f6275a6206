"""How bytes of the terminal become keys."""

import time

import pytest
from textual import events

from venue_kiosk.ui.textual_hacks_input import (
    LONGEST_FLOOD,
    ReadTimeParser,
    TolerantDecoder,
    was_waiting,
)


def slowly(parser, data):
    keys = []
    for key in parser.feed(data):
        keys.append(key)
        time.sleep(0.002)
    return keys


def test_keys_read_at_once_share_their_time_however_slow_the_machine():
    first, *_, last = slowly(ReadTimeParser(), "10010123456789012397")
    assert last.time == first.time


def test_keys_that_waited_for_the_reader_are_marked_and_others_are_not():
    parser = ReadTimeParser()
    (alone,) = slowly(parser, "1")
    (waited,) = slowly(parser, "2")
    time.sleep(0.05)
    (later,) = slowly(parser, "3")
    assert [was_waiting(key) for key in (alone, waited, later)] == [False, True, False]


def test_a_flood_of_keys_is_cut_and_reading_goes_on_after_it():
    parser = ReadTimeParser()
    kept = sum(len(list(parser.feed("73" * 1000))) for _ in range(5))
    assert kept == LONGEST_FLOOD
    time.sleep(0.05)
    assert [key.key for key in parser.feed("5")] == ["5"]


def test_a_long_paste_is_not_a_flood():
    text = "山田　花子 " * 2000
    pastes = list(ReadTimeParser().feed(f"\x1b[200~{text}\x1b[201~ "))
    assert [paste.text for paste in pastes if isinstance(paste, events.Paste)] == [text]


def test_bytes_of_another_encoding_do_not_end_the_reading():
    decoder = TolerantDecoder()
    assert decoder.decode(b"\x82\xa0") == "\ufffd\ufffd"
    assert decoder.decode("山".encode()[:2]) == ""
    assert decoder.decode("山".encode()[2:]) == "山"


def test_a_terminal_that_is_gone_ends_the_reading():
    with pytest.raises(EOFError):
        TolerantDecoder().decode(b"")
