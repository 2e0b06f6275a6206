"""Judges readings against a truth that lives apart from them; see ``venue-survey-truth/1``."""

import math
from collections import Counter
from dataclasses import dataclass, field

_ONCE_IN_TWENTY = 0.05


@dataclass
class Score:
    """How often readings were right, flagged, or silently wrong."""

    pages: int = 0
    rejected: int = 0
    review_pages: int = 0
    questions: int = 0
    asked: int = 0
    """Questions on pages that were not rejected."""
    flagged: int = 0
    """Of those."""
    silent: list = field(default_factory=list)
    options: int = 0
    silent_options: int = 0
    texts: int = 0
    silent_texts: int = 0
    missing: int = 0
    reasons: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)

    @property
    def review_rate(self) -> float:
        return self.flagged / max(1, self.asked)

    @property
    def bound(self) -> float:
        """One-sided 95 % Clopper-Pearson bound of the rate of silent questions."""
        return upper_bound(len(self.silent), self.questions)


def upper_bound(wrong: int, of: int) -> float:
    """Return the rate at which ``wrong`` or fewer ``of`` so many would come once in twenty."""
    low, high = wrong / max(1, of), 1.0
    for _halving in range(60):
        rate = (low + high) / 2
        if _chance_of_at_most(wrong, of, rate) > _ONCE_IN_TWENTY:
            low = rate
        else:
            high = rate
    return high


def _chance_of_at_most(wrong: int, of: int, rate: float) -> float:
    if rate in {0.0, 1.0}:
        return float(rate == 0.0 or wrong >= of)
    term, total = of * math.log1p(-rate), 0.0
    for count in range(min(wrong, of) + 1):
        total += math.exp(term)
        term += math.log((of - count) / (count + 1) * rate / (1 - rate)) if count < of else 0.0
    return total


def is_flagged_page(reading) -> bool:
    if reading is None or reading["status"] == "rejected":
        return True
    return reading["status"] == "review" and reading["reason"] != "uncertain_answer"


def score(truths, readings) -> Score:
    """Return the score of readings; both are lists of the contracts' JSON objects."""
    result, found = Score(), {}
    for reading in readings:
        found[reading["path"].rsplit("/", 1)[-1], reading["page_index"]] = reading
    for truth in truths:
        reading = found.get((truth["path"].rsplit("/", 1)[-1], truth["page_index"]))
        result.missing += reading is None
        _score_page(result, truth, reading)
    return result


def _score_page(result, truth, reading) -> None:
    result.pages += 1
    rejected = reading is None or reading["status"] == "rejected"
    result.rejected += rejected
    result.review_pages += bool(reading) and reading["status"] == "review"
    if rejected or is_flagged_page(reading):
        result.reasons[reading["reason"] if reading else "missing"] += 1
    if truth["answers"] is None:
        if not is_flagged_page(reading):
            result.silent.append((truth["path"], None, "a page nobody asked for", reading))
        return
    for key, meant in truth["answers"].items():
        if meant["state"] != "unclear":
            _score_question(result, truth, key, meant, reading)
    _score_texts(result, truth, reading)


def _score_question(result, truth, key, meant, reading) -> None:
    result.questions += 1
    result.options += meant["of"]
    rejected = reading is None or reading["status"] == "rejected"
    result.asked += not rejected
    answer = reading["answers"].get(key) if reading else None
    uncertain = answer is not None and answer["state"] == "uncertain"
    flagged = is_flagged_page(reading) or uncertain
    if flagged:
        result.flagged += not rejected
        if uncertain and not is_flagged_page(reading):
            result.reasons[answer.get("reason")] += 1
    _score_kinds(result, truth, key, flagged, answer)
    if flagged:
        return
    claimed = set(answer["codes"]) if answer else set()
    wrong = answer is None or answer["state"] != meant["state"] or claimed != set(meant["codes"])
    if wrong:
        result.silent.append((truth["path"], key, meant, answer))
        result.silent_options += len(claimed ^ set(meant["codes"])) or 1


def _score_kinds(result, truth, key, flagged, answer) -> None:
    for mark in truth.get("marks", ()):
        row = mark["row"]
        if (f"{mark['question']}.{row}" if row else mark["question"]) != key:
            continue
        claimed = answer is not None and mark["code"] in answer["codes"]
        right = claimed == (mark["role"] == "answer")
        outcome = "flagged" if flagged else "right" if right else "silent"
        result.kinds[f"{mark['kind']} {mark['role']}", outcome] += 1


def _score_texts(result, truth, reading) -> None:
    for box in truth["text_boxes"]:
        key = f"{box['question']}.{box['row']}" if box["row"] else box["question"]
        answer = reading["answers"].get(key) if reading else None
        result.texts += 1
        if is_flagged_page(reading) or answer is None or answer["state"] == "uncertain":
            continue
        result.silent_texts += (answer["state"] != "no_answer") != box["has_ink"]
