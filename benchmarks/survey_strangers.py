"""Sheets filled in by strangers: pens, marks and mishaps that the reader was not built with.

    python -m benchmarks.survey_strangers [--pages N] [--seed S] [CONDITION …]

Nothing is shared with ``venue_kiosk.demo.paper``: strokes, pens and damage are drawn in other ways.
What somebody meant is written down before anything is drawn, and kept apart from what is read.
"""

import argparse
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import cv2
import numpy as np

from benchmarks.strange_papers import PAPERS
from benchmarks.survey import Press, line_of, print_kinds
from benchmarks.survey_scoring import score, upper_bound
from plugins.survey.reading.page_reading import read_page

DOTS = 300 / 25.4
_PENS = {
    # width in mm, darkness, share of the line that is skipped, softness of its edge in mm
    "ball point that skips": (0.35, 0.75, 0.25, 0.05),
    "fountain pen": (0.6, 0.9, 0.0, 0.05),
    "brush pen": (1.5, 0.92, 0.02, 0.12),
    "hard pencil": (0.35, 0.33, 0.1, 0.08),
    "soft pencil": (0.7, 0.6, 0.05, 0.15),
    "orange pen": (0.6, 0.4, 0.0, 0.1),
}
_PEN_SHARES = (0.3, 0.2, 0.12, 0.13, 0.15, 0.1)
_MARKS = (
    "open ring", "double ring", "shaky oval", "tight ring", "ring off by half", "ring on words",
    "underline", "arrow", "tiny tick", "long tick", "plus", "dot", "bracket", "plain ring",
)  # fmt: skip
_MARK_SHARES = (0.14, 0.09, 0.12, 0.08, 0.07, 0.07, 0.05, 0.03, 0.08, 0.08, 0.03, 0.03, 0.03, 0.1)
_CANCELS = ("scrawl", "one line", "wave", "big cross", "tape", "arrow to the other")


@dataclass
class Meant:
    """Truth of one side."""

    pen: str
    answers: dict = field(default_factory=dict)
    text_boxes: list = field(default_factory=list)
    marks: list = field(default_factory=list)


