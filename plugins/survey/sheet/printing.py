"""The sheet as a PDF that carries its own definition and layout, and as blank pictures."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from plugins.survey.sheet.layout_file import compose_layout
from plugins.survey.sheet.marks import marker_rows, qr_rows
from plugins.survey.sheet.places import (
    MARKER_CENTRES,
    MARKER_SIDE,
    QR_PLACE,
    SERIAL_PLACE,
    PagePlan,
    SheetPlan,
)
from venue_kiosk.api import Typesetter

TEMPLATE: Final = Path(__file__).parent / "sheet.typ"
_MM_PER_INCH: Final = 25.4


def print_pdf(
    plan: SheetPlan, serials: Sequence[str], typesetter: Typesetter, *, source: bytes
) -> bytes:
    """Return the PDF of all copies; ``source`` is the definition file, which it carries."""
    pdf = typesetter.pdf(TEMPLATE, _values(plan, serials))
    layout = json.dumps(compose_layout(plan, serials), ensure_ascii=False).encode()
    return _attach(pdf, {"definition.toml": source, "layout.json": layout})


def print_blank(plan: SheetPlan, typesetter: Typesetter, *, dots_per_mm: float) -> Sequence[bytes]:
    """Return one PNG for each side, as it comes from the printer."""
    return typesetter.png(TEMPLATE, _values(plan, ()), ppi=dots_per_mm * _MM_PER_INCH)


def _values(plan: SheetPlan, serials: Sequence[str]) -> dict[str, Any]:
    return {
        "language": plan.definition.language,
        "qr": {"x": QR_PLACE.x, "y": QR_PLACE.y, "side": QR_PLACE.width},
        "pages": [{"markers": _markers(page), "drawings": page.drawings} for page in plan.pages],
        "copies": [
            [_code(plan, page.page, serial) for page in plan.pages] for serial in serials or ("",)
        ],
    }


def _markers(page: PagePlan) -> list[dict[str, Any]]:
    return [
        {
            "x": x - MARKER_SIDE / 2,
            "y": y - MARKER_SIDE / 2,
            "side": MARKER_SIDE,
            "rows": marker_rows(number),
        }
        for number, (x, y) in zip(page.marker_ids, MARKER_CENTRES, strict=True)
    ]


def _code(plan: SheetPlan, page: int, serial: str) -> dict[str, Any]:
    drawings = []
    if serial:
        place = {"x": SERIAL_PLACE.x + 3, "y": SERIAL_PLACE.bottom - 0.8}
        drawings = [{"kind": "text", **place, "size": 4.0, "text": serial}]
    return {"rows": qr_rows(plan.code_text(page, serial)), "drawings": drawings}


def _attach(pdf: bytes, files: dict[str, bytes]) -> bytes:
    import pikepdf  # noqa: PLC0415 - only printing needs it

    with pikepdf.open(io.BytesIO(pdf)) as document:
        for name, content in files.items():
            document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)
        written = io.BytesIO()
        document.save(written)
    return written.getvalue()
