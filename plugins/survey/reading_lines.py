"""Readings as JSON lines: one page a line, corrections after what they correct."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, TypeAlias

import msgspec

from plugins.survey.messages import _
from venue_kiosk.api import UsageError

FORMAT: Final = "venue-survey-reading/1"

AnswerState: TypeAlias = Literal["answered", "no_answer", "invalid", "uncertain"]
PageStatus: TypeAlias = Literal["read", "review", "rejected"]


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one key was answered with."""

    state: AnswerState
    codes: tuple[str, ...]
    reason: str | None = None
    flags: tuple[str, ...] = ()
    value: str | None = None


class Mark(msgspec.Struct, frozen=True):
    """Ink found in one option's cell."""

    question: str
    row: str | None
    code: str
    ink_mm2: float
    state: str


class TextBox(msgspec.Struct, frozen=True):
    """Whether anything is written in one box."""

    question: str
    row: str | None
    has_ink: bool


class Registration(msgspec.Struct, frozen=True):
    """How well the page lay on its markers."""

    markers: tuple[int, ...]
    residual_mm: float


class Duplicate(msgspec.Struct, frozen=True):
    """An earlier line that shows the same side of the same sheet."""

    path: str
    page_index: int
    sure: bool


class Decided(msgspec.Struct, frozen=True):
    """One key that a person decided."""

    key: str
    was: Any
    now: Any
    by: str
    """A handler's pseudonym."""
    at: str
    """A day."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One page as it was read, or as a person decided it."""

    format: Literal["venue-survey-reading/1"] = FORMAT
    path: str
    page_index: int
    pages: int | msgspec.UnsetType = msgspec.UNSET
    """For how many pages from ``page_index`` on it stands, where they are not there to be read."""
    sha256: str
    form: str | None = None
    version: str | None = None
    page: int | None = None
    serial: str | None = None
    sheet: str | None = None
    status: PageStatus
    reason: str | None = None
    registration: Registration | None = None
    answers: dict[str, Answer]
    marks: tuple[Mark, ...] = ()
    text_boxes: tuple[TextBox, ...] = ()
    margin_writing: tuple[float, ...] | msgspec.UnsetType = msgspec.UNSET
    """Rectangle in mm in which somebody wrote outside all cells and boxes."""
    margin_identifying: bool | msgspec.UnsetType = msgspec.UNSET
    """What a person said of it: it tells who somebody is, or it does not."""
    duplicate_of: Duplicate | None = None
    ms: float = 0
    decisions: tuple[Decided, ...] | msgspec.UnsetType = msgspec.UNSET

    @property
    def place(self) -> tuple[str, str, int]:
        """Which picture it is about: what a correction has in common with what it corrects."""
        return self.path, self.sha256, self.page_index

    @property
    def pages_named(self) -> str:
        """The page as people count it; from and to when the line stands for several."""
        first = self.page_index + 1
        return f"{first}" if self.pages is msgspec.UNSET else f"{first}–{first + self.pages - 1}"

    @property
    def is_duplicate(self) -> bool:
        """Whether the same side of the same sheet was surely read before."""
        return self.duplicate_of is not None and self.duplicate_of.sure


_DECODER: Final = msgspec.json.Decoder(Reading)
_ENCODER: Final = msgspec.json.Encoder()


def render_reading(reading: Reading) -> bytes:
    """Return one line, without its end."""
    return _ENCODER.encode(reading)


def parse_line(line: bytes) -> Reading:
    """Return one line's reading.

    Raises:
        msgspec.MsgspecError: it is not a reading; the message names the place.
    """
    return _DECODER.decode(line)


def parse_readings(content: bytes) -> Sequence[Reading]:
    """Return the readings of a file, each page as it was last decided, in the file's order.

    Raises:
        UsageError: a line is no reading; its number and place are named.
    """
    lines: list[Reading] = []
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if line.strip():
            lines.append(_parse(line, number))
    return latest(lines)


def latest(lines: Iterable[Reading]) -> Sequence[Reading]:
    """Let each line that a person decided stand in the place of the page it is about."""
    pages: dict[tuple[str, str, int], list[Reading]] = {}
    for line in lines:
        same = pages.setdefault(line.place, [])
        if line.decisions and same:
            same[-1] = line
        else:
            same.append(line)
    return [line for same in pages.values() for line in same]


def _parse(line: bytes, number: int) -> Reading:
    try:
        return parse_line(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UsageError(
            _("Line {n} of the readings is not a reading: {reason}", n=number, reason=error),
            _("Give the file that “kiosk survey read --json” wrote."),
        ) from None
