"""The notice office: whom to tell by which channel, made into files and counted."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from plugins.notice.composing import TOLD
from plugins.notice.messages import _
from plugins.notice.printing import NoticePress, NoticesMade, Progress
from plugins.notice.store import RunStore
from venue_kiosk.api import Attendee, Channel, Kiosk, RefusedError, StatusLine, hookimpl

FOLDERS: Final = {Channel.HAGAKI: "postcard", Channel.FAX: "fax", Channel.WEB: "mail"}
"""Channels with notices, and the folder of each below the one asked for."""
REISSUED: Final = "reissued"
"""Folder of notices made for one person, by reception number."""


class NoticeOffice:
    """The plugin's living object."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._press = NoticePress(
            kiosk.programme,
            typesetter=kiosk.typesetter,
            texts=kiosk.texts,
            remember=kiosk.exports.remember,
        )
        self._store = RunStore(kiosk.tables)

    def make(
        self,
        channels: Sequence[Channel],
        folder: Path,
        *,
        replace: bool = False,
        progress: Progress = lambda _done, _total: None,
    ) -> Sequence[NoticesMade]:
        """Make the notices of ``channels`` below ``folder`` and record how many.

        Raises:
            NotPermittedError: the handler may not make notices.
            RefusedError: a folder holds notices and ``replace`` is not set.
            ConfigError: a template or the programme is wrong.
            NotNowError: the disk does not take the files.
        """
        return [
            self._make_one(channel, folder, replace=replace, progress=progress)
            for channel in channels
        ]

    def reissue(self, attendee_id: int, folder: Path) -> NoticesMade:
        """Give somebody a new ticket and make the one notice that carries it.

        The notice sent before is of no use from then on: the desk answers "reissued".

        Raises:
            NotPermittedError: the handler may not make notices.
            RefusedError: the person gets no notice, being undecided, withdrawn or a walk-in.
            ConfigError: a template or the programme is wrong.
            NotNowError: the disk does not take the files; the ticket is a new one all the same.
        """
        before = self._kiosk.register.get(attendee_id)
        if before.decision not in TOLD or before.channel not in FOLDERS:
            raise RefusedError(
                _("This person gets no notice."),
                _("Notices are for applicants about whom something is decided."),
            )
        self._kiosk.applications.reissue_ticket(attendee_id)
        people = self._kiosk.register.addressees([before.decision], before.channel)
        [person] = [each for each in people if each[0].attendee.attendee_id == attendee_id]
        place = folder / REISSUED / before.reception_no
        made = self._press.make(before.channel, [person], place, replace=True)
        self._record(made)
        return made

    def person(self, reception_no: str) -> Attendee:
        """Return whom a typed reception number belongs to; see ``Register.at_number``."""
        return self._kiosk.register.at_number(reception_no)

    def count_people(self) -> dict[Channel, int]:
        """Return how many people each channel has to tell."""
        return self._kiosk.register.count_addressees(tuple(TOLD))

    def count_made(self) -> dict[Channel, int]:
        """Return how many notices were made so far by channel."""
        return {Channel(name): n for name, n in self._store.made_by_channel().items()}

    def _make_one(
        self, channel: Channel, folder: Path, *, replace: bool, progress: Progress
    ) -> NoticesMade:
        people = self._kiosk.register.addressees(tuple(TOLD), channel)
        made = self._press.make(
            channel, people, folder / FOLDERS[channel], replace=replace, progress=progress
        )
        self._record(made)
        return made

    def _record(self, made: NoticesMade) -> None:
        with self._kiosk.tables.transaction():
            self._store.record(
                at=self._kiosk.clock.now(),
                channel=made.channel,
                made=made.made,
                left_out=len(made.left_out),
            )
            self._kiosk.log.record("notices_made", n={"made": made.made}, why=FOLDERS[made.channel])

    @hookimpl
    def kiosk_contribute_status(self) -> StatusLine | None:
        """Say how many notices were made."""
        made = sum(self._store.made_by_channel().values())
        return StatusLine(text=_("Notices made: {n}", n=made)) if made else None
