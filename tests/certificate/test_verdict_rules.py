"""P1 to P12 of the certificate's format, decided from its own members."""

import pytest

from tests.certificate.papers import basic_certificate, changed, full_certificate, key_copy
from venue_kiosk.domain.certificate.file import read_certificate
from venue_kiosk.domain.certificate.measures import RESIDUE_CODES
from venue_kiosk.domain.certificate.verdict import judge


def row(code):
    return f"residue.{RESIDUE_CODES.index(code)}"


def found(code, finding):
    return lambda tree: changed(tree, f"{row(code)}.finding", finding)


def unlooked(code):
    def change(tree):
        changed(tree, f"{row(code)}.finding", None)
        return changed(tree, f"{row(code)}.state", "not_checkable")

    return change


def put(path, value):
    return lambda tree: changed(tree, path, value)


def dropped(path):
    def change(tree):
        *parents, last = path.split(".")
        spot = tree
        for name in parents:
            spot = spot[name]
        del spot[int(last)]
        return tree

    return change


def appended(path, value):
    def change(tree):
        tree[path].append(value)
        return tree

    return change


BOTH = [
    ("P1", "not_zero", "FAILED", put("items.0.count_after", 1)),
    ("P1", "count_mismatch", "FAILED", put("items.0.count_handed_over", 235)),
    ("P1", "not_measured", "UNKNOWN", put("items.0.count_after", None)),
    ("P2", "file_left", "FAILED", put("files.0.files_after", 1)),
    ("P2", "not_overwritten", "FAILED", put("files.0.overwritten", 2)),
    ("P2", "not_measured", "UNKNOWN", put("files.0.overwritten", None)),
    ("P3", "key_copy_left", "FAILED", put("key_copies.0.state", "left")),
    ("P3", "key_copy_left", "FAILED", put("key_copies.0.markers_left", 1)),
    ("P3", "not_read_back", "FAILED", put("key_copies.0.sectors_read_back", 127)),
    ("P3", "not_read_back", "UNKNOWN", put("key_copies.0.sectors_read_back", None)),
    ("P3", "key_copy_left", "FAILED", dropped("key_copies.0")),
    ("P3", "key_copy_left", "FAILED", dropped("key_copies.2")),
    (
        "P3",
        "key_copy_left",
        "FAILED",
        appended("key_copies", key_copy("slots", "b", "destroyed", 128)),
    ),
    ("P3", "card_missing", "UNKNOWN", put("key_copies.1.state", "missing")),
    ("P3", "not_measured", "UNKNOWN", put("key_copies.1.state", "unknown")),
    ("P4", "hits", "FAILED", put("scan.hits", 1)),
    ("P4", "not_measured", "UNKNOWN", put("scan.hits", None)),
    ("P4", "volume_not_read", "UNKNOWN", put("scan.coverage", "none")),
    ("P4", "volume_not_read", "UNKNOWN", put("scan.unreadable_bytes", 512)),
    ("P4", "volume_not_read", "UNKNOWN", put("scan.unreadable_bytes", None)),
    ("P4", "too_few_needles", "UNKNOWN", put("scan.needles", 19)),
    ("P4", "too_few_needles", "UNKNOWN", put("scan.needles", None)),
    ("P4", "too_few_needles", "UNKNOWN", put("scan.encodings", ["utf-8"] * 9)),
    ("P6", "chain_broken", "FAILED", put("audit.chain_valid", False)),
    ("P6", "not_measured", "UNKNOWN", put("audit.chain_valid", None)),
    ("P6", "slip_differs", "FAILED", put("audit.slips.0.agreed", False)),
    ("P6", "slip_differs", "FAILED", put("audit.slips.1.count", 1033)),
    ("P6", "slip_differs", "FAILED", put("audit.slips.1.head", " ".join(["AAAA"] * 10))),
    ("P6", "slip_missing", "UNKNOWN", put("audit.slips", [])),
    ("P7", "receipt_differs", "FAILED", put("hand_over.receipt_code_matched", False)),
    ("P7", "no_receipt", "UNKNOWN", put("hand_over.receipt_code_matched", None)),
    ("P7", "no_receipt", "UNKNOWN", put("hand_over.receipt_number", "")),
    ("P7", "no_receipt", "UNKNOWN", put("hand_over.receipt_date", None)),
    ("P8", "same_person", "FAILED", put("people.witness.id", "H-01")),
    ("P8", "too_far_apart", "FAILED", put("authorisation.window_s", 30)),
    ("P8", "no_witness", "UNKNOWN", put("authorisation.witness_at", None)),
    ("P9", "residue_found", "FAILED", found("exports", "found")),
    ("P9", "residue_found", "FAILED", found("core_dumps", "found")),
    ("P9", "surroundings_unsafe", "UNKNOWN", found("file_system", "unsafe")),
    ("P9", "surroundings_unsafe", "UNKNOWN", found("sync_folder", "unsafe")),
    ("P9", "not_checkable", "UNKNOWN", unlooked("former_slots")),
    ("P10", "plugin_found", "FAILED", put("plugins.0.witness", "found")),
    ("P10", "plugin_not_confirmed", "UNKNOWN", put("plugins.0.witness", "not_confirmed")),
    ("P11", "database_damaged", "FAILED", put("databases.0.integrity_check", "failed")),
    ("P11", "database_damaged", "FAILED", put("databases.0.cipher_bad_pages", 1)),
    ("P11", "database_damaged", "FAILED", put("databases.0.checkpointed", False)),
    ("P11", "rolled_back", "FAILED", put("databases.0.rollback_check", "failed")),
    ("P11", "not_measured", "UNKNOWN", put("databases.0.rollback_check", None)),
    ("P11", "not_measured", "UNKNOWN", put("databases", [])),
    ("P12", "step_failed", "FAILED", put("record.steps.3.result", "failed")),
    ("P12", "record_incomplete", "UNKNOWN", put("record.steps.3.result", "skipped")),
    ("P12", "record_incomplete", "UNKNOWN", dropped("record.steps.5")),
    ("P12", "times_out_of_order", "FAILED", put("issued_at", "2026-11-23T18:05:29+09:00")),
    ("P12", "times_out_of_order", "FAILED", put("record.started_at", "2026-11-23T17:52:30+09:00")),
    ("P12", "times_out_of_order", "FAILED", put("record.finished_at", "2026-11-23T17:59:00+09:00")),
]
ONLY_FULL = [
    ("P4", "volume_not_read", "UNKNOWN", put("scan.coverage", "files")),
    ("P4", "volume_not_read", "UNKNOWN", put("scan.read_mode", "cached")),
    ("P4", "volume_not_read", "UNKNOWN", put("scan.bytes_read", 2147483647)),
    ("P4", "volume_not_read", "UNKNOWN", put("media.volume.bytes", 2147483649)),
    ("P4", "too_few_needles", "UNKNOWN", put("scan.needles_by_kind.slot_marker", 0)),
    ("P5", "no_challenge", "UNKNOWN", put("ward.challenge", "1234567")),
    ("P5", "no_ward_canary", "UNKNOWN", put("ward.canaries", [])),
    ("P5", "no_ward_canary", "UNKNOWN", put("scan.needles_by_kind.ward_canary", 6)),
    ("P5", "canary_not_seen", "FAILED", put("ward.canaries.0.in_hand_over", False)),
    ("P5", "canary_not_seen", "UNKNOWN", put("ward.canaries.0.in_hand_over", None)),
    ("P6", "not_measured", "UNKNOWN", put("audit.slips.0.agreed", None)),
    ("P9", "surroundings_unsafe", "UNKNOWN", found("swap", "unsafe")),
    ("P9", "not_checkable", "UNKNOWN", unlooked("hibernation")),
]


