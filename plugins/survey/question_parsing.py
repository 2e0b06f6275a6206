"""One question of a definition file."""

from collections.abc import Sequence
from itertools import repeat
from typing import Final

from plugins.survey.definition import CHOICE_KINDS, RESERVED_CODES, Choice, Kind, Question, Row
from plugins.survey.messages import _
from plugins.survey.toml_fields import Table

MOST_OPTIONS: Final = 30
MOST_ROWS: Final = 40
_ID: Final = r"[a-z][a-z0-9_]{0,15}"
_CODE: Final = r"[0-9]{1,2}|[A-Z]"
_KINDS: Final[Sequence[Kind]] = ("single", "scale", "multiple", "number", "text")


def parse_question(table: Table) -> Question:
    """Return one question; its faults are noted."""
    kind: Kind = table.choice("kind", _KINDS)
    if any(fault.path == table.at("kind") for fault in table.faults):
        return _unknown_kind(table, kind)
    is_choice = kind in CHOICE_KINDS
    options = _options(table, kind)
    rows = _rows(table, kind, options)
    if is_choice and not rows and "options" not in table:
        table.note("options", _("This key is missing."))
    question = Question(
        id=table.text("id", pattern=_ID),
        number=table.text("number"),
        kind=kind,
        text=table.text("text"),
        note=table.text("note", "") if "note" in table else None,
        options=options,
        rows=rows,
        max_marks=_max_marks(table, kind, options, rows),
        height_mm=_height(table, kind),
        screen=not _only(table, "screen", kind, "text") or table.flag("screen", default=True),
        digits=_digits(table, kind),
        unit=table.text("unit", "") if _only(table, "unit", kind, "number") else "",
        new_page=table.flag("new_page", default=False),
        report=table.choice("report", ["full", "top"], "full")
        if _only(table, "report", kind, *CHOICE_KINDS)
        else "full",
    )
    table.refuse_others()
    return question


def _unknown_kind(table: Table, kind: Kind) -> Question:
    """Say no more of a question than what holds for every kind."""
    return Question(
        id=table.text("id", pattern=_ID),
        number=table.text("number"),
        kind=kind,
        text=table.text("text"),
        new_page=table.flag("new_page", default=False),
    )


def _only(table: Table, key: str, kind: Kind, *kinds: str) -> bool:
    """Tell whether a key is there; note it where the question's kind has no such key."""
    return table.allow(
        key,
        only_if=kind in kinds,
        why=lambda: _("A question of the kind {kind} has no such key.", kind=kind),
    )


def _options(table: Table, kind: Kind) -> tuple[Choice, ...]:
    if not _only(table, "options", kind, *CHOICE_KINDS):
        return ()
    raw = table.array("options", least=2, most=MOST_OPTIONS)
    if any(isinstance(each, str) for each in raw):
        return _plain_options(table, raw)
    tables = table.tables("options", most=MOST_OPTIONS)
    choices = tuple(_option(each, kind) for each in tables)
    _note_twice([each.text("code") for each in tables if "code" in each], tables)
    return choices


def _plain_options(table: Table, raw: Sequence[object]) -> tuple[Choice, ...]:
    choices = []
    for place, label in enumerate(raw):
        path = f"options[{place}]"
        if not isinstance(label, str):
            table.note(path, _("Write all options as texts, or all as tables."))
            continue
        inner = Table({"label": label}, table.at(path), [])
        choices.append(Choice(str(place + 1), inner.text("label")))
        for fault in inner.faults:
            table.note(path, fault.text)
    return tuple(choices)


def _option(table: Table, kind: Kind) -> Choice:
    code = table.text("code", pattern=_CODE)
    if code in RESERVED_CODES:
        table.note("code", _("97, 98 and 99 are reserved."))
    outside = _only(table, "outside", kind, "scale") and table.flag("outside", default=False)
    choice = Choice(code, table.text("label"), outside)
    table.refuse_others()
    return choice


def _note_twice(codes: Sequence[str], tables: Sequence[Table]) -> None:
    for place, table in enumerate(tables[: len(codes)]):
        if codes[place] and codes[place] in codes[:place]:
            table.note("code", _("This stands twice: {word}", word=codes[place]))


def _rows(table: Table, kind: Kind, shared: tuple[Choice, ...]) -> tuple[Row, ...]:
    if not _only(table, "rows", kind, *CHOICE_KINDS):
        return ()
    tables = table.tables("rows", least=1, most=MOST_ROWS)
    rows = tuple(map(_row, tables, repeat(kind), repeat(shared)))
    if "options" not in table:
        for each in tables:
            if "options" not in each:
                each.note("options", _("Neither the row nor the question has options."))
    _note_twice([row.code for row in rows], tables)
    return rows


def _row(table: Table, kind: Kind, shared: tuple[Choice, ...]) -> Row:
    own = _options(table, kind)
    row = Row(
        code=table.text("code", pattern=_ID),
        number=table.text("number"),
        label=table.text("label"),
        options=own or shared,
    )
    table.refuse_others()
    return row


def _max_marks(
    table: Table, kind: Kind, options: Sequence[Choice], rows: Sequence[Row]
) -> int | None:
    if not _only(table, "max_marks", kind, "multiple"):
        return None
    most = min([len(row.options) for row in rows] or [len(options)])
    return table.whole("max_marks", None, least=1, most=most or MOST_OPTIONS)


def _height(table: Table, kind: Kind) -> float | None:
    if kind == "text":
        return table.number("height_mm", least=10, most=200)
    _only(table, "height_mm", kind, "text")
    return None


def _digits(table: Table, kind: Kind) -> int | None:
    if kind == "number":
        return table.whole("digits", None, least=1, most=6)
    _only(table, "digits", kind, "number")
    return None
