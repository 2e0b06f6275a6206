"""People who fill in a sheet, and the truth about what each of them meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from venue_kiosk.demo.paper import strokes
from venue_kiosk.demo.paper.pens import PENS, Chance, Hand, Page

KINDS: Final = ("ring", "ring whole", "tick", "cross", "fill", "slash")
_WAYS: Final = ("double line", "double line on number", "cross", "scribble")


@dataclass(frozen=True, slots=True)
class Habits:
    """How often something other than a plain mark happens, per question."""

    blank: float = 0.05
    corrected: float = 0.03
    several: float = 0.01
    stray: float = 0.02
    ghost: float = 0.01
    ways: Sequence[str] = _WAYS
    """How marks are struck out."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many of those who fill in sheets mark in which way, and with what."""

    kinds: Sequence[float]
    """Shares of ``KINDS``."""
    pens: Sequence[float]
    """Shares of ``PENS``."""


MANY_PENS: Final = Crowd(
    (0.56, 0.14, 0.13, 0.06, 0.07, 0.04), (0.34, 0.13, 0.08, 0.06, 0.2, 0.1, 0.07, 0.02)
)
USUAL: Final = Crowd(
    (0.55, 0.14, 0.14, 0.06, 0.06, 0.05), (0.42, 0.15, 0.1, 0.05, 0.18, 0.1, 0.0, 0.0)
)
"""People with the pens that lie on a table; one in ten writes with a light pencil."""
USUAL_HABITS: Final = Habits(several=0.0, stray=0.02, ghost=0.02, ways=_WAYS[:2])

PLAIN: Final = Habits(corrected=0.0, several=0.0, stray=0.0, ghost=0.0)


