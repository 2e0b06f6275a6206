"""What the verifier says of a log: each kind of damage by its own code."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.test_audit_lines import VECTOR
from venue_kiosk.domain.audit import Deed, Slip, head_of
from venue_kiosk.domain.audit_check import (
    Anchor,
    CertifiedLog,
    check_log,
    outcome_of,
)
from venue_kiosk.domain.signatures import SigningKey
from venue_kiosk.testing.logs import (
    EVENT_ID,
    KEY,
    OTHER_SEED,
    SEED,
    chain,
    content,
    deed,
    genesis,
    ordinary,
)

OPENING = "2 D4F8 FB52 8640 1E56 2A09 E736 046B 2F8D 7F42 C76B"


def codes(lines, key=KEY, **asked):
    check = check_log(lines if isinstance(lines, bytes) else content(lines), key, **asked)
    return [each.code for each in check.problems]


def edit(line, **changes):
    members = {**json.loads(line), **changes}
    members = {name: value for name, value in members.items() if value is not ...}
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()


def relinked(lines, start):
    """Recompute every hash from line ``start`` on, as an attacker without the key would."""
    lines = list(lines)
    for number in range(start, len(lines)):
        lines[number] = edit(lines[number], seq=number, prev=head_of(lines[number - 1]))
    return lines


def test_the_published_vector_is_valid_and_agrees_with_its_slip():
    published = ("\n".join(VECTOR) + "\n").encode()
    check = check_log(published, KEY, anchors=[Anchor.parse(OPENING)], fingerprint=KEY.fingerprint)
    assert outcome_of(check) == "valid"
    assert (check.count, check.head[:8], check.checkpoints) == (5, "a43c7be1", 2)
    assert (check.unsigned_tail, check.sealed, check.anchored) == (0, False, True)
    assert check.event_id == EVENT_ID


def test_without_paper_a_log_is_valid_but_not_anchored():
    check = check_log(content(ordinary(120)), KEY)
    assert (check.valid, check.anchored, check.anchors) == (True, False, [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"seq": -1}, "bad_field"),
        ({"seq": 4.0}, "bad_field"),
        ({"seq": True}, "bad_field"),
        ({"at": "2026-02-30T09:00:00+09:00"}, "bad_field"),
        ({"at": "2026-11-23T09:00:00"}, "bad_field"),
        ({"at": "2026-11-23T09:00:00.5+09:00"}, "bad_field"),
        ({"who": "山田"}, "bad_field"),
        ({"act": "Check in"}, "bad_field"),
        ({"act": ...}, "bad_field"),
        ({"prev": "x"}, "bad_field"),
        ({"ref": "0123-4"}, "bad_field"),
        ({"n": {"present": 1.5}}, "bad_field"),
        ({"n": {"present": None}}, "bad_field"),
        ({"why": ""}, "bad_field"),
        ({"why": "a\nb"}, "bad_field"),
        ({"name": "見本 花子"}, "bad_field"),
        ({"happened_at": "today"}, "bad_field"),
        ({"act": "slip"}, "bad_field"),
        ({"act": "slip", "kind": "closing"}, "bad_field"),
        ({"act": "checkpoint", "sig": "AAAA"}, "bad_field"),
        ({"act": "genesis"}, "bad_field"),
    ],
)
def test_a_member_of_the_wrong_form_is_named(change, code):
    lines = ordinary(3)
    lines[4] = edit(lines[4], **change)
    found = codes(lines)
    assert code in found
    assert found[0] in {"bad_field", "genesis"}


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"{" * 20_000,
        b'{"seq":4,"seq":4}',
        b'{"seq":' + b"9" * 5_000 + b"}",
    ],
)
def test_what_is_not_one_object_is_not_json(line):
    lines = ordinary(3)
    lines[4] = line
    assert codes(lines)[0] == "not_json"


def test_white_space_between_members_is_refused_and_inside_strings_is_not():
    lines = ordinary(1, more=[("H-02", Deed(act="hold", why="見本 第1号"))])
    assert codes(lines) == []
    lines[-1] = lines[-1].replace(b',"act"', b', "act"')
    assert codes(lines) == ["bad_field"]


def test_a_line_longer_than_allowed_is_refused():
    lines = ordinary(1)
    lines[-1] = lines[-1][:-1] + b',"x":"' + b"a" * 65_536 + b'"}'
    assert codes(lines) == ["bad_field"]


def test_a_cut_last_line_is_told_even_where_only_its_end_is_missing():
    log = content(ordinary(3))
    assert codes(log[:-1]) == ["truncated_line"]
    assert codes(log[:-9]) == ["not_json", "truncated_line"]


def test_a_log_that_does_not_begin_with_its_first_line_has_no_genesis():
    lines = ordinary(3)
    assert "genesis" in codes(lines[1:])
    assert "genesis" in codes([*lines, lines[0]])


def test_the_key_must_be_the_one_of_the_first_line_and_of_the_slip():
    other = SigningKey(OTHER_SEED).public
    assert "key_mismatch" in codes(ordinary(3), other)
    assert codes(ordinary(3), fingerprint=other.fingerprint) == ["key_mismatch"]


def test_a_missing_or_added_line_is_told_once_where_it_is():
    lines = ordinary(9)
    assert codes([*lines[:5], *lines[6:]]) == ["seq", "chain"]
    assert codes([*lines[:5], lines[4], *lines[5:]]) == ["seq", "chain"]


def test_an_edit_breaks_the_chain_and_recomputed_hashes_break_a_signature():
    lines = ordinary(120)
    lines[10] = edit(lines[10], who="H-09")
    check = check_log(content(lines), KEY)
    assert [(each.code, each.line) for each in check.problems] == [("chain", 12)]
    assert set(codes(relinked(lines, 11))) == {"checkpoint_signature"}


def test_checkpoints_that_are_left_out_are_missed():
    entries = [genesis(), "sign", *(deed(n) for n in range(51))]
    assert codes(chain(entries)) == ["checkpoint_missing"]
    assert codes(chain(entries[:-1])) == []
    assert codes(chain([*entries[:-1], "sign", *(deed(n) for n in range(50))])) == []


def test_after_the_seal_comes_exactly_one_signature():
    seal = ("system", Deed(act="log_sealed"))
    assert codes(ordinary(3, more=[seal, "sign"])) == []
    assert check_log(content(ordinary(3, more=[seal, "sign"])), KEY).sealed
    for more in ([seal], [seal, deed(9)], [seal, "sign", "sign"], [seal, "sign", deed(9)]):
        assert "after_seal" in codes(ordinary(3, more=more))


def test_a_slip_must_be_the_hash_of_its_line():
    lines = ordinary(9)
    good = f"7 {head_of(lines[6])}"
    assert codes(lines, anchors=[Anchor.parse(good)]) == []
    for count, head in ((6, lines[6]), (7, lines[5]), (70, lines[6])):
        anchor = Anchor.parse(f"{count} {head_of(head)[:40]}")
        check = check_log(content(lines), KEY, anchors=[Anchor.parse(good), anchor])
        assert [each.code for each in check.problems] == ["slip_differs"]
        assert [each.agrees for each in check.anchors] == [True, False]
        assert not check.anchored


@pytest.mark.parametrize("text", ["", "7", "7 abcd", "0 " + "a" * 40, "-1 " + "a" * 40, "７ aa"])
def test_what_is_no_slip_is_refused(text):
    with pytest.raises(ValueError, match="count"):
        Anchor.parse(text)


def test_a_certificate_must_name_exactly_this_log():
    log = content(ordinary(3))
    check = check_log(log, KEY)
    wrong = CertifiedLog(count=6, head=check.head, genesis=check.genesis, sha256="ab" * 32)
    assert codes(log, certified=wrong) == ["certificate_differs"]


@pytest.mark.parametrize(
    ("log", "code"),
    [(b"", "empty"), (b'{"act":"genesis","format":"venue-audit-log/2"}\n', "unknown_format")],
)
def test_an_empty_log_or_one_of_an_unknown_format_is_unusable(log, code):
    check = check_log(log, KEY)
    assert (outcome_of(check), check.problems[0].code) == ("unusable", code)


def test_a_clock_that_went_back_is_a_warning_only():
    lines = ordinary(2)
    early = edit(lines[-1], at="2026-11-23T08:00:00+09:00")
    check = check_log(content([*lines[:-1], early]), KEY)
    assert check.valid
    assert [(each.code, each.line) for each in check.warnings] == [("clock_back", 5)]


def test_a_slip_line_is_found_again_as_it_was_printed():
    from venue_kiosk.domain.paper_slip import closing_slip, recorded_slips

    lines = ordinary(4, more=["sign", ("H-08", Slip("midday")), ("system", Deed(act="log_sealed"))])
    opening, midday = recorded_slips(lines)
    assert (opening.count, opening.head) == (2, head_of(lines[1]))
    assert opening.identity.event_key == KEY.fingerprint
    assert (midday.kind, midday.count, midday.head) == ("midday", 8, head_of(lines[7]))
    closing = closing_slip(content(lines))
    assert (closing.count, closing.head) == (10, head_of(lines[-1]))


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_bytes_whatever_crash_the_verifier(noise):
    check_log(noise, KEY)
    lines = ordinary(2)
    check_log(content([*lines, noise]), KEY)
    check_log(content([noise, *lines]), KEY)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_any_changed_byte_is_seen_against_the_slip(data):
    log = bytearray(content(ordinary(60)))
    end = len(ordinary(60))
    anchor = Anchor.parse(f"{end} {head_of(ordinary(60)[-1])}")
    place = data.draw(st.integers(0, len(log) - 1))
    log[place] ^= data.draw(st.integers(1, 255))
    assert not check_log(bytes(log), SigningKey(SEED).public, anchors=[anchor]).valid
