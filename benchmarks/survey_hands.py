"""Sheets filled in with strokes that real people drew; where and how large they stand is invented.

    python -m benchmarks.survey_hands --writers FILE --digits FOLDER [--pages N] [CONDITION …]

See ``benchmarks.hand_strokes`` for the two sources; one of them is enough. Every sheet is marked by
one hand, with one pen. Slips are struck out with level strokes, crosses and zigzags of that hand.
"""

import argparse
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from benchmarks.hand_strokes import Digits, of_writers
from benchmarks.survey import JPEG, Press, keep_truth, line_of, print_all, print_kinds
from benchmarks.survey_scoring import score
from plugins.survey.reading.page_reading import read_page
from venue_kiosk.demo.paper.cameras import PAGE_DPI
from venue_kiosk.demo.paper.conditions import CONDITIONS
from venue_kiosk.demo.paper.pens import PENS, Hand, Page
from venue_kiosk.demo.paper.respondents import MANY_PENS, Habits, Respondent

CHOSEN = ("clean", "150 dpi", "tilted 20", "jpeg 40")
_SHARES = {"ring": 0.66, "ring whole": 0.12, "tick": 0.12, "cross": 0.06, "slash": 0.04}


@dataclass(frozen=True, slots=True)
class Writer(Respondent):
    """Somebody whose strokes are known."""

    name: str
    drawn: Mapping[str, list]
    across: float
    """How large this hand's rings are: the mean of width and height, in mm."""
    beside: tuple[float, float]
    """Where its marks stand from the number, in mm."""

    @classmethod
    def of(cls, name, drawn, habits, chance):
        """Give a hand a pen and a way to mark, out of what it drew."""
        can = {kind: share for kind, share in _SHARES.items() if kind.split()[0] in drawn}
        weights = np.array(list(can.values())) / sum(can.values())
        pen = PENS[chance.choice(len(PENS), p=MANY_PENS.pens)]
        hand, kind = Hand(pen, 0.0, 1.0), str(chance.choice(list(can), p=weights))
        beside = (float(chance.normal(0, 0.4)), float(chance.normal(0, 0.4)))
        return cls(hand, kind, habits, name, drawn, float(chance.uniform(6.5, 9.5)), beside)

    def _shape(self, kind, option, chance):
        x, y, width, height = option["mark"]
        middle = np.array([x + width / 2, y + height / 2]) + self.beside
        middle = middle + chance.normal(0, 0.45, 2)
        across = self.across * chance.uniform(0.88, 1.12)
        strokes = self._one(kind.split()[0], chance)
        match kind:
            case "ring":
                everything = np.concatenate(strokes)
                size = np.ptp(everything, axis=0)
                size = np.minimum(size * across / np.sqrt(np.prod(size)), (12.5, 10.5))
                tail = np.median(everything, axis=0) - _centre(everything)
                return _placed(strokes, middle - tail * size / np.ptp(everything, axis=0), size)
            case "ring whole":
                label = option["label"]
                left, right = x - 3.8, label[0] + label[2] + 3.8
                tall = min(label[3] + 4.6, option["cell"][3]) * chance.uniform(0.9, 1.1)
                return _placed(strokes, ((left + right) / 2, middle[1]), (right - left, tall))
            case "tick":
                corner = middle + across * np.array([0.12, -0.18])
                return _placed(strokes, corner, (across * 0.75, across * 0.7))
            case _:
                return _placed(strokes, middle, (across * 0.65, across * 0.65))

    def _one(self, kind, chance):
        """Return strokes of one thing this hand drew, a little turned."""
        many = self.drawn[kind]
        angle = chance.normal(0, 0.07)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        return [stroke @ turn for stroke in many[int(chance.integers(len(many)))]]

    def _correct(self, option, page, truth, chance):
        page.draw(self.hand, self._shape(self.kind, option, chance), chance)
        x, y, width, height = option["mark"]
        right = option["label"][0] + option["label"][2]
        ends = (x - 2.5, right + 1) if chance.random() < 0.6 else (x - 3, x + width + 3)
        middle, wide = (sum(ends) / 2, y + height / 2), ends[1] - ends[0]
        can = [kind for kind in ("line", "cross", "wave") if kind in self.drawn]
        match str(chance.choice([kind for kind in can if kind != self.kind])):
            case "line":
                apart, tall = chance.uniform(0.7, 1.2), abs(chance.normal(0.5, 0.3))
                drawn = [stroke for way in (-0.5, 0.5) for stroke in _placed(
                    self._one("line", chance), (middle[0], middle[1] + way * apart),
                    (wide * chance.uniform(0.92, 1.05), tall))]  # fmt: skip
            case "cross":
                centre, side = (x + width / 2, middle[1]), self.across * chance.uniform(0.7, 0.95)
                drawn = _placed(self._one("cross", chance), centre, (side, side * 0.9))
            case _:
                tall = chance.uniform(4, 6)
                drawn = _placed(self._one("wave", chance), middle, (wide, tall))
        page.draw(self.hand, drawn, chance)
        names = {name: option[name] for name in ("question", "row", "code")}
        truth.marks.append({**names, "kind": self.kind, "role": "cancelled"})

    def _write(self, box, page, truth, chance):
        writes = chance.random() < 0.45
        x, y, width, height = box["rect"]
        for place in range(int(chance.integers(3, 14)) if writes else 0):
            centre = (x + 5 + place * 6.2, y + min(height / 2, 8) + chance.normal(0, 0.4))
            if centre[0] < x + width - 4:
                kind = str(chance.choice([each for each in self.drawn if each != "line"]))
                page.draw(self.hand, _placed(self._one(kind, chance), centre, (4.5, 5)), chance)
        name = {"question": box["question"], "row": box["row"]}
        truth.text_boxes.append({**name, "has_ink": writes})