@dataclass(slots=True)
class Truth:
    """What somebody meant on one side of a sheet; see ``venue-survey-truth/1``."""

    pen: str = ""
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    text_boxes: list[dict[str, Any]] = field(default_factory=list)
    marks: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody with a pen and a way to mark."""

    hand: Hand
    kind: str
    habits: Habits

    @classmethod
    def invent(cls, chance: Chance, habits: Habits, crowd: Crowd = MANY_PENS) -> "Respondent":
        """Return one more person."""
        pen = PENS[chance.choice(len(PENS), p=crowd.pens)]
        hand = Hand(pen, float(chance.gamma(2.0, 0.08)), float(chance.uniform(0.82, 1.18)))
        return cls(hand, str(chance.choice(KINDS, p=crowd.kinds)), habits)

    def fill_in(self, layout: Mapping[str, Any], number: int, page: Page, chance: Chance) -> Truth:
        """Mark one side, as the layout says where; ``number`` counts sides from 1."""
        place = next(each for each in layout["pages"] if each["page"] == number)
        truth = Truth(self.hand.pen.name)
        for question in layout["questions"]:
            options = [o for o in place["options"] if _key(o) == question["key"]]
            if question["page"] == number and options:
                self._answer(question, options, page, truth, chance)
        for box in place["text_boxes"]:
            self._write(box, page, truth, chance)
        return truth

    def _answer(
        self,
        question: Mapping[str, Any],
        options: Sequence[Mapping[str, Any]],
        page: Page,
        truth: Truth,
        chance: Chance,
    ) -> None:
        kind, habits = question["kind"], self.habits
        chosen = self._choose(kind, options, question["max_marks"], chance)
        state = "answered" if chosen else "no_answer"
        for option in chosen:
            self._mark(option, page, truth, chance)
        free = [option for option in options if option not in chosen]
        draw = chance.random()
        if chosen and free and draw < habits.corrected:
            self._correct(free[int(chance.integers(len(free)))], page, truth, chance)
        elif chosen and free and kind != "multiple" and draw < habits.corrected + habits.several:
            other = free[int(chance.integers(len(free)))]
            self._mark(other, page, truth, chance)
            chosen, state = [*chosen, other], "invalid"
        elif free and draw < habits.corrected + habits.several + habits.stray + habits.ghost:
            self._stray(free[int(chance.integers(len(free)))], page, truth, chance)
        codes = [o["code"] for o in options if o in chosen]
        truth.answers[question["key"]] = {"state": state, "codes": codes, "of": len(options)}

    def _choose(
        self, kind: str, options: Sequence[Any], limit: int | None, chance: Chance
    ) -> list[Any]:
        if chance.random() < self.habits.blank:
            return []
        if kind != "multiple":
            return [options[int(chance.integers(len(options)))]]
        most = min(limit or 4, len(options) // 2 + 1, len(options))
        count = int(chance.integers(1, most + 1))
        return [options[i] for i in chance.choice(len(options), count, replace=False)]

    def _mark(self, option: Mapping[str, Any], page: Page, truth: Truth, chance: Chance) -> None:
        page.draw(self.hand, self._shape(self.kind, option, chance), chance)
        truth.marks.append(_mark_of(option, self.kind, "answer"))

    def _shape(self, kind: str, option: Mapping[str, Any], chance: Chance) -> list[Any]:
        x, y, width, height = option["mark"]
        middle_x = x + width / 2 + chance.normal(0, 0.5)
        middle_y, size = y + height / 2 + chance.normal(0, 0.45), self.hand.size
        match kind:
            case "ring":
                radius = 3.7 * size
                return strokes.ring(middle_x, middle_y, radius * chance.uniform(0.85, 1.15),
                                    radius * chance.uniform(0.85, 1.1), chance)  # fmt: skip
            case "ring whole":
                label = option["label"]
                right = label[0] + label[2]
                return strokes.ring(
                    (x + right) / 2, y + height / 2, (right - x) / 2 + 2.2,
                    min(label[3] / 2 + 1.6, option["cell"][3] / 2) * size, chance,
                )  # fmt: skip
            case "tick":
                return strokes.tick(middle_x, middle_y, 4.2 * size, chance)
            case "cross":
                return strokes.cross(middle_x, middle_y, 2.6 * size, chance)
            case "slash":
                return strokes.slash(middle_x, middle_y, 3.2 * size, chance)
            case _:
                return strokes.fill(middle_x, middle_y, 2.5 * size, chance)

    def _correct(self, option: Mapping[str, Any], page: Page, truth: Truth, chance: Chance) -> None:
        """Mark the wrong option first, then strike it out."""
        page.draw(self.hand, self._shape(self.kind, option, chance), chance)
        x, y, width, height = option["mark"]
        label = option["label"]
        number = [x - 3.0, y, width + 6.0, height]
        whole = [x - 2.0, label[1], label[0] + label[2] - x + 2, label[3]]
        match self.habits.ways[int(chance.integers(len(self.habits.ways)))]:
            case "double line":
                drawn = strokes.double_line(whole, chance)
            case "double line on number":
                drawn = strokes.double_line(number, chance)
            case "cross":
                drawn = strokes.cross(x + width / 2, y + height / 2, 3.6, chance)
            case _:
                drawn = strokes.scribble(whole, chance)
        page.draw(self.hand, drawn, chance)
        truth.marks.append(_mark_of(option, self.kind, "cancelled"))

    def _stray(self, option: Mapping[str, Any], page: Page, truth: Truth, chance: Chance) -> None:
        x, y, width, height = option["cell"]
        if chance.random() * (self.habits.stray + self.habits.ghost) < self.habits.ghost:
            pale = Hand(PENS[5], self.hand.wobble_mm, self.hand.size)
            ghost = Hand(type(pale.pen)("ghost", 0.5, 0.06, 0.3), 0.1, self.hand.size)
            page.draw(ghost, self._shape("ring", option, chance), chance)
            truth.marks.append(_mark_of(option, "ghost", "stray"))
            return
        at_x, at_y = x + chance.uniform(0.3, 0.9) * width, y + chance.uniform(0.2, 0.8) * height
        dot = strokes.line(at_x, at_y, at_x + 0.1, at_y + 0.1)
        page.draw(self.hand, [dot], chance)
        truth.marks.append(_mark_of(option, "dot", "stray"))

    def _write(self, box: Mapping[str, Any], page: Page, truth: Truth, chance: Chance) -> None:
        writes = chance.random() < 0.45
        name = {"question": box["question"], "row": box["row"]}
        if writes:
            page.draw(self.hand, strokes.handwriting(box["rect"], chance), chance)
        truth.text_boxes.append({**name, "has_ink": bool(writes)})


def _mark_of(option: Mapping[str, Any], kind: str, role: str) -> dict[str, Any]:
    names = {name: option[name] for name in ("question", "row", "code")}
    return {**names, "kind": kind, "role": role}


def _key(option: Mapping[str, Any]) -> str:
    row = option["row"]
    return f"{option['question']}.{row}" if row else str(option["question"])