def amounts_to(tree, rule, code, verdict):
    judgement = judge(read_certificate(tree))
    assert {(each.rule, each.code) for each in judgement.reasons} == {(rule, code)}
    assert judgement.verdict == verdict


@pytest.mark.parametrize(("rule", "code", "verdict", "change"), BOTH)
@pytest.mark.parametrize("make", [full_certificate, basic_certificate])
def test_one_thing_wrong_breaks_one_rule_at_either_level(make, rule, code, verdict, change):
    amounts_to(change(make()), rule, code, verdict)


@pytest.mark.parametrize(("rule", "code", "verdict", "change"), ONLY_FULL)
def test_the_whole_volume_and_the_ward_are_asked_for_at_full(rule, code, verdict, change):
    amounts_to(change(full_certificate()), rule, code, verdict)


@pytest.mark.parametrize("make", [full_certificate, basic_certificate])
def test_everything_measured_and_held_is_a_pass(make):
    judgement = judge(read_certificate(make()))
    assert (judgement.verdict, judgement.reasons) == ("PASS", ())


def test_nothing_before_is_nothing_erased():
    tree = changed(full_certificate(), "items.0.count_before", 0)
    amounts_to(changed(tree, "items.0.count_handed_over", 0), "P1", "nothing_to_erase", "UNKNOWN")


@pytest.mark.parametrize("code", ["swap", "hibernation", "core_dumps"])
def test_at_basic_unsafe_memory_is_a_matter_of_the_scope(code):
    tree = found(code, "unsafe")(basic_certificate())
    assert judge(read_certificate(tree)).verdict == "PASS"
    amounts_to(changed(tree, "scope.does_not_cover", []), "P9", "surroundings_unsafe", "UNKNOWN")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("ward.challenge", "short", "no_challenge"),
        ("ward.canaries", [{"commitment": "a" * 64, "in_hand_over": True}], "no_ward_canary"),
    ],
)
def test_at_basic_what_the_ward_gives_must_hold(path, value, code):
    amounts_to(changed(basic_certificate(), path, value), "P5", code, "UNKNOWN")


def test_without_a_witness_it_is_unknown():
    tree = changed(full_certificate(), "people.witness", None)
    amounts_to(changed(tree, "signing.witness_key", None), "P8", "no_witness", "UNKNOWN")


def test_one_broken_rule_outweighs_what_was_not_measured():
    tree = changed(full_certificate(), "scan.coverage", "none")
    assert judge(read_certificate(changed(tree, "scan.hits", 1))).verdict == "FAILED"