def _placed(strokes, middle, size):
    """Return strokes stretched to a size, in mm, around a place."""
    everything = np.concatenate(strokes)
    scale = np.array(size) / np.maximum(np.ptp(everything, axis=0), 0.02)
    return [(stroke - _centre(everything)) * scale + middle for stroke in strokes]


def _centre(points):
    return (points.min(0) + points.max(0)) / 2


class HandPress(Press):
    """Makes sheets that known hands filled in."""

    def __init__(self, seed, habits, writers, digits):
        super().__init__(seed, habits)
        self.writers, self.digits = writers, digits

    def fill(self, number, side, condition):
        chance = np.random.default_rng([self.seed, number, CHOSEN.index(condition), 5])
        who, page = self._somebody(number, chance), Page(self.blanks[side - 1], PAGE_DPI / 25.4)
        truth = who.fill_in(self.layout, side, page, chance)
        truth.pen = f"{who.name}, {truth.pen}"
        return page.picture, CONDITIONS[condition](page.picture, chance), truth

    def _somebody(self, number, chance):
        if self.digits and (not self.writers or number % 4 < 2):
            return Writer.of("somebody", self.digits.hand(chance), self.habits, chance)
        name = list(self.writers)[int(chance.integers(len(self.writers)))]
        return Writer.of(name, self.writers[name], self.habits, chance)


def measure(press, conditions, pages, out):
    """Print how often sheets of these hands are read wrongly, and what a person is asked."""
    print("| condition | pages | rejected | questions | to review | silent | text |")
    print("|---|---|---|---|---|---|---|")
    kinds, hands, everything = Counter(), Counter(), []
    for condition in conditions:
        truths, lines = [], []
        for number in range(pages):
            _clean, picture, truth = press.fill(number, number % 2 + 1, condition)
            path = f"{condition.replace(' ', '_')}-{number:04d}.jpg"
            _done, packed = cv2.imencode(".jpg", picture, JPEG)
            truths.append({"format": "venue-survey-truth/1", "path": path, "page_index": 0,
                           "form": "symposium-a", "version": "1", "page": number % 2 + 1,
                           "answers": truth.answers, "text_boxes": truth.text_boxes,
                           "marks": truth.marks, "condition": condition})  # fmt: skip
            if out:
                (out / "pictures").mkdir(parents=True, exist_ok=True)
                (out / "pictures" / path).write_bytes(packed.tobytes())
            finding = read_page(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), press.sheet)
            lines.append(line_of(finding, path))
            one = score(truths[-1:], lines[-1:])
            hands.update({(truth.pen.split(",")[0], "asked"): one.questions,
                          (truth.pen.split(",")[0], "flagged"): one.flagged})  # fmt: skip
        if out:
            keep_truth(out, truths)
        found = score(truths, lines)
        everything.append(found)
        kinds.update(found.kinds)
        print(f"| {condition} | {found.pages} | {found.rejected} | {found.questions} | "
              f"{100 * found.review_rate:.1f} % | {len(found.silent)} | "
              f"{found.silent_texts}/{found.texts} |", flush=True)  # fmt: skip
    print_kinds(kinds)
    for name in sorted({name for name, _what in hands}):
        print(f"{name}: to review {hands[name, 'flagged']} of {hands[name, 'asked']}")
    print("asked because", sum((found.reasons for found in everything), Counter()))
    print_all(everything)


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m benchmarks.survey_hands", description=__doc__)
    parser.add_argument("--writers", type=Path, help="ujipenchars2.txt")
    parser.add_argument("--digits", type=Path, help="folder with 0.json and 1.json")
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slips", type=float, default=0.03, help="share of questions corrected")
    parser.add_argument("--out", type=Path, help="keep pictures and truth, in trees of their own")
    parser.add_argument("condition", nargs="*", choices=[[], *CHOSEN], metavar="CONDITION")
    asked = parser.parse_args(arguments)
    if not asked.writers and not asked.digits:
        parser.error("give --writers or --digits: strokes that people drew are not shipped")
    writers = of_writers(asked.writers) if asked.writers else {}
    digits = Digits(asked.digits) if asked.digits else None
    for name, drawn in writers.items():
        print(name, ", ".join(f"{len(each)} {kind}" for kind, each in drawn.items()))
    habits = Habits(corrected=asked.slips, stray=0.0, ghost=0.0)
    press = HandPress(asked.seed, habits, writers, digits)
    measure(press, asked.condition or CHOSEN, asked.pages, asked.out)


if __name__ == "__main__":
    main()
