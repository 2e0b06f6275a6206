"""Reading survey sheets: how often wrong, how often a person is asked, how fast, how large.

    python -m benchmarks.survey [--pages N] [--seed S] [--out DIR] [CONDITION …]

Sheets are filled in by invented people with many pens (``venue_kiosk.demo.paper``): simulated
marks, by the hand that wrote the reader. ``--out`` keeps pictures and, in a tree of its own, truth.
"""

import argparse
import json
import multiprocessing
import os
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path

import cv2
import msgspec
import numpy as np

from benchmarks.survey_scoring import score, upper_bound
from plugins.survey.definition_parsing import read_definition
from plugins.survey.reading.batch import BatchReader, prepare_reading
from plugins.survey.reading.duplicates import agreement
from plugins.survey.reading.ink_trace import unpack
from plugins.survey.reading.inputs import find_inputs
from plugins.survey.reading.page_reading import read_page
from plugins.survey.reading.prepared import prepare
from plugins.survey.sheet.composing import compose_sheet
from plugins.survey.sheet.layout_file import compose_layout
from plugins.survey.sheet.printing import print_blank
from venue_kiosk.adapters.typesetter import TypstTypesetter
from venue_kiosk.demo.paper.cameras import PAGE_DPI
from venue_kiosk.demo.paper.conditions import CONDITIONS
from venue_kiosk.demo.paper.pens import Page
from venue_kiosk.demo.paper.respondents import (
    MANY_PENS,
    PLAIN,
    USUAL,
    USUAL_HABITS,
    Habits,
    Respondent,
)

FORM = Path(__file__).parent.parent / "config" / "surveys" / "symposium-a.toml"
JPEG = (cv2.IMWRITE_JPEG_QUALITY, 95)
QUICK = ("clean", "rotated 180", "tilted 30", "100 dpi", "blur 6")


class Press:
    """Makes filled sheets of one form."""

    def __init__(self, seed, habits, crowd=MANY_PENS):
        self.seed, self.habits, self.crowd = seed, habits, crowd
        self.plan = compose_sheet(read_definition(FORM))
        self.layout = compose_layout(self.plan, ())
        self.typesetter = TypstTypesetter()
        self.preparation = prepare_reading(self.plan, self.typesetter)
        self.sheet = prepare(self.plan, self.preparation.blanks)
        self.blanks = [
            cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)
            for png in print_blank(self.plan, self.typesetter, dots_per_mm=PAGE_DPI / 25.4)
        ]

    def fill(self, number, side, condition):
        """One picture of one side, and what was meant; the same for the same numbers."""
        topic = sum(ord(letter) * 31**place for place, letter in enumerate(condition)) % 2**31
        chance = np.random.default_rng([self.seed, number, topic])
        who = Respondent.invent(chance, self.habits, self.crowd)
        page = Page(self.blanks[side - 1], PAGE_DPI / 25.4)
        truth = who.fill_in(self.layout, side, page, chance)
        return page.picture, CONDITIONS[condition](page.picture, chance), truth


def accuracy(press, conditions, pages, out):
    print(
        "| condition | pages | rejected | questions | to review | silent | options silent | text |"
    )
    print("|---|---|---|---|---|---|---|---|")
    kinds, everything = Counter(), []
    start = multiprocessing.get_context("spawn")
    with start.Pool(
        initializer=_set_press, initargs=(press.seed, press.habits, press.crowd)
    ) as pool:
        for condition in conditions:
            asked = [(condition, number, out) for number in range(pages)]
            truths, lines = zip(*pool.imap(_fill_and_read, asked), strict=True)
            if out:
                keep_truth(out, truths)
            found = score(truths, lines)
            everything.append(found)
            kinds.update(found.kinds)
            cells = [
                condition, found.pages, found.rejected, found.questions,
                f"{100 * found.review_rate:.1f} %", len(found.silent),
                f"{found.silent_options}/{found.options}", f"{found.silent_texts}/{found.texts}",
            ]  # fmt: skip
            print("|", " | ".join(map(str, cells)), "|", flush=True)
    print_kinds(kinds)
    print_all(everything)


def print_all(scores):
    """Both rates with the bound of 95 % confidence, as the wanted figures are told."""
    silent = [each for found in scores for each in found.silent]
    options, asked = sum(s.options for s in scores), sum(s.questions for s in scores)
    wrong = sum(s.silent_options for s in scores)
    print(f"\nsilent: {len(silent)} of {asked} questions (at most "
          f"{100 * upper_bound(len(silent), asked):.3f} %), {wrong} of {options} options "
          f"(at most {100 * upper_bound(wrong, options):.4f} %)")  # fmt: skip
    for path, key, meant, answer in silent:
        print(f"silent: {path} {key} meant {meant} read {answer}")


_press = None


def _set_press(*how):
    global _press  # noqa: PLW0603 - one press for each process
    cv2.setNumThreads(1)
    _press = Press(*how)


