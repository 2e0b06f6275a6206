"""What is answered once: a question, or one row of a matrix, with its options."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plugins.survey.definition import Choice, Definition, Key, Kind

UNCONFIRMED: Final = "97"
INVALID: Final = "98"
NO_ANSWER: Final = "99"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerKey:
    """One set of options that is answered once, in the order of the sheet."""

    key: str
    """The question's id, or question and row: ``q10.access``."""
    number: str
    text: str
    """The question, with the row's label after it in a matrix."""
    kind: Kind
    choices: tuple[Choice, ...] = ()
    max_marks: int | None = None
    top_only: bool = False
    """Tables name the most frequent options and no counts of them."""
    digits: int = 0
    screen: bool = False
    """Somebody says whether it identifies a person before anything is typed."""

    @property
    def is_choice(self) -> bool:
        """Whether options are marked, and not something written."""
        return self.kind not in ("number", "text")

    @property
    def is_one_of(self) -> bool:
        """Whether exactly one mark is a good answer."""
        return self.kind in ("single", "scale")

    @property
    def codes(self) -> tuple[str, ...]:
        """The options' codes as printed."""
        return tuple(choice.code for choice in self.choices)


@dataclass(frozen=True, slots=True)
class CrossTab:
    """One of the few cross-tabulations that are ever made."""

    rows: AnswerKey
    columns: AnswerKey

    @property
    def name(self) -> str:
        """What its file is called, without the ending."""
        return f"crosstab-{self.rows.key}-{self.columns.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One questionnaire as far as counting needs it."""

    form_id: str
    version: str
    title: str
    keys: tuple[AnswerKey, ...]
    cross_tabs: tuple[CrossTab, ...] = ()
    suppress_below: int = 5

    def key(self, name: str) -> AnswerKey:
        """Return a key by its name; KeyError when the form has no such key."""
        return by_name(self.keys)[name]


def form_of(definition: Definition) -> Form:
    """Return what counting needs of a definition."""
    keys = {key.name: _answer_key(key) for key in definition.keys}
    return Form(
        form_id=definition.id,
        version=definition.version,
        title=definition.title,
        keys=tuple(keys.values()),
        cross_tabs=tuple(
            CrossTab(keys[each.rows], keys[each.columns]) for each in definition.cross_tabs
        ),
        suppress_below=definition.suppress_below,
    )


def by_name(keys: Sequence[AnswerKey]) -> dict[str, AnswerKey]:
    """Return the keys under their names, in order."""
    return {key.key: key for key in keys}


def _answer_key(key: Key) -> AnswerKey:
    question, row = key.question, key.row
    return AnswerKey(
        key=key.name,
        number=f"{question.number}{row.number}" if row else question.number,
        text=f"{question.text} {row.label}" if row else question.text,
        kind=question.kind,
        choices=key.options,
        max_marks=question.max_marks,
        top_only=question.report == "top",
        digits=question.digits or 0,
        screen=question.kind == "text" and question.screen,
    )
