"""One picture to what its page says, or to the reason why nothing is taken from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from plugins.survey.definition import Key
from plugins.survey.opencv import opencv
from plugins.survey.reading.alignment import align
from plugins.survey.reading.answering import answer_box, answer_choice
from plugins.survey.reading.grey_print import has_lost_grey
from plugins.survey.reading.ink import InkMap, find_ink
from plugins.survey.reading.ink_trace import trace_of
from plugins.survey.reading.margin_writing import find_margin_writing
from plugins.survey.reading.mark_states import Mark, judge_marks
from plugins.survey.reading.markers import FoundMarkers, find_markers
from plugins.survey.reading.number_shade import shade_of_numbers
from plugins.survey.reading.page_code import PageCode, read_code
from plugins.survey.reading.page_doubts import other_paper, page_doubt
from plugins.survey.reading.pixels import DOTS_PER_MM2, Grey, crop
from plugins.survey.reading.prepared import PreparedPage, PreparedSheet
from plugins.survey.reading.registration import FlatPage, flatten
from plugins.survey.reading.sharpness import is_black_and_white, measure_blur
from plugins.survey.reading_lines import Answer, TextBox
from plugins.survey.sheet.places import Rect

LEAST_DOTS_PER_MM: Final = 3.3
"""Coarser pictures (84 dpi) are not read."""
_RESIDUAL_LIMIT_MM: Final = 4.0
BLUR_LIMIT_MM: Final = 0.45
"""More blurred pages are not read."""
_UNEVEN_LIMIT_MM: Final = 0.9
_UNEVEN_HALO: Final = 0.45
"""How much of the paper's unevenness remains within a cell."""
_BOX_EDGE_MM: Final = 1.3
"""How near its frame nothing is taken for writing."""
_ONE_BIT_HALO_MM: Final = 0.18
"""Black and white pictures make print bolder."""
_QUALITY: Final = 85
_LOST_LIMIT: Final = 0.25
"""Share of the options whose print may be missing before the whole page is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFinding:
    """What one picture gave; only where a page was read are there answers."""

    status: str
    reason: str | None
    page: int | None = None
    code: PageCode | None = None
    markers: tuple[int, ...] = ()
    residual_mm: float | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    marks: Mapping[tuple[str, str], Mark] = field(default_factory=dict)
    """By key's name and option's code, in printed order."""
    text_boxes: tuple[TextBox, ...] = ()
    margin_writing: Rect | None = None
    """Where somebody wrote outside all cells and boxes."""
    trace: bytes = b""
    """Where ink is, coarsely and packed, to know the same sheet again."""
    blur_mm: float = 0.0
    unevenness_mm: float = 0.0
    picture: bytes | None = None
    """The page laid flat, as JPEG, if it was asked for."""


def read_page(picture: Grey, sheet: PreparedSheet, *, with_picture: bool = False) -> PageFinding:
    """Read one picture that should show one side of a sheet."""
    found = find_markers(picture)
    if not found.is_enough:
        return _rejected("too_few_markers", found)
    if not found.is_one_sheet:
        return _rejected("two_sheets", found)
    flat = flatten(picture, found)
    if flat.dots_per_mm < LEAST_DOTS_PER_MM:
        return _rejected("too_small", found, flat)
    if flat.residual_mm > _RESIDUAL_LIMIT_MM:
        return _rejected("residual", found, flat)
    code = read_code(flat.picture)
    if reason := other_paper(code, found, sheet):
        return _rejected(reason, found, flat, code)
    blur = measure_blur(flat.picture, found.corners)
    if blur > BLUR_LIMIT_MM:
        return _rejected("blurred", found, flat, code)
    page = sheet.pages[(found.page or 1) - 1]
    look = _Look(found, flat, code, blur, is_one_bit=is_black_and_white(picture))
    return _read_cells(page, look, with_picture=with_picture)


def _rejected(
    reason: str,
    found: FoundMarkers,
    flat: FlatPage | None = None,
    code: PageCode | None = None,
) -> PageFinding:
    return PageFinding(
        status="rejected",
        reason=reason,
        page=code.page if code else None,
        code=code,
        markers=tuple(found.ids),
        residual_mm=flat.residual_mm if flat else None,
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """A picture as far as it was understood before its cells are read."""

    found: FoundMarkers
    flat: FlatPage
    code: PageCode | None
    blur: float
    is_one_bit: bool


def _read_cells(page: PreparedPage, look: _Look, *, with_picture: bool) -> PageFinding:
    found, flat, code, blur = look.found, look.flat, look.code, look.blur
    lay = align(flat.picture, page)
    lost = sum(lay.lost) / max(1, len(lay.lost))
    if lay.unevenness > _UNEVEN_LIMIT_MM or lost > _LOST_LIMIT:
        return _rejected("crumpled", found, flat, code)
    wider = lay.unevenness * _UNEVEN_HALO + look.is_one_bit * _ONE_BIT_HALO_MM
    ink = find_ink(lay.picture, page, blur, wider_mm=wider, is_one_bit=look.is_one_bit)
    numbers = shade_of_numbers(lay.picture, page, blur)
    marks = judge_marks(ink, page.plan, lay.lost, numbers, uneven_mm=lay.unevenness)
    by_key = _by_key(page, marks)
    may_have_lost_ink = look.is_one_bit or has_lost_grey(lay.picture, page, blur)
    answers = {
        key.name: answer_choice(key, of, may_have_lost_ink=may_have_lost_ink)
        for key, of in by_key.items()
    }
    boxes = _boxes(page, ink)
    answers |= {
        key.name: answer_box(key, area, may_have_lost_ink=may_have_lost_ink) for key, area in boxes
    }
    doubt = page_doubt(list(by_key), answers, flat, code, lay.unevenness)
    unsure = any(answer.state == "uncertain" for answer in answers.values())
    reason = doubt or ("uncertain_answer" if unsure else None)
    return PageFinding(
        status="review" if reason else "read",
        reason=reason,
        page=page.plan.page,
        code=code,
        markers=tuple(found.ids),
        residual_mm=flat.residual_mm,
        answers=answers,
        marks={(key.name, c): m for key, each in by_key.items() for c, m in each.items()},
        text_boxes=tuple(_text_box(key, answers[key.name]) for key, _area in boxes),
        margin_writing=find_margin_writing(lay.picture, page, ink, blur),
        trace=trace_of(ink),
        blur_mm=blur,
        unevenness_mm=lay.unevenness,
        picture=_jpeg(lay.picture) if with_picture else None,
    )


def _jpeg(picture: Grey) -> bytes:
    cv2 = opencv()
    _done, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return bytes(packed)


def _by_key(page: PreparedPage, marks: list[Mark]) -> dict[Key, dict[str, Mark]]:
    found: dict[Key, dict[str, Mark]] = {}
    for option, mark in zip(page.plan.options, marks, strict=True):
        found.setdefault(option.key, {})[option.code] = mark
    return found


def _boxes(page: PreparedPage, ink: InkMap) -> list[tuple[Key, float]]:
    """Return the ink, in mm², in each box to write in."""
    real = [stroke.label for stroke in ink.strokes]
    return [
        (box.key, _ink_in(crop(ink.strokes_at, box.rect, -_BOX_EDGE_MM), real))
        for box in page.plan.boxes
    ]


def _ink_in(labels: Grey, real: list[int]) -> float:
    import numpy as np  # noqa: PLC0415 - only reading needs it

    return float(np.isin(labels, real).sum()) / DOTS_PER_MM2


def _text_box(key: Key, answer: Answer) -> TextBox:
    row = key.row.code if key.row else None
    return TextBox(key.question.id, row, answer.state != "no_answer")
