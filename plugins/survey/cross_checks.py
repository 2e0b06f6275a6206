"""What the parts of a definition must be to each other."""

from collections.abc import Sequence

from plugins.survey.definition import ONE_ANSWER_KINDS, CrossTab, Definition, Key
from plugins.survey.messages import _
from plugins.survey.toml_fields import Table


def check_whole(
    definition: Definition, top: Table, questions: Sequence[Table], cross_tabs: Sequence[Table]
) -> None:
    """Note where parts of the file contradict each other."""
    _note_twice([each.id for each in definition.questions], questions)
    breaks = [place for place, each in enumerate(definition.questions) if place and each.new_page]
    if len(breaks) >= definition.sides:
        table = questions[breaks[definition.sides - 1]]
        table.note("new_page", _("The sheet has no more sides: sides = {n}.", n=definition.sides))
    if definition.copies > 1 and definition.serial != "batch":
        sentence = _('More than one copy needs serial = "batch": all sheets are the same.')
        top.table("sheet").note("copies", sentence)
    keys = {key.name: key for key in definition.keys}
    seen: list[CrossTab] = []
    for pair, table in zip(definition.cross_tabs, cross_tabs, strict=True):
        _check_cross_tab(pair, table, keys)
        if pair in seen:
            table.note("columns", _("This cross-tabulation stands twice."))
        seen.append(pair)


def _note_twice(ids: Sequence[str], tables: Sequence[Table]) -> None:
    for place, table in enumerate(tables):
        if ids[place] and ids[place] in ids[:place]:
            table.note("id", _("This stands twice: {word}", word=ids[place]))


def _check_cross_tab(pair: CrossTab, table: Table, keys: dict[str, Key]) -> None:
    if pair.rows and pair.rows == pair.columns:
        table.note("columns", _("Rows and columns are the same."))
    for side, name in (("rows", pair.rows), ("columns", pair.columns)):
        key = keys.get(name)
        if not name:
            continue
        if key is None:
            table.note(side, _("There is no such question or row: {word}", word=name))
        elif not key.question.is_choice:
            table.note(side, _("Only questions with options can be cross-tabulated."))
        elif side == "rows" and key.question.kind not in ONE_ANSWER_KINDS:
            table.note(side, _("Rows must be of the kind single or scale."))
        elif key.question.report == "top":
            table.note(side, _('A question with report = "top" is never cross-tabulated.'))
