"""The layout file (``venue-survey-layout/1``): where an independent program finds everything."""

from collections.abc import Sequence
from typing import Any, Final

from plugins.survey.sheet.places import (
    FAMILY,
    MARKER_CENTRES,
    MARKER_SIDE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QR_PLACE,
    SERIAL_PLACE,
    PagePlan,
    SheetPlan,
)

FORMAT: Final = "venue-survey-layout/1"


def compose_layout(plan: SheetPlan, serials: Sequence[str]) -> dict[str, Any]:
    """Return the layout of a sheet and of its copies."""
    form, sides = plan.definition, len(plan.pages)
    return {
        "format": FORMAT,
        "form": {"id": form.id, "version": form.version, "title": form.title},
        "print_id": plan.print_id,
        "copies": [
            {"first_pdf_page": place * sides, "serial": serial}
            for place, serial in enumerate(serials or [None])
        ],
        "questions": _questions(plan),
        "pages": [_page(plan, page) for page in plan.pages],
    }


def _questions(plan: SheetPlan) -> list[dict[str, Any]]:
    page_of = {name: page.page for page in plan.pages for name in page.key_names}
    return [
        {
            "key": key.name,
            "question": key.question.id,
            "row": key.row.code if key.row else None,
            "page": page_of[key.name],
            "kind": key.question.kind,
            "max_marks": key.question.max_marks,
        }
        for key in plan.definition.keys
    ]


def _page(plan: SheetPlan, page: PagePlan) -> dict[str, Any]:
    has_serial = plan.definition.serial == "batch"
    return {
        "page": page.page,
        "width": PAGE_WIDTH,
        "height": PAGE_HEIGHT,
        "markers": [
            {"family": FAMILY, "id": number, "centre": list(centre), "side": MARKER_SIDE}
            for number, centre in zip(page.marker_ids, MARKER_CENTRES, strict=True)
        ],
        "code": {"kind": "qr", "rect": QR_PLACE.rounded(), "text": plan.code_text(page.page)},
        "serial": {"rect": SERIAL_PLACE.rounded()} if has_serial else None,
        "options": [
            {
                "question": each.key.question.id,
                "row": each.key.row.code if each.key.row else None,
                "code": each.code,
                "cell": each.cell.rounded(),
                "mark": each.mark.rounded(),
                "label": each.label.rounded(),
            }
            for each in page.options
        ],
        "text_boxes": [
            {
                "question": each.key.question.id,
                "row": each.key.row.code if each.key.row else None,
                "kind": each.kind,
                "rect": each.rect.rounded(),
                "digits": each.digits,
            }
            for each in page.boxes
        ],
    }
