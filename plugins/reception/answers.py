"""A verdict as one JSON object, for lanes without a screen."""

from typing import Any, assert_never

from venue_kiosk.api import Admitted, AlreadyAdmitted, Verdict, Withheld


def compose_answer(verdict: Verdict) -> dict[str, Any]:
    """Return the members of ``kiosk check-in``'s answer; the person stands as a number only."""
    match verdict:
        case Admitted():
            return {
                **_head("admitted", verdict.reason.code, verdict.attendee.reception_no),
                "sequence": verdict.check_in.check_in_id,
                "at": verdict.check_in.at.isoformat(),
                "first_at": verdict.check_in.at.isoformat(),
                "greeting": [line.text for line in verdict.greeting],
                "repeat": verdict.reason.code == "repeat_same_desk",
            }
        case AlreadyAdmitted():
            return {
                **_head("already_admitted", "already_in", verdict.attendee.reception_no),
                "sequence": verdict.first.check_in_id,
                "at": verdict.first.at.isoformat(),
                "first_at": verdict.first.at.isoformat(),
                "greeting": [],
                "repeat": False,
            }
        case Withheld():
            number = verdict.attendee.reception_no if verdict.attendee else None
            return {
                **_head("withheld", verdict.reason.code, number),
                "sequence": None,
                "at": None,
                "first_at": None,
                "greeting": [],
                "repeat": False,
            }
        case _:
            assert_never(verdict)


def _head(verdict: str, reason: str, reception_no: str | None) -> dict[str, Any]:
    return {"verdict": verdict, "reason": reason, "reception_no": reception_no}
