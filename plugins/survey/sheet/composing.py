"""From a definition to the table of places: the largest type that fits, page by page."""

import hashlib
import json
from collections.abc import Sequence
from typing import Final

from plugins.survey.definition import Definition, Question
from plugins.survey.messages import _
from plugins.survey.sheet.block import Block
from plugins.survey.sheet.page_head import FOOT, set_foot, set_head
from plugins.survey.sheet.places import BoxPlace, OptionPlace, PagePlan, SheetPlan
from plugins.survey.sheet.question_block import set_question
from plugins.survey.sheet.type_scale import SCALES, TypeScale
from venue_kiosk.api import RefusedError

LEFT: Final = 22.0
_MOST_STRETCH: Final = 5.0
"""Millimetres that spare room may add between two questions."""
_DRAWING_RULES: Final = "1"
"""Raised when the template draws the same table differently."""


class _DoesNotFitError(Exception):
    def __init__(self, question: Question, missing: float | None) -> None:
        super().__init__()
        self.question = question
        self.missing = missing


def compose_sheet(definition: Definition) -> SheetPlan:
    """Return where everything of the sheet is.

    Raises:
        RefusedError: a question does not fit; it is named, and by how much.
    """
    for scale in SCALES:
        try:
            pages = _pages(definition, scale)
        except _DoesNotFitError as problem:
            last = problem
        else:
            return SheetPlan(
                definition=definition, print_id=_print_id(definition, pages), pages=pages
            )
    raise _refusal(definition, last)


def _refusal(definition: Definition, problem: _DoesNotFitError) -> RefusedError:
    name = problem.question.id
    if problem.missing is None:
        return RefusedError(
            _("Question {name}: an option's words fit in no column.", name=name),
            _("Shorten the words."),
        )
    return RefusedError(
        _(
            "Question {name} does not fit: {mm} mm are missing on side {n}.",
            name=name,
            mm=f"{problem.missing:.1f}",
            n=definition.sides,
        ),
        _("Shorten the sheet, use both sides, or take a question out."),
    )


def _pages(definition: Definition, scale: TypeScale) -> Sequence[PagePlan]:
    pages: list[tuple[Block, float, list[Block]]] = []
    for question in definition.questions:
        block = set_question(question, definition, scale)
        if block is None:
            raise _DoesNotFitError(question, None)
        missing = _missing(pages, block, scale) if pages else 1.0
        if missing > 0 or (question.new_page and pages[-1][2]):
            if len(pages) == definition.sides:
                raise _DoesNotFitError(question, max(missing, 0.1))
            head, top = set_head(definition, len(pages) + 1, scale)
            pages.append((head, top, []))
            if (missing := _missing(pages, block, scale)) > 0:
                raise _DoesNotFitError(question, missing)
        pages[-1][2].append(block)
    return [
        _finish(definition, number, page, scale, of=len(pages))
        for number, page in enumerate(pages, 1)
    ]


def _missing(
    pages: Sequence[tuple[Block, float, list[Block]]], block: Block, scale: TypeScale
) -> float:
    """Return by how much a block overflows the page that is being filled."""
    _head, top, blocks = pages[-1]
    used = sum(each.height + scale.gap for each in blocks)
    return top + used + block.height - FOOT


def _finish(
    definition: Definition,
    number: int,
    page: tuple[Block, float, list[Block]],
    scale: TypeScale,
    *,
    of: int,
) -> PagePlan:
    head, top, blocks = page
    spare = FOOT - top - sum(each.height for each in blocks) - scale.gap * (len(blocks) - 1)
    stretch = min(_MOST_STRETCH, spare / max(1, len(blocks)))
    whole = Block()
    whole.add(head, 0, 0)
    whole.add(set_foot(definition, number, of), 0, 0)
    for block in blocks:
        whole.add(block, LEFT, top)
        top += block.height + scale.gap + stretch
    return _plan(whole, number)


def _plan(whole: Block, number: int) -> PagePlan:
    options: Sequence[OptionPlace] = whole.options
    boxes: Sequence[BoxPlace] = whole.boxes
    drawings = [
        {name: round(v, 3) if isinstance(v, float) else v for name, v in each.items()}
        for each in whole.drawings
    ]
    return PagePlan(page=number, drawings=drawings, options=options, boxes=boxes)


def _print_id(definition: Definition, pages: Sequence[PagePlan]) -> str:
    printed = {
        "rules": _DRAWING_RULES,
        "form": [definition.id, definition.version, definition.serial],
        "pages": [
            [page.drawings, [[*each.cell, each.key.name, each.code] for each in page.options]]
            for page in pages
        ],
    }
    content = json.dumps(printed, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(content).hexdigest()[:8].upper()
