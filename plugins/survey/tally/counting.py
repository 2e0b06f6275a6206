"""What the readings add up to: pages, sheets, and every key line by line."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, assert_never

import msgspec

from plugins.survey.answer_keys import AnswerKey, Form, by_name
from plugins.survey.reading_lines import Answer, Reading

Counted: TypeAlias = Literal["all", "part", "none"]
PAGE_DOUBT_FREE: Final = "uncertain_answer"
"""The only reason of a page in review whose other answers may be counted."""

IDENTIFYING: Final = "identifying"
"""Flag of a text that tells who somebody is: counted, never typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCount:
    """How one key was answered."""

    key: AnswerKey
    options: Mapping[str, int]
    """By code, every option of the key."""
    invalid: int
    no_answer: int
    unconfirmed: int
    answered: int
    """Answers that count: sheets with a mark or with ink."""
    over_limit: int
    identifying: int
    """Texts among the answered that tell who somebody is."""

    @property
    def base(self) -> int:
        """Pages counted for the key."""
        return self.answered + self.invalid + self.no_answer + self.unconfirmed

    @property
    def answers(self) -> int:
        """All marks together."""
        return sum(self.options.values())

    @property
    def scale_sum(self) -> int:
        """Marks on the options that are points of the scale."""
        return sum(self.options[each.code] for each in self.key.choices if not each.outside)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCount:
    """What became of the pages."""

    by_status: Mapping[str, int]
    """``read``, ``review``, ``rejected``, and ``duplicate`` apart from all of them."""
    sheets: int | None
    """How many sheets the counted pages are; None where that cannot be told."""
    by_side: Mapping[int, int]
    """How many pages of each side bear answers."""
    reasons: Mapping[str, int] = field(default_factory=dict)
    """Why pages were not simply read."""
    margin_writing: int = 0
    """Pages with something written outside the answer places."""
    margin_identifying: int = 0
    """Those on which it tells who somebody is."""
    margin_open: int = 0
    """Those on which nobody has looked at it yet."""

    @property
    def collected(self) -> int:
        """Sheets that came back: where sides are not joined, the side that came most often."""
        return max(self.by_side.values(), default=0) if self.sheets is None else self.sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Everything that the readings of one run add up to."""

    form: Form
    pages: PageCount
    keys: tuple[KeyCount, ...]

    @property
    def unconfirmed(self) -> int:
        """Answers that nobody has confirmed yet."""
        return sum(each.unconfirmed for each in self.keys)


def judge_counted(reading: Reading, form: Form) -> Counted:
    """Say how much of one page may be counted before anybody decides more."""
    if reading.is_duplicate or (reading.form, reading.version) != (form.form_id, form.version):
        return "none"
    if reading.status == "read":
        return "all"
    doubt_free = reading.status == "review" and reading.reason == PAGE_DOUBT_FREE
    return "part" if doubt_free else "none"


def claims_of(reading: Reading, form: Form) -> Mapping[str, Answer]:
    """Return the answers of one page that stand, by key."""
    if judge_counted(reading, form) == "none":
        return {}
    keys = by_name(form.keys)
    return {
        name: each
        for name, each in reading.answers.items()
        if name in keys and _is_claim(keys[name], each)
    }


def _is_claim(key: AnswerKey, answer: Answer) -> bool:
    """Say whether an answer is one that the form can have; anything else is for a person."""
    match answer.state:
        case "uncertain":
            return False
        case "no_answer":
            return True
        case "invalid":
            return key.is_one_of
        case "answered" if key.is_choice:
            few_enough = len(answer.codes) == 1 or not key.is_one_of
            return bool(answer.codes) and few_enough and set(answer.codes) <= set(key.codes)
        case "answered":
            return True
        case unknown:
            assert_never(unknown)


def count(form: Form, readings: Sequence[Reading]) -> Counts:
    """Add up the readings."""
    pages = [each for each in readings if _bears_answers(each, form)]
    return Counts(
        form=form,
        pages=_count_pages(form, readings),
        keys=tuple(_count_key(form, key, pages) for key in form.keys),
    )


def _bears_answers(reading: Reading, form: Form) -> bool:
    ours = (reading.form, reading.version) == (form.form_id, form.version)
    return ours and not reading.is_duplicate and reading.status != "rejected"


def _count_pages(form: Form, readings: Sequence[Reading]) -> PageCount:
    statuses = Counter("duplicate" if each.is_duplicate else each.status for each in readings)
    order = ("read", "review", "rejected", "duplicate")
    reasons = Counter(each.reason for each in readings if each.reason and not each.is_duplicate)
    pages = [each for each in readings if _bears_answers(each, form)]
    sides = Counter(each.page for each in pages if each.page is not None)
    return PageCount(
        by_status={status: statuses[status] for status in order},
        sheets=_count_sheets(pages),
        by_side=dict(sorted(sides.items())),
        reasons=dict(sorted(reasons.items())),
        margin_writing=sum(each.margin_writing is not msgspec.UNSET for each in pages),
        margin_identifying=sum(each.margin_identifying is True for each in pages),
        margin_open=sum(_is_margin_open(each) for each in pages),
    )


def _is_margin_open(page: Reading) -> bool:
    is_there = page.margin_writing is not msgspec.UNSET
    return is_there and page.margin_identifying is msgspec.UNSET


def _count_sheets(pages: Iterable[Reading]) -> int | None:
    sheets = [page.sheet for page in pages]
    return None if None in sheets else len(set(sheets))


def _count_key(form: Form, key: AnswerKey, pages: Sequence[Reading]) -> KeyCount:
    asked = [page for page in pages if key.key in page.answers]
    given = [claims_of(page, form).get(key.key) for page in asked]
    claims = [each for each in given if each is not None]
    states = Counter(each.state for each in claims)
    answered = [each for each in claims if each.state == "answered"]
    marks = Counter(code for each in answered for code in each.codes)
    return KeyCount(
        key=key,
        options={code: marks[code] for code in key.codes},
        invalid=states["invalid"],
        no_answer=states["no_answer"],
        unconfirmed=len(asked) - len(claims),
        answered=len(answered),
        over_limit=sum(_is_over(key, each) for each in answered),
        identifying=sum(IDENTIFYING in each.flags for each in answered),
    )


def _is_over(key: AnswerKey, answer: Answer) -> bool:
    return key.max_marks is not None and len(answer.codes) > key.max_marks
