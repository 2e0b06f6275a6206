"""Every needle is found in every encoding, wherever it lies and however the blocks are cut."""

import base64
import json

import pytest

from venue_kiosk.domain.needles import TEXT_ENCODINGS, Search, compose_needles
from venue_kiosk.storage.event_remains import EventFolder
from venue_kiosk.storage.wiping import BLOCK_BYTES

WARD, KIOSK = "見本木　千代之助", "けんさのもじれつ"
MARKER, KEY = bytes(range(16)), bytes(range(100, 132))


def disguises(text):
    """Return how a text may lie on a disk, each with what stands around it."""
    around = "「{}」です"
    yield "utf-8", around.format(text).encode()
    yield "utf-16le", around.format(text).encode("utf-16-le")
    yield "utf-16be", around.format(text).encode("utf-16-be")
    yield "cp932", around.format(text).encode("cp932")
    yield "euc-jp", around.format(text).encode("euc-jp")
    yield "json-escape", json.dumps({"name": text}).encode()
    for shift in range(3):
        yield f"base64-{shift}", base64.b64encode(b"x" * shift + text.encode() + b"yz")


def search():
    return Search(
        compose_needles(ward_canaries=[WARD], kiosk_canaries=[KIOSK], marker=MARKER, data_key=KEY)
    )


def found(looked):
    return {(n.kind, n.encoding) for n in looked.needles if looked.hits[n.label]}


CASES = [
    *(("ward_canary", encoding, octets) for encoding, octets in disguises(WARD)),
    *(("kiosk_canary", encoding, octets) for encoding, octets in disguises(KIOSK)),
    ("slot_marker", "raw", b"-" + MARKER + b"-"),
    ("data_key", "raw", b"-" + KEY + b"-"),
    ("data_key", "hex", b"x'" + KEY.hex().encode() + b"'"),
]


def test_the_disguises_are_all_that_is_looked_for():
    assert {encoding for _kind, encoding, _octets in CASES} == {*TEXT_ENCODINGS, "raw", "hex"}
    assert len(TEXT_ENCODINGS) == 9


@pytest.mark.parametrize(("kind", "encoding", "octets"), CASES)
def test_it_is_found_once_wherever_two_blocks_meet(kind, encoding, octets):
    for cut in range(len(octets) + 1):
        looked = search()
        for block in (b"\xff" * 7 + octets[:cut], octets[cut:] + b"\xff" * 200, b"\xff" * 300):
            looked.feed(block)
        assert found(looked) >= {(kind, encoding)}
        assert max(looked.hits.values()) == 1


@pytest.mark.parametrize(("kind", "encoding", "octets"), CASES)
def test_it_is_found_when_it_comes_byte_by_byte(kind, encoding, octets):
    looked = search()
    for at in range(len(octets)):
        looked.feed(octets[at : at + 1])
    assert found(looked) >= {(kind, encoding)}
    assert max(looked.hits.values()) == 1


def test_the_end_of_one_file_and_the_start_of_the_next_make_no_needle():
    looked = search()
    looked.feed(MARKER[:8])
    looked.end_stream()
    looked.feed(MARKER[8:])
    assert found(looked) == set()


@pytest.mark.parametrize("before", [0, BLOCK_BYTES - 5, BLOCK_BYTES - 1, BLOCK_BYTES])
def test_a_file_longer_than_a_block_is_read_to_its_last_byte(tmp_path, before):
    octets = WARD.encode()
    (tmp_path / "long").write_bytes(bytes(before) + octets)
    looked = search()
    read = EventFolder(tmp_path, tokens=None).read_through("long", looked)
    assert read.size == read.bytes_read == before + len(octets)
    assert found(looked) == {("ward_canary", "utf-8")}