class Stranger:
    """Somebody with one pen, two ways to mark, and an unsteady hand."""

    def __init__(self, chance):
        self.chance = chance
        self.pen = str(chance.choice(list(_PENS), p=_PEN_SHARES))
        self.kinds = [str(each) for each in chance.choice(_MARKS, 2, p=_MARK_SHARES)]
        self.tremor = float(chance.choice([0.05, 0.15, 0.35], p=[0.4, 0.4, 0.2]))

    def mark(self, page, option, neighbour):
        kind = self.kinds[int(self.chance.random() < 0.15)]
        self.ink(page, self._lines(kind, option, neighbour))
        return kind

    def _lines(self, kind, option, height):
        chance, (x, y, width, tall) = self.chance, option["mark"]
        cx, cy = x + width / 2 + chance.normal(0, 0.7), y + tall / 2 + chance.normal(0, 0.6)
        label = option["label"]
        right = label[0] + label[2]
        match kind:
            case "underline":
                low = y + tall + chance.uniform(0.4, 1.3)
                return [_path((x - 1, low), (right, low + chance.normal(0, 0.4)))]
            case "arrow":
                tip = [_path((right + 3, cy - 1.4), (right + 1, cy), (right + 3, cy + 1.4))]
                return [*tip, _path((right + 10, cy + chance.normal(0, 1)), (right + 1, cy))]
            case "tiny tick":
                return [_path((cx - 0.9, cy - 0.2), (cx - 0.1, cy + 0.9), (cx + 1.3, cy - 1.5))]
            case "long tick":
                up = chance.uniform(7, 13)
                return [_path((cx - 2, cy - 1), (cx, cy + 1.6), (cx + up * 0.8, cy - up * 0.7))]
            case "plus":
                level = _path((cx - 2.6, cy), (cx + 2.6, cy))
                return [level, _path((cx, cy - 2.6), (cx, cy + 2.6))]
            case "bracket":
                ends, low, high = (x, x + width), y - 1.5, y + tall + 1.5
                out = zip(ends, (-1, 1), strict=True)
                return [_path((e + s, low), (e + 2 * s, cy), (e + s, high)) for e, s in out]
            case _:
                return [self._round(kind, option, (cx, cy), height)]

    def _round(self, kind, option, middle, height):
        chance, (x, _y, width, tall), (cx, cy) = self.chance, option["mark"], middle
        label = option["label"]
        match kind:
            case "open ring":
                return self._oval(cx, cy, 3.6, 3.3, turn=2 * np.pi - chance.uniform(0.6, 1.9))
            case "double ring":
                return self._oval(cx, cy, 3.2, 3.0, turn=4 * np.pi)
            case "shaky oval":
                return self._oval(cx, cy, *chance.uniform((3, 2.6), (5, 3.6)), wave=0.5)
            case "tight ring":
                return self._oval(cx, cy, width / 2 + 0.9, tall / 2 + 0.7)
            case "ring off by half":
                side = chance.choice([-1, 1]) * height * chance.uniform(0.3, 0.45)
                return self._oval(cx - chance.uniform(0, 2), cy + side, 3.3, 3.0)
            case "ring on words":
                return self._oval(label[0] + label[2] / 2, cy, label[2] / 2 + 1.5, 3.4)
            case "dot":
                return self._oval(x - chance.uniform(1.6, 2.6), cy, 0.5, 0.5, turn=5 * np.pi)
            case _:
                return self._oval(cx, cy, 3.8, 3.4, turn=2 * np.pi + 0.5)

    def _oval(self, x, y, rx, ry, *, turn=2 * np.pi, wave=0.12):
        chance = self.chance
        angle = np.linspace(0, turn, 90) + chance.uniform(0, 2 * np.pi)
        bumps = 1 + wave * chance.uniform(0.2, 0.5) * np.sin(chance.integers(2, 5) * angle + 1)
        lean = chance.uniform(-0.25, 0.25)
        px, py = rx * np.cos(angle) * bumps, ry * np.sin(angle) * bumps
        return np.stack([x + px - lean * py, y + py], 1)

    def cancel(self, page, option, to):
        """Take a mark back, in one of the ways people have; return how."""
        chance, (x, y, width, tall) = self.chance, option["mark"]
        cx, cy, label = x + width / 2, y + tall / 2, option["label"]
        way = str(chance.choice(_CANCELS))
        right = label[0] + label[2]
        match way:
            case "scrawl":
                round_it = chance.normal(0, (2.6, 1.5), (40, 2))
                self.ink(page, [np.add(round_it, (cx, cy))])
            case "one line":
                self.ink(page, [_path((x - 4, cy + chance.normal(0, 0.5)), (right + 1, cy))])
            case "wave":
                along = np.linspace(x - 4, right, 80)
                self.ink(page, [np.stack([along, cy + 1.1 * np.sin(along * 2.2)], 1)])
            case "big cross":
                self.ink(page, [_path((cx - 5, cy - 4), (cx + 5, cy + 4)),
                                _path((cx + 5, cy - 4), (cx - 5, cy + 4))])  # fmt: skip
            case "tape":
                box = [round(v * DOTS) for v in (x - 5, y - 1.2, right + 1, y + tall + 1.2)]
                page[box[1] : box[3], box[0] : box[2]] = 250
            case _:
                tx, ty = to["mark"][0] - 2.5, to["mark"][1] + to["mark"][3] / 2
                self.ink(page, [_path((x - 3, cy), ((x + tx) / 2 - 5, (cy + ty) / 2), (tx, ty))])
        return way

    def ink(self, page, lines):
        """Draw with this pen: width by direction, skips, a soft edge."""
        width, dark, skips, soft = _PENS[self.pen]
        layer, chance = np.zeros(page.shape, np.uint8), self.chance
        for line in lines:
            steps = np.cumsum(chance.normal(0, self.tremor / 4, line.shape), axis=0)
            shaken = line + steps - np.linspace(0, 1, len(line))[:, None] * steps[-1]
            dots = np.round(shaken * DOTS * 16).astype(np.int32)
            on = True
            for one, two in pairwise(dots):
                on = chance.random() > skips / 4 if on else chance.random() < 0.55
                if on:
                    slant = abs(np.arctan2(*(two - one)[::-1].astype(float)))
                    wide = width * (1.25 - 0.5 * abs(slant / np.pi - 0.5))
                    cv2.line(layer, one.tolist(), two.tolist(), 255,
                             max(1, round(wide * DOTS)), cv2.LINE_AA, 4)  # fmt: skip
        ys, xs = np.nonzero(layer)
        if not len(ys):
            return
        rows = slice(max(0, ys.min() - 9), ys.max() + 9)
        part = slice(max(0, xs.min() - 9), xs.max() + 9)
        share = cv2.GaussianBlur(layer[rows, part].astype(np.float32) / 255, (0, 0), soft * DOTS)
        if "pencil" in self.pen:
            share *= chance.beta(4, 2, share.shape) * 1.5
        page[rows, part] = page[rows, part] * (1 - np.clip(share * dark, 0, 1))


