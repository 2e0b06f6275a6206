"""No flipped bit passes openssl or the command, and no bytes bring the command down."""

import os
import random
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.certificate.asking import ask_json
from tests.certificate.papers import EVENT_KEY, WITNESS_KEY, file_bytes, full_certificate, lay_out
from venue_kiosk.domain.certificate.started import read_started
from venue_kiosk.domain.certificate.strict_json import StrictJsonError, parse_object
from venue_kiosk.domain.signatures import PublicKey
from venue_kiosk.services.log_reading import read_log
from venue_kiosk.services.verification import Papers, verify_certificate

FLIPS = int(os.environ.get("KIOSK_FLIPS", "200"))
OPENSSL_FLIPS = FLIPS // 10 if FLIPS <= 200 else FLIPS
GOOD = file_bytes(full_certificate())
NAMES = ("certificate", "signature", "witness_signature")


def whole():
    return {
        "certificate": GOOD,
        "signature": EVENT_KEY.sign(GOOD),
        "witness_signature": WITNESS_KEY.sign(GOOD),
    }


def flips(times):
    """Yield papers in which one bit of one file is another."""
    dice = random.Random(2)
    for _flip in range(times):
        papers = whole()
        name = dice.choice(NAMES)
        spoiled = bytearray(papers[name])
        bit = dice.randrange(8 * len(spoiled))
        spoiled[bit >> 3] ^= 1 << (bit & 7)
        yield {**papers, name: bytes(spoiled)}


def asked(papers):
    keys = {"event_key": EVENT_KEY.public, "witness_key": WITNESS_KEY.public}
    return verify_certificate(Papers(**papers, **keys), read_log, require_pass=False)


def test_no_flipped_bit_passes_the_command():
    assert asked(whole()).valid
    assert [papers for papers in flips(FLIPS) if asked(papers).valid] == []


def openssl_accepts(folder, key, signature):
    done = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", folder / key, "-rawin",
         "-in", folder / "erasure-certificate.json", "-sigfile", folder / signature],
        capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode == 0


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here")
def test_no_flipped_bit_passes_stock_openssl(tmp_path):
    path = lay_out(tmp_path, GOOD)
    names = {
        "certificate": path,
        "signature": tmp_path / "erasure-certificate.json.sig",
        "witness_signature": tmp_path / "erasure-certificate.json.witness.sig",
    }
    pairs = [("event-public-key.pem", "erasure-certificate.json.sig"),
             ("witness-public-key.pem", "erasure-certificate.json.witness.sig")]  # fmt: skip
    assert all(openssl_accepts(tmp_path, *pair) for pair in pairs)
    for papers in flips(OPENSSL_FLIPS):
        for name, place in names.items():
            place.write_bytes(papers[name])
        assert not all(openssl_accepts(tmp_path, *pair) for pair in pairs)


@given(content=st.binary(max_size=300), where=st.integers(0, len(GOOD)))
@example(content=b"\xff\xfe", where=0)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_signed_nonsense_is_answered_and_never_crashes(content, where):
    for nonsense in (content, GOOD[:where] + content, GOOD[:where] + content + GOOD[where:]):
        answer = asked({**whole(), "certificate": nonsense, "signature": EVENT_KEY.sign(nonsense)})
        assert answer.problems or nonsense == GOOD
        for read in (parse_object, lambda octets: read_started(parse_object(octets))):
            try:
                read(nonsense)
            except StrictJsonError:
                continue
        assert read_log(nonsense, EVENT_KEY.public) is None


@given(st.binary(max_size=400))
@example(EVENT_KEY.public.pem)
@example(b"-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n")
def test_any_bytes_are_a_key_or_are_told_to_be_none(content):
    try:
        key = PublicKey.parse(content)
    except ValueError:
        return
    assert key == EVENT_KEY.public or key.fingerprint


def test_a_file_with_strange_bytes_everywhere_is_answered(tmp_path):
    path = lay_out(tmp_path, GOOD)
    for place in sorted(tmp_path.iterdir()):
        before = place.read_bytes()
        for content in (b"", b"\0", b"{" * 2_000, b"\xff" * 100, b"x" + before):
            place.write_bytes(content)
            # Words before a key are allowed in a PEM file.
            allowed = {0, 1, 2} if place.suffix == ".pem" else {1, 2}
            assert ask_json(path)["exit"] in allowed
        place.write_bytes(before)
    assert ask_json(path)["exit"] == 0
