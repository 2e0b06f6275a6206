"""The audit log's bytes, against the published test vector."""

import datetime as dt
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.domain.audit import (
    FIRST_PREV,
    Checkpoint,
    Deed,
    Genesis,
    Slip,
    checkpoint_message,
    compose_line,
    fingerprint,
    head_of,
    paper_form,
    reference,
)

JST = dt.timezone(dt.timedelta(hours=9))
EVENT_ID = "00112233445566778899aabbccddeeff"
EVENT_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
WITNESS_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
VECTOR = (
    (
        '{"seq":0,"at":"2026-11-23T09:00:00+09:00","who":"system","act":"genesis",'
        '"format":"venue-audit-log/1","event_id":"00112233445566778899aabbccddeeff",'
        '"event_key":"A050 837D 8507 0582 CCF7 394B 0988 847C C312 CB88",'
        '"witness_key":"824C 89AA 8EFB 95EF 9362 9B45 1959 9129 CACE 4ADA",'
        '"software_sha256":"abababababababababababababababababababababababababababababababab",'
        '"plugins":[],"checkpoint_every":50,"sample":true,'
        '"prev":"0000000000000000000000000000000000000000000000000000000000000000"}'
    ),
    (
        '{"seq":1,"at":"2026-11-23T09:00:01+09:00","who":"system","act":"checkpoint",'
        '"sig":"DMhxWdDEPgVOh0GQh3h4we2suVs0HkgblVPTUFFuD6dL9aneFKQfKEJyfq4m9JVPdwHU4GZS24WkO+u2Hk4'
        'rBw==","prev":"c6901f47cbd13feae3f4be0ce29a5408695bb8fe0f8191b72dae59f2fe9d6190"}'
    ),
    (
        '{"seq":2,"at":"2026-11-23T09:00:02+09:00","who":"H-01","act":"slip","kind":"opening",'
        '"prev":"d4f8fb5286401e562a09e736046b2f8d7f42c76babeadef81cca2827ced02c5b"}'
    ),
    (
        '{"seq":3,"at":"2026-11-23T13:12:05+09:00","who":"H-03","act":"check_in",'
        '"ref":"9f86d081884c7d65","n":{"present":1},'
        '"prev":"844931623544fd207a0fbf0d2194deb4f31d2323a796faa9000d8e7f02e50932"}'
    ),
    (
        '{"seq":4,"at":"2026-11-23T17:00:00+09:00","who":"system","act":"checkpoint",'
        '"sig":"URzz0fXmbbbHaJA7B4NcyfujP2JSF2jPsTSY3e1Ohoa4mSwT8j/goYGKTeGxNZvCLWD9v+fuUF1ktPps6H0'
        'QDA==","prev":"003dbd8c6243316309229affd85529f1b6533633f515d8290df545885b1f9588"}'
    ),
)


def at(hour, minute=0, second=0):
    return dt.datetime(2026, 11, 23, hour, minute, second, tzinfo=JST)


def fingerprint_of(key):
    return fingerprint(
        key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )


def compose_log(entries):
    """Chain entries; a ``None`` stands for a checkpoint by the event key."""
    lines, prev = [], FIRST_PREV
    for seq, (when, who, entry) in enumerate(entries):
        message = checkpoint_message(EVENT_ID, seq=seq, prev=prev)
        kept = Checkpoint(EVENT_KEY.sign(message)) if entry is None else entry
        lines.append(compose_line(kept, seq=seq, at=when, who=who, prev=prev))
        prev = head_of(lines[-1])
    return lines


def test_the_published_vector_comes_out_byte_for_byte():
    genesis = Genesis(
        event_id=EVENT_ID,
        event_key=fingerprint_of(EVENT_KEY),
        witness_key=fingerprint_of(WITNESS_KEY),
        software_sha256="ab" * 32,
        plugins=(),
        sample=True,
    )
    arrival = Deed(act="check_in", ref="9f86d081884c7d65", n={"present": 1})
    lines = compose_log(
        [
            (at(9), "system", genesis),
            (at(9, 0, 1), "system", None),
            (at(9, 0, 2), "H-01", Slip("opening")),
            (at(13, 12, 5), "H-03", arrival),
            (at(17), "system", None),
        ]
    )
    assert lines == [line.encode() for line in VECTOR]
    assert head_of(lines[-1]) == "a43c7be17b52ada91bcd4b1dcc3cebcfe0322b3ef435967cee21e8549986e957"
    opening = paper_form(bytes.fromhex(head_of(lines[1])))
    assert opening == "D4F8 FB52 8640 1E56 2A09 E736 046B 2F8D 7F42 C76B"


def test_optional_members_stand_in_a_fixed_order_before_the_chain():
    deed = Deed(
        act="sign_in_failed",
        lane="A",
        why="見本第1号",
        n={"tries": 2},
        ref="0" * 16,
        happened_at=at(8, 59),
    )
    line = compose_line(deed, seq=9, at=at(9), who="H-01", prev="0" * 64)
    assert list(json.loads(line)) == [
        *("seq", "at", "who", "act", "ref", "n", "why", "lane", "happened_at", "prev")
    ]
    assert "見本第1号".encode() in line


def test_plugins_stand_in_the_first_line():
    genesis = Genesis(
        event_id=EVENT_ID,
        event_key="",
        witness_key=None,
        software_sha256="ab" * 32,
        plugins=(("childcare", "cd" * 32),),
        sample=False,
    )
    line = json.loads(compose_line(genesis, seq=0, at=at(9), who="system", prev=FIRST_PREV))
    assert line["plugins"] == [{"name": "childcare", "sha256": "cd" * 32}]
    assert line["witness_key"] is None


@pytest.mark.parametrize(
    ("who", "deed"),
    [
        ("山田", Deed(act="check_in")),
        ("h-01", Deed(act="check_in")),
        ("", Deed(act="check_in")),
        ("H-01", Deed(act="Check in")),
        ("H-01", Deed(act="checkpoint")),
        ("H-01", Deed(act="check_in", why="")),
        ("H-01", Deed(act="check_in", why="a\nb")),
        ("H-01", Deed(act="check_in", why="x" * 65)),
    ],
)
def test_a_name_a_sentence_or_a_forged_checkpoint_never_enters_the_log(who, deed):
    with pytest.raises(ValueError, match=r"id|code"):
        compose_line(deed, seq=1, at=at(9), who=who, prev="0" * 64)


def test_a_time_without_offset_never_enters_the_log():
    with pytest.raises(ValueError, match="offset"):
        compose_line(Deed(act="x"), seq=1, at=at(9).replace(tzinfo=None), who="H-01", prev="0" * 64)


@given(st.text(max_size=64).filter(lambda text: text.isprintable() and text))
def test_a_line_is_one_line_of_json_without_white_space_outside_strings(why):
    line = compose_line(
        Deed(act="x", why=why, n={"a": 1}), seq=1, at=at(9), who="H-01", prev="0" * 64
    )
    assert b"\n" not in line
    assert b"\r" not in line
    parsed = json.loads(line)
    assert parsed["why"] == why
    assert json.dumps(parsed, ensure_ascii=False, separators=(",", ":")).encode() == line


def test_a_reference_depends_on_the_key_and_the_number():
    refs = {reference(key, no) for key in (bytes(32), b"1" * 32) for no in ("0001-4", "0002-8")}
    assert len(refs) == 4
    assert all(len(ref) == 16 and int(ref, 16) >= 0 for ref in refs)
