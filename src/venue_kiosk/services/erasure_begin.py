"""Opening an erasure: what must be true before anything is destroyed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from venue_kiosk.domain.certificate.media import Media
from venue_kiosk.domain.certificate.parts import (
    Authorisation,
    Database,
    Event,
    HandOver,
    People,
    Signing,
    Ward,
)
from venue_kiosk.domain.certificate.rules_data import LEAST_CHALLENGE
from venue_kiosk.domain.certificate.scalars import moment, time_text
from venue_kiosk.domain.certificate.started import (
    STARTED_FORMAT,
    FilesBefore,
    ItemBefore,
    KeyCopyBefore,
    LogBefore,
    Started,
)
from venue_kiosk.domain.erasure_plan import ErasurePlan
from venue_kiosk.domain.handler import Handler, Task
from venue_kiosk.errors import NotNowError, RefusedError, UsageError
from venue_kiosk.i18n import _
from venue_kiosk.services.permission import require


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeErasure:
    """All that is known of an event that is about to be erased; no personal data."""

    event: Event
    people: People
    authorisation: Authorisation
    hand_over: HandOver
    ward: Ward
    media: Media
    databases: tuple[Database, ...]
    signing: Signing
    items: Sequence[ItemBefore]
    plan: ErasurePlan
    key_copies: Sequence[KeyCopyBefore]
    audit: LogBefore
    marker: bytes
    kiosk_canaries: Sequence[str]


def open_record(
    before: BeforeErasure, operator: Handler, *, record_id: str, now: dt.datetime
) -> Started:
    """Return the record that goes onto the medium before anything is destroyed.

    There is no other way to begin an erasure, whichever door it comes through.

    Raises:
        NotPermittedError: the operator's role does not allow it.
        NotNowError: no receipt of the ward's is recorded, or the two people are not two or came
            too far apart.
        RefusedError: what was handed over is not what is there, or something lies in the event
            that nobody claims.
        UsageError: the ward gave some characters, but too few.
    """
    require(operator, Task.ERASE)
    _require_receipt(before.hand_over)
    _require_two_people(before.people, before.authorisation)
    _require_same_counts(before.items)
    _require_claimed(before.plan)
    require_enough(before.ward.challenge)
    return Started(
        format=STARTED_FORMAT,
        record_id=record_id,
        started_at=time_text(now),
        event=before.event,
        people=before.people,
        authorisation=before.authorisation,
        hand_over=before.hand_over,
        ward=before.ward,
        media=before.media,
        databases=before.databases,
        signing=before.signing,
        items=tuple(before.items),
        files=tuple(
            FilesBefore(kind=each.kind, plugin=each.plugin, files_before=len(each.paths))
            for each in before.plan.files
        ),
        key_copies=tuple(before.key_copies),
        audit=before.audit,
        marker=before.marker.hex(),
        kiosk_canaries=tuple(before.kiosk_canaries),
    )


def _require_receipt(hand_over: HandOver) -> None:
    given = hand_over.receipt_number and hand_over.receipt_date
    if not given or not hand_over.receipt_code_matched:
        raise NotNowError(
            _("The ward's receipt is not recorded yet, so nothing can be erased."),
            _("Hand over the data, then record the receipt with “kiosk receipt”."),
        )


def _require_two_people(people: People, times: Authorisation) -> None:
    if people.witness is None or people.witness.id == people.operator.id:
        raise NotNowError(
            _("Erasing needs two different people."),
            _("Ask a second person to type their own passphrase."),
        )
    if times.operator_at is None or times.witness_at is None:
        raise NotNowError(
            _("Both people must type their passphrase."), _("Begin with the first person again.")
        )
    apart = abs(moment(times.operator_at) - moment(times.witness_at)).total_seconds()
    if apart > times.window_s:
        raise NotNowError(
            _("Too much time passed between the two passphrases."),
            _("Type both again, one after the other."),
        )


def _require_same_counts(items: Sequence[ItemBefore]) -> None:
    for row in items:
        if row.count_handed_over not in {None, row.count_before}:
            raise RefusedError(
                _(
                    "What was handed over is not what is there: {item} {before}, handed over"
                    " {handed}.",
                    item=f"{row.plugin}.{row.item}",
                    before=row.count_before,
                    handed=row.count_handed_over,
                ),
                _("Make the hand-over package again and have it received."),
            )


def _require_claimed(plan: ErasurePlan) -> None:
    if plan.stray:
        raise RefusedError(
            _(
                "Things in the event that no declaration claims: {n}. One of them: {what}",
                n=len(plan.stray),
                what=plan.stray[0],
            ),
            _("Find out what they are and move or remove them, then begin again."),
        )


def require_enough(challenge: str, *, asked: bool = False) -> None:
    """Let the ward's characters pass: none where they are not ``asked`` for, or enough of them.

    Raises:
        UsageError: they would not count.
    """
    if len(challenge) < LEAST_CHALLENGE and (asked or challenge):
        raise UsageError(
            _("The ward's characters are too few: {n}.", n=len(challenge)),
            _("At least {n} are needed.", n=LEAST_CHALLENGE),
        )
