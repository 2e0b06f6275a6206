"""``kiosk verify``: its exit codes, its first word, its JSON object."""

import hashlib
import subprocess

import pytest

from tests.certificate.asking import ask, ask_json, codes, results
from tests.certificate.papers import (
    EVENT_KEY,
    HEX,
    WITNESS_KEY,
    basic_certificate,
    changed,
    file_bytes,
    full_certificate,
    lay_out,
)

LOG = """\
{"seq":0,"at":"2026-11-23T09:00:00+09:00","who":"system","act":"genesis","format":"venue-audit-log/1","event_id":"00112233445566778899aabbccddeeff","event_key":"A050 837D 8507 0582 CCF7 394B 0988 847C C312 CB88","witness_key":"824C 89AA 8EFB 95EF 9362 9B45 1959 9129 CACE 4ADA","software_sha256":"abababababababababababababababababababababababababababababababab","plugins":[],"checkpoint_every":50,"sample":true,"prev":"0000000000000000000000000000000000000000000000000000000000000000"}
{"seq":1,"at":"2026-11-23T09:00:01+09:00","who":"system","act":"checkpoint","sig":"DMhxWdDEPgVOh0GQh3h4we2suVs0HkgblVPTUFFuD6dL9aneFKQfKEJyfq4m9JVPdwHU4GZS24WkO+u2Hk4rBw==","prev":"c6901f47cbd13feae3f4be0ce29a5408695bb8fe0f8191b72dae59f2fe9d6190"}
{"seq":2,"at":"2026-11-23T09:00:02+09:00","who":"H-01","act":"slip","kind":"opening","prev":"d4f8fb5286401e562a09e736046b2f8d7f42c76babeadef81cca2827ced02c5b"}
{"seq":3,"at":"2026-11-23T13:12:05+09:00","who":"H-03","act":"check_in","ref":"9f86d081884c7d65","n":{"present":1},"prev":"844931623544fd207a0fbf0d2194deb4f31d2323a796faa9000d8e7f02e50932"}
{"seq":4,"at":"2026-11-23T17:00:00+09:00","who":"system","act":"checkpoint","sig":"URzz0fXmbbbHaJA7B4NcyfujP2JSF2jPsTSY3e1Ohoa4mSwT8j/goYGKTeGxNZvCLWD9v+fuUF1ktPps6H0QDA==","prev":"003dbd8c6243316309229affd85529f1b6533633f515d8290df545885b1f9588"}
"""  # noqa: E501 - byte for byte as the format gives it
VECTOR = b'{\n  "format": "venue-erasure-certificate/1"\n}\n'
VECTOR_SIGNATURE = bytes.fromhex(
    "ff7e3c33686acc1b5dfd2005faafa5c095e3839217a0c4cce2f43db554c626d7"
    "0183d19afaee966552df816861f47fe734ca9ce53ceac5ff6058000c46f38209"
)


@pytest.fixture
def paper(tmp_path):
    return lay_out(tmp_path, file_bytes(full_certificate()))


def test_an_authentic_pass_is_valid(paper):
    answer = ask_json(paper)
    assert answer == {
        "format": "venue-verify-result/1",
        "result": "valid",
        "exit": 0,
        "level": "full",
        "verdict": "PASS",
        "document": "certificate",
        "sample": True,
        "event_id": "00112233445566778899aabbccddeeff",
        "file_sha256": hashlib.sha256(paper.read_bytes()).hexdigest(),
        "event_key": "A050 837D 8507 0582 CCF7 394B 0988 847C C312 CB88",
        "fingerprint_given": False,
        "checks": [
            {"id": "signature", "result": "ok"},
            {"id": "fingerprint", "result": "ok"},
            {"id": "witness_signature", "result": "ok"},
            {"id": "format", "result": "ok"},
            {"id": "verdict_rule", "result": "ok"},
            {"id": "audit_log", "result": "not_asked"},
            {"id": "started_record", "result": "not_asked"},
        ],
        "problems": [],
    }


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_first_words_are_the_same_in_every_language(paper, tmp_path, lang):
    assert ask(paper, lang=lang)[1].startswith("VALID PASS\n")
    paper.write_bytes(paper.read_bytes() + b" ")
    assert ask(paper, lang=lang)[1].startswith("INVALID\n")
    assert ask(tmp_path / "none.json", lang=lang)[1].startswith("UNUSABLE\n")


def test_people_are_told_to_look_at_the_slip_and_that_it_is_a_sample(paper):
    out = ask(paper, lang="ja")[1]
    assert "見本" in out
    assert "開始時の控え" in out
    given = ask(paper, "--fingerprint", EVENT_KEY.public.fingerprint, lang="ja")[1]
    assert "開始時の控え" not in given


