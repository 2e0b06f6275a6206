"""What must be true before each state: evidence in, what is missing out."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias, assert_never

from venue_kiosk.domain.life_cycle import Actor, Cycle, Missing, Passed, State

_LONGEST_DOCUMENT: Final = 64

Pair: TypeAlias = tuple[str, str]
"""Handler ids of the two people who authorised a step: the operator and the witness."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is known when the vault is to be unlocked at the venue."""

    slip_no: str
    """Of the carry-out slip (持ち出し確認票); empty when there is none."""
    arrived_at: dt.datetime | None
    place: str
    is_designated: bool
    """Whether the ward designated the place, with a document number."""
    is_in_hours: bool
    """Whether it is within the place's designated times."""
    unanswered: int
    """Pre-flight questions without an answer, or answered no without a remedy."""
    unreported: int
    """Handlers without training, report date or report document."""
    contract_ended: bool
    pair: Pair | None = None
    """Who unlocks outside the designated times; nobody needs to inside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What is known when nobody is to be checked in any more."""

    objections: tuple[Missing, ...]
    """Of plugins: a child in care, an open queue entry."""
    uncounted: int
    """Sessions whose hand count is missing or was overtaken by later check-ins."""
    unexplained: int
    """Sessions whose counts differ without a reason."""
    open_lanes: int
    """Other kiosks that are open on the event."""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """What is known when the package has been made for the ward."""

    objections: tuple[Missing, ...]
    """Of plugins: survey sheets or paper counts not reconciled."""
    document: str
    """Number or hash of the hand-over list; empty when no package was made."""
    is_counted: bool
    """Whether the package was reopened and its counts compared with the vault's."""
    pair: Pair | None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the ward says it received."""

    document: str
    date: dt.date
    is_matching: bool
    """Whether the receipt code is the one that only who opened the package can know."""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What is known just before the keys are destroyed."""

    pair: Pair | None
    open_lanes: int
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was measured after the erasure."""

    key_gone: bool
    files_gone: bool
    unopenable: bool
    residues: int
    """Things that plugins or the scan still found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification:
    """The certificate that was built."""

    document: str
    is_signed: bool
    findings: int
    """What stands in the way of PASS; unmeasured things count."""


Evidence: TypeAlias = (
    Opening | Closing | HandOver | Receipt | Erasure | Verification | Certification
)


def target_of(evidence: Evidence) -> State:
    """Return the state that a kind of evidence leads to."""
    match evidence:
        case Opening():
            return State.OPEN
        case Closing():
            return State.CLOSED
        case HandOver():
            return State.HANDED_OVER
        case Receipt():
            return State.RECEIPT_CONFIRMED
        case Erasure():
            return State.ERASED
        case Verification():
            return State.VERIFIED
        case Certification():
            return State.CERTIFIED
        case _:
            assert_never(evidence)


def decide_step(cycle: Cycle, evidence: Evidence, *, at: dt.datetime) -> Sequence[Missing]:
    """Return what is missing before the step that ``evidence`` leads to; nothing: it may be taken.

    What stands before every gate comes first: the order of the states, the ward's hold, a clock
    that went back.
    """
    to = target_of(evidence)
    if to is not cycle.next_state:
        code = "already_done" if to.number <= cycle.state.number else "step_before"
        return (Missing(code=code, who=Actor.MANAGER),)
    if cycle.is_stopped_before(to):
        return (Missing(code="hold", who=Actor.WARD),)
    if cycle.passed and at < cycle.passed[-1].at:
        return (Missing(code="clock_back", who=Actor.MANAGER),)
    return tuple(_missing(cycle, evidence, at))


def compose_passed(evidence: Evidence, *, at: dt.datetime, who: str) -> Passed:
    """Return what is kept of a step: numbers of documents, counts, ids of people."""
    pair = evidence.pair if isinstance(evidence, Opening | HandOver | Erasure) else None
    return Passed(
        to=target_of(evidence),
        at=at,
        who=who,
        second=None if pair is None else next((each for each in pair if each != who), pair[1]),
        document=_document(evidence),
        counts={} if isinstance(evidence, _UNCOUNTED) else evidence.counts,
    )


def check_document(number: str) -> bool:
    """Say whether a text can be a document's number: printable, not empty, at most 64 signs."""
    return 1 <= len(number.strip()) <= _LONGEST_DOCUMENT and number.isprintable()


