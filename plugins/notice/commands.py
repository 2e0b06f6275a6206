"""``kiosk notices``: the same service as the screen."""

from pathlib import Path
from typing import Final

import click

from plugins.notice.messages import _
from plugins.notice.office import FOLDERS, NoticeOffice
from venue_kiosk.api import N_, Answer, Command

_CHANNELS: Final = {folder: channel for channel, folder in FOLDERS.items()}


def run_notices(
    office: NoticeOffice, answer: Answer, *, channel: str, out: Path, replace: bool
) -> int:
    """Make notices and say how many and where."""
    channels = list(FOLDERS) if channel == "all" else [_CHANNELS[channel]]
    answers = {}
    for made in office.make(channels, out, replace=replace):
        name = FOLDERS[made.channel]
        answer.say(_("{channel}: {n} notices.", channel=name, n=made.made))
        for one in made.left_out:
            answer.say(_("{number} has no notice: {why}", number=one.reception_no, why=one.why))
        answers[name] = {
            "made": made.made,
            "files": [str(path) for path in made.files],
            "left_out": [one.reception_no for one in made.left_out],
        }
    if answer.wants_json:
        answer.give(answers)
    return 0


NOTICES: Final = Command(
    "notices",
    callback=run_notices,
    help=N_("Make postcards, FAX sheets and mails that carry the ticket."),
    params=[
        click.Option(
            ["--channel"],
            type=click.Choice([*FOLDERS.values(), "all"]),
            default="all",
            help=N_("Which notices."),
        ),
        click.Option(
            ["--out"],
            type=click.Path(path_type=Path),
            required=True,
            help=N_("The folder they go to."),
        ),
        click.Option(["--replace"], is_flag=True, help=N_("Replace notices made before.")),
    ],
)