def test_a_signed_record_of_failure_is_valid_and_says_failed(tmp_path):
    tree = changed(full_certificate(), "scan.hits", 3)
    tree.update(
        verdict="FAILED",
        document="record",
        reasons=[{"rule": "P4", "code": "hits", "subject": ""}],
    )
    path = lay_out(tmp_path, file_bytes(tree))
    assert ask(path)[1].startswith("VALID FAILED\n")
    asked = ask_json(path, "--require-pass")
    assert (asked["exit"], asked["verdict"], codes(asked)) == (1, "FAILED", ["not_pass"])


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("verdict", "UNKNOWN"),
        ("document", "record"),
        ("reasons", [{"rule": "P4", "code": "hits", "subject": ""}]),
        ("scan.hits", 1),
        ("record.steps.3.result", "skipped"),
    ],
)
def test_a_signed_lie_is_invalid(tmp_path, change, value):
    path = lay_out(tmp_path, file_bytes(changed(full_certificate(), change, value)))
    answer = ask_json(path)
    assert answer["result"] == "invalid"
    assert results(answer)["verdict_rule"] == "failed"


def test_reasons_carry_a_code_of_their_rule(tmp_path):
    tree = changed(full_certificate(), "scan.hits", 1)
    tree.update(verdict="FAILED", document="record")
    tree["reasons"] = [{"rule": "P4", "code": "not_zero", "subject": ""}]
    assert ask_json(lay_out(tmp_path, file_bytes(tree)))["exit"] == 1


def test_after_a_wrong_signature_nothing_else_is_said(paper):
    paper.write_bytes(paper.read_bytes().replace(b"NB-1", b"NB-2"))
    answer = ask_json(paper)
    assert results(answer) == {
        "signature": "failed",
        **dict.fromkeys(list(results(answer))[1:], "not_asked"),
    }
    assert {answer[name] for name in ("verdict", "level", "document", "sample", "event_id")} == {
        None
    }


@pytest.mark.parametrize("length", [0, 63, 65, 128])
def test_a_signature_of_another_length_is_invalid(paper, length):
    paper.with_name(paper.name + ".sig").write_bytes(b"x" * length)
    answer = ask_json(paper)
    assert (answer["exit"], codes(answer)) == (1, ["signature_length"])


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda f: (f / "erasure-certificate.json").unlink(), "file_missing"),
        (lambda f: (f / "erasure-certificate.json.sig").unlink(), "no_signature"),
        (lambda f: (f / "event-public-key.pem").unlink(), "no_key"),
        (lambda f: (f / "event-public-key.pem").write_bytes(b"\0not a key"), "bad_key"),
    ],
)
def test_without_its_papers_the_question_cannot_be_asked(paper, tmp_path, spoil, code):
    spoil(tmp_path)
    answer = ask_json(paper)
    assert (answer["result"], answer["exit"], codes(answer)) == ("unusable", 2, [code])