_UNCOUNTED = (Opening, Verification, Certification)


def _document(evidence: Evidence) -> str:
    match evidence:
        case Opening():
            return evidence.slip_no
        case HandOver() | Receipt() | Certification():
            return evidence.document
        case Closing() | Erasure() | Verification():
            return ""
        case _:
            assert_never(evidence)


def _missing(cycle: Cycle, evidence: Evidence, at: dt.datetime) -> Iterator[Missing]:
    match evidence:
        case Opening():
            yield from _before_opening(evidence, at)
        case Closing():
            yield from evidence.objections
            yield from _some("lanes_open", evidence.open_lanes, Actor.RECEPTION)
            yield from _some("not_counted", evidence.uncounted, Actor.RECEPTION)
            yield from _some("not_explained", evidence.unexplained, Actor.MANAGER)
        case HandOver():
            yield from evidence.objections
            yield from _unless(check_document(evidence.document), "no_package", Actor.MANAGER)
            yield from _unless(evidence.is_counted, "package_not_counted", Actor.MANAGER)
            yield from _unless(_are_two(evidence.pair), "two_people", Actor.TWO_PEOPLE)
        case Receipt():
            yield from _before_receipt(cycle, evidence, at)
        case Erasure():
            handed = cycle.step(State.HANDED_OVER)
            equal = handed is not None and dict(handed.counts) == dict(evidence.counts)
            yield from _some("lanes_open", evidence.open_lanes, Actor.RECEPTION)
            yield from _unless(equal, "counts_differ", Actor.MANAGER)
            yield from _unless(_are_two(evidence.pair), "two_people", Actor.TWO_PEOPLE)
        case Verification():
            yield from _unless(evidence.key_gone, "key_left", Actor.MANAGER)
            yield from _unless(evidence.files_gone, "files_left", Actor.MANAGER)
            yield from _unless(evidence.unopenable, "still_opens", Actor.MANAGER)
            yield from _some("residue", evidence.residues, Actor.MANAGER)
        case Certification():
            yield from _some("findings", evidence.findings, Actor.MANAGER)
            signed = evidence.is_signed and check_document(evidence.document)
            yield from _unless(signed, "not_signed", Actor.MANAGER)
        case _:
            assert_never(evidence)


def _before_opening(opening: Opening, at: dt.datetime) -> Iterator[Missing]:
    arrived = opening.arrived_at is not None and opening.arrived_at <= at
    in_hours = opening.is_in_hours or not opening.is_designated or _are_two(opening.pair)
    yield from _unless(not opening.contract_ended, "contract_ended", Actor.WARD)
    yield from _some("not_reported", opening.unreported, Actor.MANAGER)
    yield from _some("preflight_open", opening.unanswered, Actor.MANAGER)
    has_slip = check_document(opening.slip_no)
    yield from _unless(has_slip, "no_slip", Actor.MANAGER)
    yield from _unless(arrived, "no_arrival", Actor.MANAGER)
    # Without a slip nobody knows which place it is about.
    yield from _unless(opening.is_designated or not has_slip, "place_not_designated", Actor.WARD)
    yield from _unless(in_hours, "outside_hours", Actor.TWO_PEOPLE)


def _before_receipt(cycle: Cycle, receipt: Receipt, at: dt.datetime) -> Iterator[Missing]:
    handed = cycle.step(State.HANDED_OVER)
    assert handed is not None  # the order of the states was asked before
    dated = handed.at.date() <= receipt.date <= at.date()
    equal = dict(receipt.counts) == dict(handed.counts)
    yield from _unless(check_document(receipt.document), "no_receipt_number", Actor.WARD)
    yield from _unless(dated, "receipt_date_wrong", Actor.WARD)
    yield from _unless(receipt.is_matching, "receipt_code_wrong", Actor.WARD)
    yield from _unless(equal, "counts_differ", Actor.WARD)


def _are_two(pair: Pair | None) -> bool:
    return pair is not None and all(pair) and pair[0] != pair[1]


def _some(code: str, n: int, who: Actor) -> Iterator[Missing]:
    if n:
        yield Missing(code=code, who=who, n=n)


def _unless(fulfilled: bool, code: str, who: Actor) -> Iterator[Missing]:  # noqa: FBT001 - a gate
    if not fulfilled:
        yield Missing(code=code, who=who)
