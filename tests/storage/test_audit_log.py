"""The audit log in the vault: part of each change, chained, signed when due."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from venue_kiosk.domain.audit import head_of, paper_form
from venue_kiosk.errors import VaultDamagedError
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.keys import EVENT_KEY, read_key

EVENT_ID = "00112233445566778899aabbccddeeff"


@pytest.fixture
def db(event):
    with event.database() as database:
        yield database


@pytest.fixture
def log(db, nine):
    with db.transaction():
        begin(AuditLog(db), nine)
    return AuditLog(db)


def begin(log, at):
    log.begin(
        at=at,
        event_id=EVENT_ID,
        witness_key=None,
        software_sha256="ab" * 32,
        plugins=(("childcare", "cd" * 32),),
        sample=True,
    )


def lines_of(db):
    return [line for (line,) in db.query("SELECT line FROM core_audit ORDER BY seq")]


def check(db):
    """Verify the chain and its checkpoints; return the acts in order."""
    public = Ed25519PrivateKey.from_private_bytes(read_key(db, EVENT_KEY)).public_key()
    prev, unsigned, acts = "0" * 64, 0, []
    for seq, raw in enumerate(lines_of(db)):
        line = json.loads(raw)
        assert (line["seq"], line["prev"]) == (seq, prev)
        unsigned = 0 if line["act"] == "checkpoint" else unsigned + 1
        assert unsigned <= 50
        if line["act"] == "checkpoint":
            message = f"venue-audit-checkpoint/1\n{EVENT_ID}\n{seq}\n{prev}\n".encode()
            public.verify(base64.b64decode(line["sig"]), message)
        prev = head_of(raw)
        acts.append(line["act"])
    return acts


def test_a_log_begins_with_a_genesis_and_its_checkpoint(db, log):
    assert check(db) == ["genesis", "checkpoint"]
    genesis = json.loads(lines_of(db)[0])
    assert genesis["event_key"] == log.event_key_fingerprint
    assert len(genesis["event_key"]) == 49


def test_a_checkpoint_comes_when_it_is_due_whoever_appends(db, log, nine):
    with db.transaction():
        log.checkpoint(at=nine)
    for number in range(230):
        with db.transaction():
            AuditLog(db).append("H-03", "check_in", at=nine, n={"present": number})
    acts = check(db)
    assert acts.count("check_in") == 230
    assert acts.count("checkpoint") >= 5


def test_of_a_reception_number_only_a_keyed_hash_is_kept(db, log, nine):
    for number in ("0123-4", "0123-4", "0002-8"):
        with db.transaction():
            log.append("H-03", "check_in", at=nine, reception_no=number, lane="A", why="proxy")
    refs = [json.loads(line)["ref"] for line in lines_of(db)[2:]]
    assert refs[0] == refs[1] != refs[2]
    assert all(b"0123" not in line for line in lines_of(db)[2:])


def test_a_line_stands_exactly_when_its_change_stands(db, log, nine):
    before = lines_of(db)
    with pytest.raises(ZeroDivisionError), db.transaction():
        fail_after(log.append("H-03", "check_in", at=nine))
    assert lines_of(db) == before
    with pytest.raises(RuntimeError, match="outside a transaction"):
        log.append("H-03", "check_in", at=nine)


def fail_after(_done):
    raise ZeroDivisionError


def test_a_paper_slip_shows_the_count_and_head_that_its_line_holds(db, log, nine):
    with db.transaction():
        log.append("H-03", "check_in", at=nine)
        log.record_slip("midday", "H-01", at=nine)
    *_before, checkpoint, slip = lines_of(db)
    line = json.loads(slip)
    assert (line["kind"], line["seq"], line["prev"]) == ("midday", 4, head_of(checkpoint))
    assert check(db)[-2:] == ["checkpoint", "slip"]
    assert paper_form(bytes.fromhex(line["prev"])).replace(" ", "").lower() == line["prev"][:40]
    assert log.count_and_head() == (5, head_of(slip))


def test_a_slip_right_after_a_checkpoint_needs_no_other(db, log, nine):
    with db.transaction():
        assert log.record_slip("opening", "system", at=nine)[0] == 2
    assert check(db) == ["genesis", "checkpoint", "slip"]


def test_a_log_is_begun_once(db, log, nine):
    with pytest.raises(Exception, match="contradicts"), db.transaction():
        begin(log, nine)
    assert check(db) == ["genesis", "checkpoint"]


def test_an_event_without_log_or_keys_is_damaged(db, nine):
    with pytest.raises(VaultDamagedError), db.transaction():
        AuditLog(db).append("H-01", "check_in", at=nine)
    with db.transaction():
        db.execute("DELETE FROM core_keys")
    with pytest.raises(VaultDamagedError), db.transaction():
        begin(AuditLog(db), nine)


def test_a_fault_at_any_statement_leaves_a_valid_log(event, db, log, nine, faults):
    with db.transaction():
        for _ in range(44):
            log.append("H-03", "check_in", at=nine)
    for fault in faults():
        before = lines_of(db)
        with event.database(before_statement=fault) as faulty:
            try:
                append_five(faulty, nine)
            except faults.kind:
                assert lines_of(db) == before
                append_five(faulty, nine)
            fault.disarm()
        assert check(db).count("check_in") % 5 == 4
    assert len(lines_of(db)) > 100


def append_five(database, nine):
    with database.transaction():
        log = AuditLog(database)
        for _ in range(5):
            log.append("H-03", "check_in", at=nine, reception_no="0123-4")
