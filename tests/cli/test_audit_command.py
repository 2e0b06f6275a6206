"""``kiosk audit``: the log of an event and of a file, with the exit codes of its contract."""

import hashlib
import json
import subprocess

import pytest

from tests.laptop import RECEPTION, open_laptop
from venue_kiosk.domain.audit import Deed, head_of, paper_form
from venue_kiosk.domain.signatures import SigningKey
from venue_kiosk.testing import passphrase_of
from venue_kiosk.testing.logs import KEY, OTHER_SEED, content, ordinary

AUDITOR = "H-08"
LINES = ordinary(60)


@pytest.fixture(scope="module")
def laptop(tmp_path_factory):
    """One laptop for all: making an event is what costs."""
    from venue_kiosk.testing import Venue

    folder = tmp_path_factory.mktemp("audit")
    made = []

    def make_venue(**options):
        made.append(Venue(folder / "venue", **options))
        return made[-1]

    yield open_laptop(make_venue)
    made[0].close()


@pytest.fixture
def medium(tmp_path):
    (tmp_path / "audit-log.jsonl").write_bytes(content(LINES))
    (tmp_path / "event-public-key.pem").write_bytes(KEY.pem)
    return tmp_path


def audit(laptop, verb, log, *more, handler=AUDITOR):
    signed_in = ("--handler", handler, "--password-stdin", "--lang", "en")
    given = f"{passphrase_of(handler)}\n"
    return laptop.run("audit", verb, log, *more, *signed_in, given=given)


def verify(laptop, medium, *more):
    return laptop.run("audit", "verify", medium / "audit-log.jsonl", *more, "--lang", "en")


def test_a_valid_file_is_valid_and_asks_for_the_paper(laptop, medium):
    ran = verify(laptop, medium)
    assert (ran.code, ran.out.split()[0]) == (0, b"VALID")
    assert paper_form(bytes.fromhex(head_of(LINES[-1]))).encode() in ran.out
    assert b"paper slip" in ran.out
    slips = [f"{count} {head_of(LINES[count - 1])}" for count in (2, len(LINES))]
    found = verify(laptop, medium, "--slip", slips[0], "--slip", slips[1], "--json").object
    assert (found["exit"], found["anchored"]) == (0, True)
    assert [each["result"] for each in found["anchors"]] == ["ok", "ok"]
    asked = verify(laptop, medium, "--slip", slips[0], "--fingerprint", KEY.fingerprint.lower())
    assert b"paper slip" not in asked.out


def test_the_answer_for_programs_has_every_member_of_the_contract(laptop, medium):
    members = [
        *("format", "result", "exit", "event_id", "count", "head", "head_paper", "checkpoints"),
        *("unsigned_tail", "sealed", "event_key", "fingerprint_given", "anchors", "anchored"),
        *("problems", "warnings"),
    ]
    assert list(verify(laptop, medium, "--json").object) == members
    (medium / "audit-log.jsonl").write_bytes(b"")
    empty = verify(laptop, medium, "--json")
    assert (empty.code, list(empty.object)) == (2, members)
    assert (empty.object["result"], empty.object["count"]) == ("unusable", None)


def test_an_altered_log_is_invalid_and_says_where(laptop, medium):
    (medium / "audit-log.jsonl").write_bytes(content(LINES).replace(b"H-03", b"H-04", 1))
    ran = verify(laptop, medium)
    assert (ran.code, ran.out.split()[0]) == (1, b"INVALID")
    assert b"line 5" in ran.out
    assert verify(laptop, medium, "--json").object["problems"][0]["code"] == "chain"


def test_a_question_that_cannot_be_asked_is_unusable(laptop, medium):
    for file in ("event-public-key.pem", "audit-log.jsonl"):
        (medium / file).unlink()
        ran = verify(laptop, medium)
        assert (ran.code, ran.out.split()[0]) == (2, b"UNUSABLE")
    (medium / "audit-log.jsonl").write_bytes(content(LINES))
    (medium / "event-public-key.pem").write_bytes(b"not a key")
    assert verify(laptop, medium, "--json").object["problems"][0]["code"] == "bad_key"
    folder = laptop.run("audit", "verify", medium, "--lang", "en")
    assert (folder.code, folder.out.split()[0]) == (2, b"UNUSABLE")


def test_wrong_usage_is_refused_with_words(laptop, medium):
    for wrong in (("--slip", "52"), ("--fingerprint", "A050"), ("--key",)):
        ran = verify(laptop, medium, *wrong)
        assert (ran.code, ran.out) == (2, b"")
        assert ran.err.count("\n") >= 1
    assert laptop.run("audit", "verify", "x", "--nothing").code == 2


def test_a_log_forged_with_another_key_fails_against_the_opening_slip(laptop, medium):
    forged = SigningKey(OTHER_SEED)
    (medium / "audit-log.jsonl").write_bytes(content(ordinary(60, seed=OTHER_SEED)))
    (medium / "event-public-key.pem").write_bytes(forged.public.pem)
    assert verify(laptop, medium).code == 0
    asked = verify(laptop, medium, "--fingerprint", KEY.fingerprint, "--json").object
    assert [each["code"] for each in asked["problems"]] == ["key_mismatch"]


