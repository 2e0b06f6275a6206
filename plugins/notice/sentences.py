"""What the notice screen asks and answers, in the current language."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, assert_never

from plugins.notice.choices import channel_words
from plugins.notice.messages import _
from plugins.notice.printing import NoticesMade
from venue_kiosk.api import Attendee, Channel
from venue_kiosk.api_ui import Done, Failed, Outcome, Stopped, problem_words


def make_question(channels: Sequence[Channel], people: Mapping[Channel, int], folder: Path) -> str:
    """Ask before notices are made."""
    counts = _list((channel, people.get(channel, 0)) for channel in channels)
    return "\n".join(
        (
            _("Make {counts}?", counts=counts),
            _("Folder: {folder}", folder=folder),
            _(
                "They carry names and addresses and are about to leave the room;"
                " the log counts them."
            ),
        )
    )


def made_words(outcome: Outcome[Any], made: Sequence[NoticesMade], folder: Path) -> str:
    """Say what was made, and how it ended."""
    counts = _list((each.channel, each.made) for each in made)
    match outcome:
        case Done():
            words = _("Made: {counts}.", counts=counts)
            return "\n".join((words, _("Folder: {folder}", folder=folder)))
        case Stopped():
            ended = _("Stopped.")
        case Failed(error):
            ended = f"■ {problem_words(error)}"
        case _:
            assert_never(outcome)
    finished = _("Made before that: {counts}.", counts=counts) if made else _("Nothing was made.")
    return f"{ended}\n{finished}"


def reissue_question(who: Attendee) -> str:
    """Ask before somebody's notice becomes useless."""
    return _(
        "Make a new notice for {number} {name}? The one sent before cannot be used any more.",
        number=who.reception_no,
        name=who.name,
    )


def reissued_words(made: NoticesMade) -> str:
    """Say where somebody's new notice is."""
    if not made.files:
        return _("The ticket is a new one, but no notice could be made.")
    return _("The new notice is in {folder}.", folder=made.files[0].parent)


def _list(counts: Iterable[tuple[Channel, int]]) -> str:
    return _(", ").join(f"{channel_words(channel)} {n:,}" for channel, n in counts)
