"""What a run has done so far, signed line by line on the medium."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from venue_kiosk.domain.certificate.measures import STEPS, Step
from venue_kiosk.domain.signatures import SigningKey
from venue_kiosk.ports.erasure import Medium

JOURNAL_FILE: Final = "erasure-progress.jsonl"
"""On the medium only while a run is under way."""

EXPORTS_NOTE: Final = "exports"
"""Name of the note on files outside the event: paths, how many are gone, what people said."""

StepResult = Literal["done", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class StepEnded:
    """One step as it ended."""

    step: Step
    at: str
    result: StepResult
    measures: Mapping[str, Any] = field(default_factory=dict)


class Journal:
    """The steps that have ended; a line that was cut off counts as not written."""

    def __init__(self, medium: Medium, key: SigningKey, record_id: str) -> None:
        self._medium = medium
        self._key = key
        self._record_id = record_id
        self.resumed = 0
        self.steps: dict[Step, StepEnded] = {}
        self.notes: dict[str, Any] = {}
        """What was noted at the beginning."""
        for line in (medium.read(JOURNAL_FILE) or b"").split(b"\n"):
            self._take(line)

    def note(self, members: Mapping[str, Any]) -> None:
        """Keep what a resumed run must still know."""
        self._write({"notes": dict(members)})
        self.notes |= members

    def resume(self) -> None:
        """Note that the run is taken up again."""
        self.resumed += 1
        self._write({"resumed": self.resumed})

    def record(self, ended: StepEnded) -> None:
        """Note that a step has ended; it is not done again."""
        self._write(
            {
                "step": ended.step,
                "at": ended.at,
                "result": ended.result,
                "measures": dict(ended.measures),
            }
        )
        self.steps[ended.step] = ended

    def measures(self, step: Step) -> Mapping[str, Any]:
        """Return what a step measured; nothing if it has not ended."""
        ended = self.steps.get(step)
        return ended.measures if ended is not None else {}

    def _write(self, members: Mapping[str, Any]) -> None:
        body = json.dumps({"record_id": self._record_id, **members}, ensure_ascii=False).encode()
        signature = base64.b64encode(self._key.sign(body))
        # The line end before it keeps the rest of a line that was cut off from spoiling this one.
        self._medium.append(JOURNAL_FILE, b"\n" + signature + b" " + body + b"\n")

    def _take(self, line: bytes) -> None:
        signature, _space, body = line.partition(b" ")
        try:
            genuine = self._key.public.holds(base64.b64decode(signature, validate=True), body)
            members = json.loads(body) if genuine else {}
        except (binascii.Error, ValueError):
            return
        if members.get("record_id") != self._record_id:
            return
        self.notes |= members.get("notes", {})
        self.resumed = max(self.resumed, members.get("resumed", 0))
        if members.get("step") in STEPS:
            ended = StepEnded(*(members[name] for name in ("step", "at", "result", "measures")))
            self.steps.setdefault(ended.step, ended)
