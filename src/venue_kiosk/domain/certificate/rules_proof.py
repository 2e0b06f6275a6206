"""Rules P6 to P12: the log, the receipt, two people, surroundings, plugins, databases, steps."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from venue_kiosk.domain.audit import paper_form
from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.certificate.finding import Finding, broken, not_measured, unknown
from venue_kiosk.domain.certificate.measures import RESIDUE_CODES, STEPS, PaperSlip, Residue
from venue_kiosk.domain.certificate.scalars import moment

FIRST_OUTSIDE: Final = "print_spool"
"""From this row of the checklist on, things are outside the program's reach."""
SCOPE_ONLY_AT_BASIC: Final = frozenset({"swap", "hibernation", "core_dumps"})
"""At the level ``basic`` these are named in the scope instead."""


def judge_log(certificate: Certificate) -> Iterator[Finding]:
    """P6: the log is whole and agrees with the paper."""
    audit = certificate.audit
    if audit.chain_valid is False:
        yield broken("chain_broken")
    elif audit.chain_valid is None:
        yield not_measured()
    kinds = {slip.kind for slip in audit.slips}
    for kind in ("opening", "closing"):
        if kind not in kinds:
            yield not_measured("slip_missing", kind)
    for slip in audit.slips:
        yield from _judge_slip(certificate, slip)


def _judge_slip(certificate: Certificate, slip: PaperSlip) -> Iterator[Finding]:
    head = paper_form(bytes.fromhex(certificate.audit.head))
    same = (slip.count, slip.head) == (certificate.audit.count, head)
    if slip.agreed is False or (slip.kind == "closing" and not same):
        yield broken("slip_differs", slip.kind)
    elif slip.agreed is None and certificate.level == "full":
        yield not_measured(subject=slip.kind)


def judge_receipt(certificate: Certificate) -> Iterator[Finding]:
    """P7: the ward opened the package and gave a receipt."""
    receipt = certificate.hand_over
    if receipt.receipt_code_matched is False:
        yield broken("receipt_differs")
    elif not (receipt.receipt_number and receipt.receipt_date and receipt.receipt_code_matched):
        yield not_measured("no_receipt")


def judge_people(certificate: Certificate) -> Iterator[Finding]:
    """P8: two different people, at about the same time."""
    people, times = certificate.people, certificate.authorisation
    if people.witness is None:
        yield not_measured("no_witness")
    elif people.witness.id == people.operator.id:
        yield broken("same_person")
    if times.operator_at is None or times.witness_at is None:
        yield not_measured("no_witness")
    else:
        apart = abs(moment(times.operator_at) - moment(times.witness_at))
        if apart.total_seconds() > times.window_s:
            yield broken("too_far_apart")


def judge_surroundings(certificate: Certificate) -> Iterator[Finding]:
    """P9: nothing lies around the event, and nothing around it could have kept a copy."""
    basic = certificate.level == "basic"
    required = RESIDUE_CODES[: RESIDUE_CODES.index(FIRST_OUTSIDE)]
    for row in certificate.residue:
        excused = basic and row.code in SCOPE_ONLY_AT_BASIC
        if row.finding == "found":
            yield broken("residue_found", row.code)
        elif row.finding == "unsafe" and not (excused and certificate.scope.does_not_cover):
            yield not_measured("surroundings_unsafe", row.code)
        elif _not_looked_at(row) and row.code in required and not excused:
            yield not_measured("not_checkable", row.code)


def _not_looked_at(row: Residue) -> bool:
    return row.state == "not_checkable"


def judge_plugins(certificate: Certificate) -> Iterator[Finding]:
    """P10: every plugin confirms that nothing of its own is left."""
    for plugin in certificate.plugins:
        if plugin.witness == "found":
            yield broken("plugin_found", plugin.name)
        elif plugin.witness == "not_confirmed":
            yield not_measured("plugin_not_confirmed", plugin.name)


def judge_databases(certificate: Certificate) -> Iterator[Finding]:
    """P11: the stores were whole and not rolled back when they were erased."""
    if not certificate.databases:
        yield not_measured()
    for row in certificate.databases:
        if row.integrity_check == "failed" or row.cipher_bad_pages or row.checkpointed is False:
            yield broken("database_damaged", row.name)
        if row.rollback_check == "failed":
            yield broken("rolled_back", row.name)
        measured = (row.checkpointed, row.integrity_check, row.cipher_bad_pages, row.rollback_check)
        if unknown(measured):
            yield not_measured(subject=row.name)


def judge_record(certificate: Certificate) -> Iterator[Finding]:
    """P12: every step was done, in time."""
    results = {row.step: row.result for row in certificate.record.steps}
    for step in STEPS:
        match results.get(step):
            case "failed":
                yield broken("step_failed", step)
            case "done":
                pass
            case _:
                yield not_measured("record_incomplete", step)
    if not _in_order(certificate):
        yield broken("times_out_of_order")


def _in_order(certificate: Certificate) -> bool:
    record, authorised = certificate.record, certificate.authorisation
    started, finished = moment(record.started_at), moment(record.finished_at)
    steps = [moment(row.at) for row in record.steps]
    typed = [each for each in (authorised.operator_at, authorised.witness_at) if each is not None]
    return (
        all(started <= at <= finished for at in steps)
        and all(first <= then for first, then in pairwise((started, finished)))
        and finished <= moment(certificate.issued_at)
        and all(moment(at) <= started for at in typed)
    )
