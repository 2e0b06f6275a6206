"""The same questions of two sessions side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.survey.answer_keys import AnswerKey
from plugins.survey.tally.tables import KeyTable, Tables, TotalsLine


@dataclass(frozen=True, slots=True)
class ComparedKey:
    """One key with its lines of both sessions."""

    key: AnswerKey
    lines: tuple[tuple[TotalsLine, TotalsLine], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two sessions; each hides its small counts by itself, no sum of both is ever shown."""

    first: str
    second: str
    keys: tuple[ComparedKey, ...]


def compare(first: tuple[str, Tables], second: tuple[str, Tables]) -> Comparison:
    """Put the keys side by side that both sessions asked with the same options."""
    return Comparison(
        first=first[0], second=second[0], keys=tuple(_common(first[1].keys, second[1].keys))
    )


def _common(first: Sequence[KeyTable], second: Sequence[KeyTable]) -> Iterator[ComparedKey]:
    others = {(each.key.text, each.key.kind, each.key.choices): each for each in second}
    for table in first:
        same = others.get((table.key.text, table.key.kind, table.key.choices))
        if same is not None and table.key.is_choice and not table.key.top_only:
            yield ComparedKey(table.key, tuple(zip(table.lines, same.lines, strict=True)))
