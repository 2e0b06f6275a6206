"""What a person's decision makes of a page. Pure: readings in, readings out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from plugins.survey.answer_keys import AnswerKey
from plugins.survey.desk.store import MARGIN, WHOLE_PAGE
from plugins.survey.reading_lines import Answer, Decided, Duplicate, Reading
from plugins.survey.tally.counting import IDENTIFYING, PAGE_DOUBT_FREE

OVER_LIMIT: Final = "over_limit"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decided, on which day."""

    by: str
    day: str


def answer_of_codes(key: AnswerKey, codes: Sequence[str]) -> Answer:
    """Return what marks on these options mean."""
    ordered = tuple(code for code in key.codes if code in codes)
    if not ordered:
        return Answer("no_answer", ())
    if key.is_one_of and len(ordered) > 1:
        return Answer("invalid", ordered)
    over = key.max_marks is not None and len(ordered) > key.max_marks
    return Answer("answered", ordered, flags=(OVER_LIMIT,) if over else ())


def answer_of_digits(digits: str) -> Answer:
    """Return what a typed number means; nothing typed is no answer."""
    return Answer("answered", (), value=digits) if digits else Answer("no_answer", ())


def answer_of_text(words: str, *, identifying: bool) -> Answer:
    """Return what became of a text: counted only, or typed."""
    if identifying:
        return Answer("answered", (), flags=(IDENTIFYING,))
    return Answer("answered", (), value=words or None)


def decide_answer(reading: Reading, key: str, now: Answer, who: Signature) -> Reading:
    """Return the page with one answer decided."""
    was = reading.answers.get(key)
    return _settled(
        msgspec.structs.replace(
            reading,
            answers=reading.answers | {key: now},
            decisions=(*_decisions(reading), Decided(key, _plain(was), _plain(now), *_sign(who))),
        )
    )


def undo_answer(reading: Reading, key: str, was: Answer) -> Reading:
    """Return the page with one answer as it was, its newest decision taken back."""
    decisions = list(_decisions(reading))
    for place in reversed(range(len(decisions))):
        if decisions[place].key == key:
            del decisions[place]
            break
    return _settled(
        msgspec.structs.replace(
            reading,
            answers=reading.answers | {key: was},
            decisions=tuple(decisions) or msgspec.UNSET,
        )
    )


def decide_margin(reading: Reading, who: Signature, *, identifying: bool) -> Reading:
    """Return the page with what was written outside the answer places judged."""
    decided = Decided(MARGIN, None, {"identifying": identifying}, *_sign(who))
    return msgspec.structs.replace(
        reading, margin_identifying=identifying, decisions=(*_decisions(reading), decided)
    )


def undo_margin(reading: Reading) -> Reading:
    """Return the page with that taken back."""
    left = tuple(each for each in _decisions(reading) if each.key != MARGIN)
    return msgspec.structs.replace(
        reading, margin_identifying=msgspec.UNSET, decisions=left or msgspec.UNSET
    )


def decide_page(reading: Reading, who: Signature, *, usable: bool) -> Reading:
    """Return the page with its doubt taken away, or the page as one that is not counted."""
    now = {"status": "read" if usable else "rejected"}
    was = {"status": reading.status, "reason": reading.reason}
    decisions = (*_decisions(reading), Decided(WHOLE_PAGE, was, now, *_sign(who)))
    if usable:
        free = msgspec.structs.replace(
            reading, reason=PAGE_DOUBT_FREE, duplicate_of=None, decisions=decisions
        )
        return _settled(free)
    again = reading.duplicate_of
    if again is not None:
        again = Duplicate(again.path, again.page_index, sure=True)
    return msgspec.structs.replace(
        reading, status="rejected", duplicate_of=again, decisions=decisions
    )


def _settled(reading: Reading) -> Reading:
    """Return the page as read once nothing on it is uncertain."""
    doubted = reading.status == "review" and reading.reason != PAGE_DOUBT_FREE
    if doubted or reading.status == "rejected":
        return reading
    open_ones = any(each.state == "uncertain" for each in reading.answers.values())
    return msgspec.structs.replace(
        reading,
        status="review" if open_ones else "read",
        reason=PAGE_DOUBT_FREE if open_ones else None,
    )


def _decisions(reading: Reading) -> tuple[Decided, ...]:
    return () if reading.decisions is msgspec.UNSET else reading.decisions


def _sign(who: Signature) -> tuple[str, str]:
    return who.by, who.day


def _plain(answer: Answer | None) -> Any:
    return None if answer is None else msgspec.to_builtins(answer)