def test_a_key_of_another_kind_is_unusable(paper, tmp_path):
    made = subprocess.run(
        ["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        capture_output=True, check=True,
    )  # fmt: skip
    public = subprocess.run(
        ["openssl", "pkey", "-pubout"], input=made.stdout, capture_output=True, check=True
    )
    (tmp_path / "event-public-key.pem").write_bytes(public.stdout)
    assert ask_json(paper)["exit"] == 2


def test_a_named_file_that_is_missing_is_unusable(paper, tmp_path):
    for option in ("--key", "--witness-key", "--audit-log", "--started"):
        assert ask_json(paper, option, tmp_path / "none")["exit"] == 2


def test_an_authentic_file_of_another_format_is_unusable(tmp_path):
    path = lay_out(tmp_path, b'{"format": "venue-erasure-certificate/2"}\n')
    answer = ask_json(path)
    assert (answer["exit"], codes(answer)) == (2, ["unknown_format"])


def test_a_folder_or_an_endless_file_is_unusable(tmp_path):
    assert ask_json(tmp_path)["exit"] == 2


def test_the_fingerprint_of_the_slip_may_be_typed_freely(paper):
    typed = EVENT_KEY.public.fingerprint.lower().replace(" ", "")
    answer = ask_json(paper, "--fingerprint", typed)
    assert (answer["exit"], answer["fingerprint_given"]) == (0, True)
    other = ask_json(paper, "--fingerprint", WITNESS_KEY.public.fingerprint)
    assert (other["exit"], codes(other)) == (1, ["fingerprint_not_of_slip"])
    assert ask(paper, "--fingerprint", "A050")[0] == 2


def test_a_key_that_merely_lies_beside_proves_nothing(paper, tmp_path):
    content = paper.read_bytes()
    paper.with_name(paper.name + ".sig").write_bytes(WITNESS_KEY.sign(content))
    (tmp_path / "event-public-key.pem").write_bytes(WITNESS_KEY.public.pem)
    answer = ask_json(paper)
    assert (answer["exit"], codes(answer)) == (1, ["fingerprint_differs"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda f: (f / "erasure-certificate.json.witness.sig").unlink(),
        lambda f: (f / "witness-public-key.pem").unlink(),
        lambda f: (f / "witness-public-key.pem").write_bytes(EVENT_KEY.public.pem),
        lambda f: (f / "erasure-certificate.json.witness.sig").write_bytes(bytes(64)),
        lambda f: (f / "erasure-certificate.json.witness.sig").write_bytes(b""),
    ],
)
def test_a_witness_that_is_named_must_have_signed(paper, tmp_path, spoil):
    spoil(tmp_path)
    answer = ask_json(paper)
    assert answer["exit"] == 1
    assert results(answer)["witness_signature"] == "failed"


def test_the_well_known_vector_is_authentic_but_no_certificate(tmp_path):
    path = lay_out(tmp_path, VECTOR)
    assert path.with_name(path.name + ".sig").read_bytes() == VECTOR_SIGNATURE
    answer = ask_json(path)
    assert answer["file_sha256"].startswith("4b8f2a7e2431f4cc4406f75e08a84711")
    assert results(answer)["signature"] == "ok"
    assert (answer["exit"], answer["verdict"], results(answer)["format"]) == (1, None, "failed")


def with_log(tree, log=LOG):
    lines = log.splitlines()
    tree["audit"].update(
        sha256=hashlib.sha256(log.encode()).hexdigest(),
        count=len(lines),
        head=hashlib.sha256(lines[-1].encode()).hexdigest(),
        genesis=hashlib.sha256(lines[0].encode()).hexdigest(),
        checkpoints=2,
    )
    head = tree["audit"]["head"][:40].upper()
    tree["audit"]["slips"][1].update(
        count=len(lines), head=" ".join(head[at : at + 4] for at in range(0, 40, 4))
    )
    return tree


def test_the_log_beside_it_must_be_valid_and_its_own(tmp_path):
    path = lay_out(tmp_path, file_bytes(with_log(full_certificate())))
    (tmp_path / "audit-log.jsonl").write_text(LOG)
    assert results(ask_json(path))["audit_log"] == "ok"
    (tmp_path / "audit-log.jsonl").write_text(LOG.replace("H-03", "H-04"))
    assert codes(ask_json(path)) == ["audit_log_invalid"]
    lay_out(tmp_path, file_bytes(full_certificate()))
    (tmp_path / "audit-log.jsonl").write_text(LOG)
    assert codes(ask_json(path)) == ["audit_log_differs"]


def with_started(tree):
    rows = {"items": ("count_after", "method"), "files": ("overwritten", "files_after")}
    started = {
        "format": "venue-erasure-started/1",
        "record_id": tree["record"]["id"],
        "started_at": tree["record"]["started_at"],
        **{name: tree[name] for name in ("event", "people", "authorisation", "hand_over", "ward")},
        **{name: tree[name] for name in ("media", "databases", "signing")},
        **{
            name: [{key: row[key] for key in row if key not in left_out} for row in tree[name]]
            for name, left_out in rows.items()
        },
        "key_copies": [{"kind": "slots", "label": "slots", "document": None}],
        "audit": {name: tree["audit"][name] for name in ("count", "head", "sha256")},
        "marker": "a" * 32,
        "kiosk_canaries": ["けんさ"],
    }
    content = file_bytes(started)
    tree["record"]["started_sha256"] = hashlib.sha256(content).hexdigest()
    return content


def test_the_record_made_before_must_be_signed_and_agree(tmp_path):
    tree = basic_certificate()
    started = with_started(tree)
    path = lay_out(tmp_path, file_bytes(tree))
    (tmp_path / "erasure-started.json").write_bytes(started)
    (tmp_path / "erasure-started.json.sig").write_bytes(EVENT_KEY.sign(started))
    assert results(ask_json(path))["started_record"] == "ok"
    (tmp_path / "erasure-started.json.sig").write_bytes(bytes(64))
    assert codes(ask_json(path)) == ["started_signature_wrong"]
    other = started.replace(b": 236", b": 235")
    (tmp_path / "erasure-started.json").write_bytes(other)
    (tmp_path / "erasure-started.json.sig").write_bytes(EVENT_KEY.sign(other))
    assert codes(ask_json(path)) == ["started_differs"]
    assert HEX["a"] not in ask(path)[1]
