"""The notices of one programme as files: postcards and FAX sheets as PDF, mails as ``.eml``."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from plugins.notice.composing import (
    TOLD,
    Recipient,
    compose_decision,
    compose_fax,
    compose_front,
    compose_sheets,
)
from plugins.notice.messages import _
from plugins.notice.output import NoticeFolder, Remember, new_notices
from venue_kiosk.api import Channel, Programme, RefusedError, Typesetter

SHEETS_A_FILE: Final = 200
"""Pages in one PDF: what a printer's tray takes, and what typst sets within a second."""
MAILS_A_STEP: Final = 50

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many people are done; whatever it raises stops the run."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who gets no notice of this run, and why, in a sentence for the office."""

    reception_no: str
    why: str


@dataclass(frozen=True, slots=True)
class NoticesMade:
    """What one run has made: material that is about to leave the room."""

    channel: Channel
    made: int
    """How many people have a notice now."""
    files: tuple[Path, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One kind of page: its file name, its template and what stands on it for one person."""

    file: str
    template: str
    compose: Callable[[Recipient], Mapping[str, Any]]


class NoticePress:
    """Makes the notices of one programme."""

    def __init__(
        self, programme: Programme, *, typesetter: Typesetter, texts: Path, remember: Remember
    ) -> None:
        """Take the folder ``texts`` with the templates; they are read when they are needed."""
        self._remember = remember
        self._programme = programme
        self._typesetter = typesetter
        self._texts = texts

    def make(
        self,
        channel: Channel,
        people: Sequence[Recipient],
        folder: Path,
        *,
        replace: bool = False,
        progress: Progress = lambda _done, _total: None,
    ) -> NoticesMade:
        """Make everybody's notice for one channel, in the order given, into ``folder``.

        All files appear together at the end. Stopped or failed, the run leaves what was there.

        Args:
            channel: postcards for はがき, FAX sheets for FAX, mails for フォーム.
            people: whom to tell; the undecided and the withdrawn are left out and named.
            folder: its own for each channel.
            replace: take the place of an earlier run's files instead of refusing.
            progress: called often; may raise to stop.

        Raises:
            RefusedError: the folder holds notices and ``replace`` is not set.
            ConfigError: a template is wrong, or the programme lacks a phone number or sender.
            NotNowError: the disk does not take the files.
        """
        told = [each for each in people if each[0].attendee.decision in TOLD]
        undecided = [each for each in people if each[0].attendee.decision not in TOLD]
        left_out = _left_out(undecided, _("Nothing is decided yet, or the person has withdrawn."))
        with new_notices(folder, replace=replace) as output:
            progress(0, len(told))
            for done, missed in self._steps(channel, told, output):
                left_out += missed
                progress(done, len(told))
            files = output.finish(self._remember)
        made = len(people) - len(left_out)
        return NoticesMade(channel, made, files, tuple(left_out))

    def _steps(
        self, channel: Channel, told: Sequence[Recipient], output: NoticeFolder
    ) -> Iterator[tuple[int, Sequence[LeftOut]]]:
        """Write the notices, yielding how many people are done and whom a step left out."""
        if channel is Channel.WEB:
            return self._write_mails(told, output)
        return self._write_sheets(self._sheets(channel), told, output)

    def _sheets(self, channel: Channel) -> Sequence[_Sheet]:
        match channel:
            case Channel.HAGAKI:
                return (
                    _Sheet("postcard-back", "postcard.typ", self._back),
                    _Sheet("postcard-front", "postcard_front.typ", compose_front),
                )
            case Channel.FAX:
                return (_Sheet("fax", "fax.typ", self._fax),)
            case Channel.WEB | Channel.WALK_IN:
                raise ValueError("no paper notice for this channel")

    def _back(self, recipient: Recipient) -> Mapping[str, Any]:
        return compose_decision(self._programme, recipient)

    def _fax(self, recipient: Recipient) -> Mapping[str, Any]:
        return compose_fax(self._programme, recipient)

    def _write_sheets(
        self, sheets: Sequence[_Sheet], told: Sequence[Recipient], output: NoticeFolder
    ) -> Iterator[tuple[int, Sequence[LeftOut]]]:
        for number, start in enumerate(range(0, len(told), SHEETS_A_FILE), 1):
            batch = told[start : start + SHEETS_A_FILE]
            pdfs, missed = self._set(sheets, batch)
            for sheet, pdf in zip(sheets, pdfs, strict=False):
                output.write(f"{sheet.file}-{number:02d}.pdf", pdf)
            yield start + len(batch), missed

    def _set(
        self, sheets: Sequence[_Sheet], people: Sequence[Recipient]
    ) -> tuple[Sequence[bytes], Sequence[LeftOut]]:
        """Set all sheets for the same people, page for page; leave out who cannot be printed."""
        try:
            return [self._pdf(sheet, people) for sheet in sheets], []
        except RefusedError as error:
            if len(people) == 1:
                return [], _left_out(people, error.message)
        middle = len(people) // 2
        missed = [
            one for half in (people[:middle], people[middle:]) for one in self._set(sheets, half)[1]
        ]
        numbers = {one.reception_no for one in missed}
        rest = [each for each in people if each[0].attendee.reception_no not in numbers]
        return [self._pdf(sheet, rest) for sheet in sheets] if rest else [], missed

    def _pdf(self, sheet: _Sheet, people: Sequence[Recipient]) -> bytes:
        values = compose_sheets(
            self._programme,
            [sheet.compose(each) for each in people],
            sample=self._programme.sample or any(each[0].attendee.sample for each in people),
        )
        return self._typesetter.pdf(self._texts / sheet.template, values)

    def _write_mails(
        self, told: Sequence[Recipient], output: NoticeFolder
    ) -> Iterator[tuple[int, Sequence[LeftOut]]]:
        from plugins.notice.mail import MailComposer  # noqa: PLC0415 - email is not for screens

        composer = MailComposer(self._programme, self._texts)
        for start in range(0, len(told), MAILS_A_STEP):
            batch = told[start : start + MAILS_A_STEP]
            unreachable = []
            for each in batch:
                mail = composer.compose(each)
                if mail is None:
                    unreachable.append(each)
                else:
                    output.write(f"{each[0].attendee.reception_no}.eml", mail)
            yield start + len(batch), _left_out(unreachable, _("There is no usable mail address."))


def _left_out(people: Sequence[Recipient], why: str) -> list[LeftOut]:
    return [LeftOut(addressee.attendee.reception_no, why) for addressee, _ticket in people]
