"""The demo's survey sheets: printed by the kiosk's own command, filled in, scanned."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from venue_kiosk.adapters.opencv import opencv
from venue_kiosk.demo.paper.cameras import PAGE_DPI, scan
from venue_kiosk.demo.paper.pens import Page
from venue_kiosk.demo.paper.respondents import Habits, Respondent
from venue_kiosk.errors import RefusedError
from venue_kiosk.i18n import _

Truths = Mapping[str, Mapping[str, Any]]
"""By file name of a scan: what the person meant, by question."""

_DOTS_PER_MM: Final = PAGE_DPI / 25.4
_POINTS: Final = 72


def scan_filled_sheets(definition: Path, folder: Path, *, sheets: int, seed: int) -> Truths:
    """Print the definition, let people fill ``sheets`` of it in, and leave scans in ``folder``.

    Raises:
        RefusedError: the sheet could not be printed.
    """
    import numpy as np  # noqa: PLC0415 - only the demo's papers need it
    import pypdfium2  # noqa: PLC0415 - as above

    folder.mkdir(parents=True, exist_ok=True)
    layout = _print(definition, folder.parent)
    cv2 = opencv()
    truths: dict[str, Mapping[str, Any]] = {}
    with contextlib.closing(pypdfium2.PdfDocument(folder.parent / "survey.pdf")) as document:
        blanks = [
            page.render(scale=PAGE_DPI / _POINTS, grayscale=True).to_numpy() for page in document
        ]
    for number in range(1, sheets + 1):
        chance = np.random.default_rng([seed, number])
        who = Respondent.invent(chance, Habits())
        for side, blank in enumerate(blanks, 1):
            page = Page(
                np.ascontiguousarray(blank[:, :, 0] if blank.ndim > 2 else blank), _DOTS_PER_MM
            )
            truth = who.fill_in(layout, side, page, chance)
            name = f"{number:03d}-{side}.jpg"
            cv2.imwrite(str(folder / name), scan(page.picture, chance))
            truths[name] = truth.answers
    return truths


def _print(definition: Path, folder: Path) -> Mapping[str, Any]:
    """Run ``kiosk survey sheet`` and return the layout it wrote."""
    out, layout = folder / "survey.pdf", folder / "survey-layout.json"
    command = ["survey", "sheet", str(definition), "--out", str(out), "--layout", str(layout)]
    ran = subprocess.run(  # noqa: S603 - this program itself
        [sys.executable, "-I", "-m", "venue_kiosk", *command], check=False, capture_output=True
    )
    if ran.returncode != 0:
        raise RefusedError(_("The survey sheet cannot be printed."))
    found: Mapping[str, Any] = json.loads(layout.read_text("utf-8"))
    return found
