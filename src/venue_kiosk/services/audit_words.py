"""The words for the operation log: what was done, what is wrong."""

from typing import Final

from venue_kiosk.domain.audit_line import LogLine
from venue_kiosk.i18n import N_, Language, _, current_language

LOG_PROBLEM_WORDS: Final = {
    "file_missing": N_("The file is not there."),
    "unreadable": N_("The file cannot be read."),
    "too_long": N_("The file is too long."),
    "no_key": N_("There is no public key."),
    "bad_key": N_("The key file is not an Ed25519 public key in PEM form."),
    "no_signature": N_("There is no signature file."),
    "unknown_format": N_("This version does not know the form of the file."),
    "not_event": N_("The folder is not an event."),
    "empty": N_("The file is empty."),
    "truncated_line": N_("The last line is cut off."),
    "not_json": N_("The line cannot be read."),
    "bad_field": N_("A member is missing, unknown or of the wrong kind."),
    "genesis": N_("The first line is not one, or another line claims to be the first."),
    "key_mismatch": N_("The key is not the one on the opening slip or in the first line."),
    "seq": N_("A line is missing, added or moved: the numbers do not follow each other."),
    "chain": N_("The line before was changed, added or taken away."),
    "checkpoint_signature": N_("A signature does not fit: something before it was changed."),
    "checkpoint_missing": N_("More than 50 lines stand there without a signature."),
    "after_seal": N_("What stands after the seal is not exactly one signature."),
    "slip_differs": N_("The log differs from the paper slip."),
    "certificate_differs": N_("The log is not the one of the certificate, or that is not valid."),
    "old_rows": N_("A table does not hold the rows that were written last."),
    "clock_back": N_("The clock went back before this line."),
}
"""What is wrong, by the problem's code."""
LOG_RESULT_WORDS: Final = {
    "valid": N_("The log is whole, and the event key signed it."),
    "invalid": N_("The log was changed, or is not the log of this key. Do not rely on it."),
    "unusable": N_("It cannot be checked yet: a file is missing or cannot be used."),
}
ACT_WORDS: Final = {
    "genesis": N_("log begun"),
    "checkpoint": N_("signature"),
    "slip": N_("paper slip"),
    "log_sealed": N_("log sealed"),
    "log_exported": N_("log copied to a file"),
    "rollback_accepted": N_("went on with older records"),
    "check_in": N_("check-in"),
    "check_in_revoked": N_("check-in revoked"),
    "override": N_("let in by the manager"),
    "name_search": N_("name search"),
    "walk_in": N_("walk-in came"),
    "import": N_("applications imported"),
    "import_source_erased": N_("import file erased"),
    "selection": N_("places decided"),
    "promotion": N_("moved up"),
    "withdrawal": N_("withdrawal"),
    "ticket_reissued": N_("new ticket"),
    "files_written": N_("files with personal data written outside"),
    "notices_made": N_("notices made"),
    "session_locked": N_("screen locked"),
    "session_unlocked": N_("screen unlocked"),
    "session_not_unlocked": N_("unlocking refused"),
    "session_ended": N_("session ended by the manager"),
    "hold": N_("everything stopped"),
    "hold_released": N_("stop lifted"),
    "head_count": N_("counted by hand"),
    "signed_in": N_("signed in"),
    "sign_in_refused": N_("sign-in refused"),
    "wait_cleared": N_("waiting time ended by the manager"),
    "handler_added": N_("handler added"),
    "handler_changed": N_("handler changed"),
    "handler_revoked": N_("handler taken out"),
    "passphrase_chosen": N_("passphrase changed"),
    "key_renewed": N_("key renewed"),
    "package_made": N_("hand-over package made"),
    "package_made_again": N_("hand-over package made again"),
    "package_password_issued": N_("package password issued"),
    "receipt_recorded": N_("receipt recorded"),
    "receipt_refused": N_("receipt refused"),
    "authorised": N_("two people agreed: the one who acts"),
    "witnessed": N_("two people agreed: the witness"),
    "state_open": N_("event opened"),
    "state_open_witness": N_("event opened: the witness"),
    "state_closed": N_("event closed"),
    "state_handed_over": N_("handed over to the ward"),
    "state_handed_over_witness": N_("handed over to the ward: the witness"),
    "state_receipt_confirmed": N_("ward's receipt confirmed"),
}
"""What was done, by its code."""
COUNT_WORDS: Final = {
    "present": N_("present {n}"),
    "queries": N_("queries {n}"),
    "shown": N_("people shown {n}"),
    "rows": N_("rows {n}"),
    "recorded": N_("recorded {n}"),
    "left_out": N_("left out {n}"),
    "made": N_("made {n}"),
    "people": N_("people {n}"),
    "files": N_("files {n}"),
    "times": N_("times {n}"),
    "in": N_("checked in {n}"),
    "walk_ins": N_("walk-ins {n}"),
    "paper": N_("on paper {n}"),
    "heads": N_("heads {n}"),
    "promoted": N_("moved up {n}"),
    "withdrawn": N_("withdrawn {n}"),
    "tables": N_("tables {n}"),
    "seats": N_("seats {n}"),
    "known": N_("lines before {n}"),
    "found": N_("lines now {n}"),
}
KIND_WORDS: Final = {"opening": N_("opening"), "midday": N_("midday")}


_plugin_acts: dict[str, dict[Language, str]] = {}


def name_act(act: str, *, ja: str, en: str) -> None:
    """Take a plugin's words for one of its acts; the host's own keep theirs."""
    _plugin_acts[act] = {"ja": ja, "en": en}


def show_act(act: str) -> str:
    """Return an act in words; its code where neither the host nor a plugin has any."""
    if act in ACT_WORDS:
        return _(ACT_WORDS[act])
    return _plugin_acts[act][current_language()] if act in _plugin_acts else act


def show_details(line: LogLine) -> str:
    """Return counts, reason and lane of a line."""
    members = line.members
    parts = [_count_words(name, number) for name, number in members.get("n", {}).items()]
    kind = members.get("kind")
    if kind in KIND_WORDS:
        parts.append(_(KIND_WORDS[kind]))
    if "why" in members:
        parts.append(str(members["why"]))
    if "lane" in members:
        parts.append(_("lane {lane}", lane=members["lane"]))
    return " ・ ".join(parts)


def _count_words(name: str, number: int) -> str:
    return _(COUNT_WORDS[name], n=number) if name in COUNT_WORDS else f"{name} {number}"
