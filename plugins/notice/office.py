"""The notice office: whom to tell by which channel, made into files and counted."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from plugins.notice.composing import TOLD
from plugins.notice.messages import _
from plugins.notice.printing import NoticePress, NoticesMade, Progress
from plugins.notice.store import RunStore
from venue_kiosk.api import Channel, Kiosk, StatusLine, hookimpl

FOLDERS: Final = {Channel.HAGAKI: "postcard", Channel.FAX: "fax", Channel.WEB: "mail"}
"""Channels with notices, and the folder of each below the one asked for."""


class NoticeOffice:
    """The plugin's living object."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._press = NoticePress(kiosk.programme, typesetter=kiosk.typesetter, texts=kiosk.texts)
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

    def _make_one(
        self, channel: Channel, folder: Path, *, replace: bool, progress: Progress
    ) -> NoticesMade:
        people = self._kiosk.register.addressees(tuple(TOLD), channel)
        made = self._press.make(
            channel, people, folder / FOLDERS[channel], replace=replace, progress=progress
        )
        self._store.record(
            at=self._kiosk.clock.now(),
            channel=channel,
            made=made.made,
            left_out=len(made.left_out),
        )
        self._kiosk.log.record("notices_made", n={"made": made.made}, why=FOLDERS[channel])
        return made

    @hookimpl
    def kiosk_contribute_status(self) -> StatusLine | None:
        """Say how many notices were made."""
        made = sum(self._store.made_by_channel().values())
        return StatusLine(text=_("Notices made: {n}", n=made)) if made else None
