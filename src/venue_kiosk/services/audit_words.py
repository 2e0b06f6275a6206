"""The words for the operation log: what was done, what is wrong."""

from typing import Final

from venue_kiosk.domain.audit_line import LogLine
from venue_kiosk.i18n import N_, _

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
    "walk_in": N_("walk-in"),
    "import": N_("applications imported"),
    "import_source_erased": N_("import file erased"),
    "selection": N_("places decided"),
    "promotion": N_("moved up"),
    "withdrawal": N_("withdrawal"),
    "ticket_reissued": N_("new ticket"),
    "notices_made": N_("notices made"),
    "session_locked": N_("screen locked"),
    "session_unlocked": N_("screen unlocked"),
    "session_not_unlocked": N_("unlocking refused"),
    "session_ended": N_("session ended by the manager"),
    "hold": N_("everything stopped"),
    "hold_released": N_("stop lifted"),
}
"""What was done, by its code; a plugin's code is shown as it is."""


def show_act(act: str) -> str:
    """Return an act in words, with its code where the host does not know it."""
    return _(ACT_WORDS[act]) if act in ACT_WORDS else act


def show_details(line: LogLine) -> str:
    """Return counts, reason and lane of a line."""
    counts = line.members.get("n", {})
    parts = [f"{name} {number}" for name, number in counts.items()]
    parts += [str(line.members[name]) for name in ("kind", "why") if name in line.members]
    if "lane" in line.members:
        parts.append(_("lane {lane}", lane=line.members["lane"]))
    return " ・ ".join(parts)
