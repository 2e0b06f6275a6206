"""The checklist of what may be left: what the run saw, what lies around, what people say."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias

from venue_kiosk.domain.certificate.measures import RESIDUE_CODES, Residue, ResidueCode

Finding: TypeAlias = Literal["none", "found", "unsafe"]

_BY_ENDING: Final[dict[str, ResidueCode]] = {
    **dict.fromkeys((".xlsx", ".pdf", ".csv", ".eml", ".7z", ".zip", ".txt", ".json"), "exports"),
    ".svg": "screenshots",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".heic"), "code_images"),
    **dict.fromkeys((".avi", ".mp4", ".mkv"), "camera_files"),
    ".log": "ui_log",
}
_FOLDER_ROWS: Final[tuple[ResidueCode, ...]] = (
    *("temp_files", "database_companions", "pre_login_log", "exports", "code_images"),
    *("screenshots", "ui_log", "camera_files"),
)
"""Rows that the event folder itself answers, besides what lies around it."""


def kind_of_residue(path: str) -> ResidueCode:
    """Say which row of the checklist a file left in the event folder belongs to."""
    name = path.rsplit("/", 1)[-1].lower()
    if name.endswith(("-wal", "-shm", "-journal", ".db")):
        return "database_companions"
    ending = name[name.rfind(".") :] if "." in name else ""
    return _BY_ENDING.get(ending, "temp_files")


def compose_checklist(
    *,
    left: Sequence[str],
    markers: int | None,
    around: Sequence[Residue],
    answers: Mapping[str, tuple[Finding, Literal["operator", "ward"]]],
    exports_unknown: int = 0,
) -> tuple[Residue, ...]:
    """Return every row of the checklist once, in order.

    Args:
        left: files still in the event folder.
        markers: slot markers that the scan found; ``None`` without a scan.
        around: what the program found out about the machine.
        answers: what people answered where the program cannot look.
        exports_unknown: files written outside the event that are not where they were.
    """
    rows = {row.code: row for row in around}
    for code in _FOLDER_ROWS:
        count = sum(kind_of_residue(path) == code for path in left)
        rows[code] = _worst(rows.get(code), _row(code, "found" if count else "none", count))
    if exports_unknown and rows["exports"].finding == "none":
        rows["exports"] = _unlooked("exports")
    if markers is not None:
        rows["former_slots"] = _row("former_slots", "found" if markers else "none", markers)
    for code in RESIDUE_CODES:
        if code in answers and (code not in rows or rows[code].finding is None):
            finding, by = answers[code]
            rows[code] = _row(code, finding, None, by)
    return tuple(rows.get(code) or _unlooked(code) for code in RESIDUE_CODES)


def _worst(one: Residue | None, other: Residue) -> Residue:
    if one is None or one.finding in {None, "none"}:
        return other
    return one


def _row(
    code: ResidueCode,
    finding: Finding,
    count: int | None,
    by: Literal["program", "operator", "ward"] = "program",
) -> Residue:
    return Residue(code=code, state="checked", finding=finding, count=count, answered_by=by)


def _unlooked(code: ResidueCode) -> Residue:
    return Residue(
        code=code, state="not_checkable", finding=None, count=None, answered_by="program"
    )
