"""What somebody chose on the notice screen: which channels, and whether to replace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rich.cells import cell_len

from plugins.notice.messages import _
from plugins.notice.office import FOLDERS
from venue_kiosk.api import N_, Channel

CHANNELS: Final = tuple(FOLDERS)

_NAMES: Final = {
    Channel.HAGAKI: N_("postcards"),
    Channel.FAX: N_("FAX sheets"),
    Channel.WEB: N_("mails"),
}
_GAP: Final = "  "


def channel_words(channel: Channel) -> str:
    """Return the name of a channel's notices in the current language."""
    return _(_NAMES[channel])


@dataclass
class Choices:
    """Every channel at first, and nothing replaced."""

    channels: set[Channel] = field(default_factory=lambda: set(CHANNELS))
    replace: bool = False

    def chosen(self) -> Sequence[Channel]:
        """Return the chosen channels in their order."""
        return [channel for channel in CHANNELS if channel in self.channels]

    def toggle(self, number: int) -> None:
        """Change line ``number``, from 1; the one after the channels is about replacing."""
        if number > len(CHANNELS):
            self.replace = not self.replace
        else:
            self.channels ^= {CHANNELS[number - 1]}

    def render(self, people: Mapping[Channel, int], made: Mapping[Channel, int]) -> Sequence[str]:
        """Return one aligned line for each choice; it says in words what is chosen."""
        lines = [self._line(number, people, made) for number in range(1, len(CHANNELS) + 1)]
        last = f"{len(CHANNELS) + 1}  " + _("earlier notices")
        lines.append((last, _("replace") if self.replace else _("keep"), "", ""))
        widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
        return [
            _GAP.join(
                cell + " " * (width - cell_len(cell))
                for cell, width in zip(line, widths, strict=True)
            ).rstrip()
            for line in lines
        ]

    def _line(
        self, number: int, people: Mapping[Channel, int], made: Mapping[Channel, int]
    ) -> tuple[str, str, str, str]:
        channel = CHANNELS[number - 1]
        state = _("make") if channel in self.channels else _("not now")
        count = _("{n} people", n=f"{people.get(channel, 0):,}")
        before = made.get(channel, 0)
        note = _("made before: {n}", n=f"{before:,}") if before else ""
        return f"{number}  {channel_words(channel)}", state, count, note
