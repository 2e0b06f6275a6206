"""The verdict, from the certificate's own members alone; there is no default."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from venue_kiosk.domain.certificate.file import Certificate, Reason, RuleId, Verdict
from venue_kiosk.domain.certificate.finding import Finding, Outcome
from venue_kiosk.domain.certificate.rules_data import (
    judge_files,
    judge_items,
    judge_keys,
    judge_scan,
    judge_ward,
)
from venue_kiosk.domain.certificate.rules_proof import (
    judge_databases,
    judge_log,
    judge_people,
    judge_plugins,
    judge_receipt,
    judge_record,
    judge_surroundings,
)

_RULES: Final[dict[RuleId, Callable[[Certificate], Iterable[Finding]]]] = {
    "P1": judge_items,
    "P2": judge_files,
    "P3": judge_keys,
    "P4": judge_scan,
    "P5": judge_ward,
    "P6": judge_log,
    "P7": judge_receipt,
    "P8": judge_people,
    "P9": judge_surroundings,
    "P10": judge_plugins,
    "P11": judge_databases,
    "P12": judge_record,
}
RULE_CODES: Final[dict[RuleId, frozenset[str]]] = {
    "P1": frozenset({"not_zero", "count_mismatch", "nothing_to_erase"}),
    "P2": frozenset({"file_left", "not_overwritten"}),
    "P3": frozenset({"key_copy_left", "not_read_back", "card_missing"}),
    "P4": frozenset({"hits", "volume_not_read", "too_few_needles"}),
    "P5": frozenset({"no_challenge", "no_ward_canary", "canary_not_seen"}),
    "P6": frozenset({"chain_broken", "slip_differs", "slip_missing"}),
    "P7": frozenset({"no_receipt", "receipt_differs"}),
    "P8": frozenset({"same_person", "no_witness", "too_far_apart"}),
    "P9": frozenset({"residue_found", "surroundings_unsafe", "not_checkable"}),
    "P10": frozenset({"plugin_found", "plugin_not_confirmed"}),
    "P11": frozenset({"database_damaged", "rolled_back"}),
    "P12": frozenset({"step_failed", "record_incomplete", "times_out_of_order"}),
}
"""The codes each rule may give, besides ``not_measured``."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the members of a certificate amount to."""

    verdict: Verdict
    reasons: tuple[Reason, ...]


def judge(certificate: Certificate) -> Judgement:
    """Return the verdict at the certificate's level; its stated verdict is not looked at.

    FAILED if any rule is broken, else UNKNOWN if any was not measured, else PASS.
    """
    found = [(rule, each) for rule, look in _RULES.items() for each in look(certificate)]
    worst = max((each.outcome for _rule, each in found), default=None)
    reasons = [Reason(rule=rule, code=each.code, subject=each.subject) for rule, each in found]
    return Judgement(_verdict(worst), tuple(dict.fromkeys(reasons)))


def states_what_it_shows(certificate: Certificate) -> bool:
    """Say whether the stated verdict, document and reasons are those its members amount to."""
    judgement = judge(certificate)
    ours = {reason.rule for reason in judgement.reasons}
    theirs = {reason.rule for reason in certificate.reasons}
    known = all(
        reason.code in RULE_CODES[reason.rule] | {"not_measured"} for reason in certificate.reasons
    )
    return (
        certificate.verdict == judgement.verdict
        and (certificate.document == "certificate") is (judgement.verdict == "PASS")
        and ours == theirs
        and known
    )


def _verdict(worst: Outcome | None) -> Verdict:
    match worst:
        case None:
            return "PASS"
        case Outcome.NOT_MEASURED:
            return "UNKNOWN"
        case Outcome.BROKEN:
            return "FAILED"
