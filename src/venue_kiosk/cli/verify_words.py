"""The words of ``kiosk verify``; the page for the ward's browser uses the same ones."""

from typing import Final

from venue_kiosk.i18n import N_

LEVEL_WORDS: Final = {
    "full": N_("the whole storage volume"),
    "basic": N_("the files of this software"),
}
OUTCOME_WORDS: Final = {
    "ok": N_("ok      "),
    "failed": N_("FAILED  "),
    "not_asked": N_("not done"),
}
CHECK_WORDS: Final = {
    "signature": N_("Signature of the event key"),
    "fingerprint": N_("Fingerprint of the key"),
    "witness_signature": N_("Signature of the witness"),
    "format": N_("Form of the file"),
    "verdict_rule": N_("Verdict worked out again"),
    "audit_log": N_("Operation log"),
    "started_record": N_("Record made before erasing"),
}
PROBLEM_WORDS: Final = {
    "file_missing": N_("The file is not there."),
    "unreadable": N_("The file cannot be read."),
    "too_long": N_("The file is too long."),
    "no_signature": N_("There is no signature file."),
    "no_key": N_("There is no public key."),
    "bad_key": N_("The key file is not an Ed25519 public key in PEM form."),
    "unknown_format": N_("This version does not know the form of the file."),
    "signature_length": N_("The signature file does not have 64 bytes."),
    "signature_wrong": N_("The signature does not fit the file: one of them was changed."),
    "fingerprint_differs": N_("The certificate names another key."),
    "fingerprint_not_of_slip": N_("The key is not the one on the opening slip."),
    "witness_missing": N_("The witness's signature or key is missing."),
    "witness_key_differs": N_("The certificate names another key of the witness."),
    "witness_signature_wrong": N_("The witness's signature does not fit the file."),
    "byte_order_mark": N_("The file begins with a byte order mark."),
    "line_end": N_("The file has a wrong line end."),
    "not_utf8": N_("The file is not UTF-8 text."),
    "not_json": N_("The file is not JSON."),
    "not_an_object": N_("The file is not one JSON object."),
    "duplicate_member": N_("A member stands there twice."),
    "control_character": N_("A text holds a control character."),
    "fraction": N_("A number is not whole."),
    "bad_member": N_("A member is missing, unknown or of the wrong kind."),
    "verdict_differs": N_("The stated verdict is not what its figures amount to."),
    "not_pass": N_("The verdict is not PASS."),
    "audit_log_invalid": N_("The operation log is not valid."),
    "audit_log_differs": N_("The operation log is not the one of the certificate."),
    "started_signature_wrong": N_("The signature of the record made before erasing is wrong."),
    "started_unreadable": N_("The record made before erasing has a wrong form."),
    "started_differs": N_("The record made before erasing has other counts or another hash."),
}
"""What is wrong, by the problem's code."""
FILE_WORDS: Final = {
    "erasure-certificate.json": N_("the certificate (needed)"),
    "erasure-certificate.json.sig": N_("its signature (needed)"),
    "erasure-certificate.json.witness.sig": N_("signature of the witness"),
    "event-public-key.pem": N_("public key of the event (needed)"),
    "witness-public-key.pem": N_("public key of the witness"),
    "audit-log.jsonl": N_("operation log"),
    "erasure-started.json": N_("record made before erasing"),
    "erasure-started.json.sig": N_("signature of that record"),
}
RESULT_WORDS: Final = {
    "PASS": N_("The file is authentic, and the erasure passed its check."),
    "FAILED": N_("The file is authentic, but the erasure failed its check."),
    "UNKNOWN": N_("The file is authentic, but the erasure could not be checked in full."),
    "invalid": N_("The file is not authentic, or contradicts itself. Do not accept it."),
    "unusable": N_("It cannot be checked yet: a file is missing or cannot be used."),
}
"""What the answer means, in one sentence."""