def test_the_auditor_checks_the_event_itself_and_carries_its_log_away(laptop, tmp_path):
    made = audit(laptop, "slip", laptop.event, "--json").object
    slip = f"{made['count']} {made['head_paper']}"
    assert audit(laptop, "verify", laptop.event, "--slip", slip).code == 0
    wrong = f"{made['count'] - 1} {made['head_paper']}"
    ran = audit(laptop, "verify", laptop.event, "--slip", wrong)
    assert (ran.code, ran.out.split()[0]) == (1, b"INVALID")
    assert audit(laptop, "export", laptop.event, "--out", tmp_path / "log.jsonl").code == 0
    copied = laptop.run("audit", "verify", tmp_path / "log.jsonl", "--slip", slip, "--json").object
    assert (copied["result"], copied["anchored"]) == ("valid", True)
    again = audit(laptop, "export", laptop.event, "--out", tmp_path / "log.jsonl")
    assert (again.code, "exists" in again.err) == (1, True)
    printed = audit(laptop, "export", laptop.event)
    assert printed.out.startswith((tmp_path / "log.jsonl").read_bytes())


def test_lines_are_shown_by_day_and_act(laptop, medium):
    file = medium / "audit-log.jsonl"
    every = laptop.run("audit", "show", file, "--json").object
    assert (every["count"], len(every["lines"])) == (len(LINES), len(LINES))
    slips = laptop.run("audit", "show", file, "--act", "slip", "--json").object["lines"]
    assert [each["kind"] for each in slips] == ["opening"]
    none = laptop.run("audit", "show", file, "--day", "2026-11-22", "--json").object
    assert (none["count"], none["lines"]) == (len(LINES), [])
    assert laptop.run("audit", "show", file, "--day", "yesterday").code == 2
    file.write_bytes(content(LINES[:3]) + b"\xff\n")
    assert "cannot be read" in laptop.run("audit", "show", file, "--lang", "en").out.decode()


def test_who_may_not_see_the_log_is_told_so_and_a_wrong_passphrase_opens_nothing(laptop):
    for verb in ("show", "verify", "export", "slip"):
        ran = audit(laptop, verb, laptop.event, handler=RECEPTION)
        assert (ran.code, ran.out) == (3, b"")
        assert "role" in ran.err
    locked = laptop.run(
        *("audit", "verify", laptop.event, "--handler", AUDITOR, "--password-stdin"),
        given="wrong\n",
    )
    assert (locked.code, locked.out) == (3, b"")


def test_the_opening_slip_can_be_printed_again_as_a_pdf(laptop, tmp_path):
    pdf = tmp_path / "slip.pdf"
    made = audit(laptop, "slip", laptop.event, "--kind", "opening", "--out", pdf, "--json").object
    assert (made["kind"], made["count"]) == ("opening", 2)
    assert pdf.read_bytes().startswith(b"%PDF")
    refused = audit(laptop, "slip", laptop.event, "--out", pdf)
    assert refused.code == 1
    show = audit(laptop, "show", laptop.event, "--act", "slip", "--json").object["lines"]
    assert json.loads(json.dumps(show[0]))["kind"] == "opening"


def test_the_closing_slip_is_told_from_the_sealed_file(laptop, medium):
    seal = [("system", Deed(act="log_sealed")), "sign"]
    sealed = content(ordinary(9, more=seal))
    file, pdf = medium / "audit-log.jsonl", medium / "closing.pdf"
    asked = ("audit", "slip", file, "--kind", "closing", "--lang", "en")
    refused = laptop.run(*asked)
    assert (refused.code, "not a sealed" in refused.err) == (2, True)
    file.write_bytes(sealed)
    ran = laptop.run(*asked, "--out", pdf)
    assert hashlib.sha256(sealed).hexdigest().encode() in ran.out
    assert pdf.read_bytes().startswith(b"%PDF")
    found = laptop.run(*asked, "--json").object
    slip = f"{found['count']} {found['head_paper']}"
    assert verify(laptop, medium, "--slip", slip, "--json").object["sealed"] is True


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_first_word_is_the_same_in_every_language(laptop, medium, language):
    ran = laptop.run("audit", "verify", medium / "audit-log.jsonl", "--lang", language)
    assert ran.out.startswith(b"VALID\n")


def test_a_reader_that_leaves_early_is_no_fault(laptop, medium):
    from tests.laptop import KIOSK

    command = " ".join([*KIOSK, "audit", "show", str(medium / "audit-log.jsonl")])
    done = subprocess.run(
        ["sh", "-c", f"{command} | head -n 1"],
        capture_output=True,
        env=laptop.environment,
        check=True,
    )
    assert b"Traceback" not in done.stderr
