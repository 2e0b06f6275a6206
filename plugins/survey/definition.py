"""What a questionnaire asks, in printed order: the model of a definition file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["single", "scale", "multiple", "number", "text"]

CHOICE_KINDS: Final = ("single", "scale", "multiple")
ONE_ANSWER_KINDS: Final = ("single", "scale")
RESERVED_CODES: Final = ("97", "98", "99")
"""Unconfirmed, invalid and no answer, in every table."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option that can be marked."""

    code: str
    label: str
    outside: bool = False
    """Not a point on its scale: 「参加していない」, 「わからない」."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a matrix, answered by itself."""

    code: str
    number: str
    label: str
    options: tuple[Choice, ...]
    """Its own, or the question's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; what its kind does not have is empty."""

    id: str
    number: str
    kind: Kind
    text: str
    note: str | None = None
    """Printed instead of the fixed words that say how many answers are asked for."""
    options: tuple[Choice, ...] = ()
    rows: tuple[Row, ...] = ()
    max_marks: int | None = None
    height_mm: float | None = None
    screen: bool = True
    """Somebody says whether a text tells who a person is, before anything is typed."""
    digits: int | None = None
    unit: str = ""
    new_page: bool = False
    report: Literal["full", "top"] = "full"

    @property
    def is_choice(self) -> bool:
        """Whether it is answered by marking options."""
        return self.kind in CHOICE_KINDS

    @property
    def keys(self) -> Sequence["Key"]:
        """What is answered by itself, in printed order."""
        return [Key(self, row) for row in self.rows] or [Key(self, None)]


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that is answered once: a question, or one row of a matrix."""

    question: Question
    row: Row | None

    @property
    def name(self) -> str:
        """The name in every file: ``q2``, or ``q10.access``."""
        return f"{self.question.id}.{self.row.code}" if self.row else self.question.id

    @property
    def options(self) -> tuple[Choice, ...]:
        """What can be marked; empty for numbers and texts."""
        return self.row.options if self.row else self.question.options


@dataclass(frozen=True, slots=True)
class CrossTab:
    """A cross-tabulation that may be made, by the names of two keys."""

    rows: str
    columns: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A whole questionnaire."""

    id: str
    version: str
    language: Literal["ja", "en"]
    title: str
    intro: str
    sides: int = 1
    mark: Literal["number", "box"] = "number"
    serial: Literal["none", "batch"] = "none"
    copies: int = 1
    suppress_below: int = 5
    cross_tabs: tuple[CrossTab, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def keys(self) -> Sequence[Key]:
        """Every key in printed order."""
        return [key for question in self.questions for key in question.keys]