def _fill_and_read(asked):
    condition, number, out = asked
    side = number % 2 + 1
    _clean, picture, truth = _press.fill(number, side, condition)
    suffix = ".png" if condition == "one bit" else ".jpg"
    path = f"{condition.replace(' ', '_').replace('%', 'pc')}-{number:04d}{suffix}"
    _done, packed = cv2.imencode(suffix, picture, JPEG if suffix == ".jpg" else [])
    line = {"format": "venue-survey-truth/1", "path": path, "page_index": 0,
            "form": "symposium-a", "version": "1", "page": side,
            "answers": truth.answers, "text_boxes": truth.text_boxes,
            "marks": truth.marks, "condition": condition}  # fmt: skip
    if out:
        (out / "pictures").mkdir(parents=True, exist_ok=True)
        (out / "pictures" / path).write_bytes(packed.tobytes())
    finding = read_page(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), _press.sheet)
    return line, line_of(finding, path)


def line_of(finding, path):
    answers = {key: msgspec.to_builtins(answer) for key, answer in finding.answers.items()}
    return {"path": path, "page_index": 0, "status": finding.status, "reason": finding.reason,
            "answers": answers}  # fmt: skip


def keep_truth(out, truths):
    """Write the truth into a tree of its own, apart from the pictures."""
    (out / "truth").mkdir(parents=True, exist_ok=True)
    with (out / "truth" / "truth.jsonl").open("a") as file:
        file.writelines(json.dumps(truth, ensure_ascii=False) + "\n" for truth in truths)


def print_kinds(kinds):
    print("\n| mark | right | to review | silent |\n|---|---|---|---|")
    for kind in sorted({name for name, _outcome in kinds}):
        print(f"| {kind} | {kinds[kind, 'right']} | {kinds[kind, 'flagged']} | "
              f"{kinds[kind, 'silent']} |")  # fmt: skip


def throughput(press, pages):
    with tempfile.TemporaryDirectory() as folder:
        for number in range(pages):
            _clean, picture, _truth = press.fill(number, number % 2 + 1, "clean")
            cv2.imwrite(f"{folder}/{number:04d}.jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 85])
        inputs = find_inputs([Path(folder)])
        reader = BatchReader(press.preparation)
        began = time.perf_counter()
        count, first = 0, 0.0
        for _page in reader.read(inputs.files):
            count += 1
            first = first or time.perf_counter() - began
        wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime
    print(f"\n{count} JPEG pages at 200 dpi on {os.cpu_count()} cores: {wall:.1f} s "
          f"({60 * count / wall:.0f} pages/min), first after {first:.1f} s; "
          f"{1000 * cpu / count:.0f} ms CPU a page ({60 * count / cpu:.0f} pages/min/core), "
          f"largest process {used.ru_maxrss / 1024:.0f} MiB")  # fmt: skip


def duplicates(press, sheets, pairs):
    """Rescans of the same sheets, and different sheets with the same answers."""
    again = ("clean 300 dpi", "rotated 180", "tilted 20", "100 dpi", "gradient")
    chance = np.random.default_rng(press.seed)
    traces, repeats = [], []
    for number in range(sheets):
        clean, picture, _truth = press.fill(number, 2, "clean")
        first = read_page(picture, press.sheet)
        other = CONDITIONS[again[number % len(again)]](clean, chance)
        second = read_page(other, press.sheet)
        if first.trace and second.trace:
            repeats.append(agreement(unpack(first.trace), unpack(second.trace)))
            traces.append(unpack(first.trace))
    found = sum(share >= 0.84 for share in repeats)
    maybe = sum(0.7 <= share < 0.84 for share in repeats)
    print(f"\nrescans found surely {found} of {len(repeats)}, possibly {maybe}; "
          f"lowest {min(repeats):.2f}")  # fmt: skip
    highest, wrong, done = 0.0, 0, 0
    for one in range(len(traces)):
        for two in range(one):
            if done < pairs:
                share = agreement(traces[one], traces[two])
                highest, wrong, done = max(highest, share), wrong + (share >= 0.7), done + 1
    print(f"different sheets: {done} pairs, {wrong} called the same; highest {highest:.2f}")


def run(*, quick):
    main(["--pages", "4", "--quick"] if quick else [])


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m benchmarks.survey", description=__doc__)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--plain", action="store_true", help="nobody corrects, strays or blots")
    parser.add_argument("--usual", action="store_true", help="pens of a table, 3 %% struck out")
    parser.add_argument("--only", choices=("accuracy", "throughput", "duplicates"))
    parser.add_argument("condition", nargs="*")
    asked = parser.parse_args(arguments)
    habits = PLAIN if asked.plain else USUAL_HABITS if asked.usual else Habits()
    press = Press(asked.seed, habits, USUAL if asked.usual else MANY_PENS)
    conditions = asked.condition or (QUICK if asked.quick else CONDITIONS)
    if asked.only in (None, "accuracy"):
        accuracy(press, conditions, asked.pages, asked.out)
    if asked.only in (None, "throughput"):
        throughput(press, 16 if asked.quick else 200)
    if asked.only in (None, "duplicates"):
        duplicates(press, 6 if asked.quick else 142, 10_000)


if __name__ == "__main__":
    main()