def _path(*corners):
    """Return a line through corners, in short steps."""
    corners = np.array(corners, float)
    return np.concatenate([np.linspace(one, two, 24) for one, two in pairwise(corners)])


class StrangePress(Press):
    """Makes sheets that strangers filled in."""

    def __init__(self, seed):
        super().__init__(seed, None)

    def fill(self, number, side, condition):
        chance = np.random.default_rng([self.seed, number, list(PAPERS).index(condition), 77])
        page, meant = self._filled(side, chance)
        other, _unread = self._filled(3 - side, chance)
        return page, PAPERS[condition](page, other, chance), meant

    def _filled(self, side, chance):
        page, who = self.blanks[side - 1].copy(), Stranger(chance)
        place = next(each for each in self.layout["pages"] if each["page"] == side)
        meant = Meant(who.pen)
        for question in self.layout["questions"]:
            options = [o for o in place["options"] if _key_of(o) == question["key"]]
            if question["page"] == side and options:
                self._answer(who, question, options, page, meant)
        for box in place["text_boxes"]:
            writes = chance.random() < 0.4
            if writes:
                x, y, width, height = box["rect"]
                at = np.cumsum(chance.uniform(0.05, 0.55, 70)) + x + 4
                up = y + min(height / 2, 9) + chance.normal(0, 1.3, 70)
                who.ink(page, [np.stack([np.minimum(at, x + width - 3), up], 1)])
            name = {"question": box["question"], "row": box["row"]}
            meant.text_boxes.append({**name, "has_ink": bool(writes)})
        return page, meant

    def _answer(self, who, question, options, page, meant):
        chance, several = who.chance, question["kind"] == "multiple"
        count = int(chance.integers(1, 3)) if several else 1
        chosen = [] if chance.random() < 0.06 else list(chance.permutation(len(options))[:count])
        state = "answered" if chosen else "no_answer"
        codes = [o["code"] for n, o in enumerate(options) if n in chosen]
        meant.answers[question["key"]] = {"state": state, "codes": codes, "of": len(options)}
        step = min(option["cell"][3] for option in options)
        for place in chosen:
            kind = who.mark(page, options[place], step)
            meant.marks.append(_mark_of(options[place], kind, "answer"))
        free = [each for n, each in enumerate(options) if n not in chosen]
        if chosen and free and chance.random() < 0.04:
            wrong = free[int(chance.integers(len(free)))]
            who.mark(page, wrong, step)
            way = who.cancel(page, wrong, options[chosen[0]])
            meant.marks.append(_mark_of(wrong, way, "cancelled"))


def _mark_of(option, kind, role):
    return {**{name: option[name] for name in ("question", "row", "code")},
            "kind": kind, "role": role}  # fmt: skip


def _key_of(option):
    return f"{option['question']}.{option['row']}" if option["row"] else option["question"]


def accuracy(press, conditions, pages):
    """Print how often strangers' sheets are read wrongly, per paper and per kind of mark."""
    print("| paper | pages | rejected | questions | to review | silent | bound 95 % |")
    print("|---|---|---|---|---|---|---|")
    kinds, silent, asked = Counter(), [], 0
    for condition in conditions:
        truths, lines = [], []
        for number in range(pages):
            _page, picture, meant = press.fill(number, number % 2 + 1, condition)
            path = f"{condition}-{number:04d}"
            truths.append({"path": path, "page_index": 0, "answers": meant.answers,
                           "text_boxes": meant.text_boxes, "marks": meant.marks})  # fmt: skip
            lines.append(line_of(read_page(picture, press.sheet), path))
        found = score(truths, lines)
        kinds.update(found.kinds)
        silent, asked = silent + found.silent, asked + found.questions
        print(f"| {condition} | {found.pages} | {found.rejected} | {found.questions} | "
              f"{100 * found.review_rate:.1f} % | {len(found.silent)} | "
              f"{100 * found.bound:.2f} % |", flush=True)  # fmt: skip
    print(
        f"\nsilent: {len(silent)} of {asked}, bound {100 * upper_bound(len(silent), asked):.3f} %"
    )
    print_kinds(kinds)
    for path, key, intended, answer in silent:
        print(f"silent: {path} {key} meant {intended} read {answer}")


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m benchmarks.survey_strangers")
    parser.add_argument("--pages", type=int, default=134)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("condition", nargs="*")
    asked = parser.parse_args(arguments)
    accuracy(StrangePress(asked.seed), asked.condition or PAPERS, asked.pages)


if __name__ == "__main__":
    main()
