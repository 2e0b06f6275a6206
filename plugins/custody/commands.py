"""``kiosk custody …``: the list of commands with their parameters."""

from typing import Final

import click

from plugins.custody import running
from plugins.custody.incidents import DEVICE_STATES, KINDS, RESULTS
from plugins.custody.ledger import ACTS
from plugins.custody.preflight import ANSWERS
from plugins.custody.slip import STAGES
from venue_kiosk.api import N_, Command


def _text(name: str, help_words: str, *, required: bool = False) -> click.Option:
    return click.Option(
        [name], required=required, default=None if required else "", help=help_words
    )


def _number(name: str, help_words: str) -> click.Option:
    return click.Option([name], type=int, default=0, help=help_words)


_TIME: Final = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])

_SLIP: Final = (
    _text("--no", N_("The number of the slip."), required=True),
    _text("--carrier", N_("Id of the handler who carries it."), required=True),
    _text("--confirmed-by", N_("Id of the second handler at the departure checks."), required=True),
    _text("--place", N_("The designated place it goes to."), required=True),
    _text("--laptop", N_("Model and serial number."), required=True),
    _text("--purpose", N_("Why it is carried out.")),
    _text("--route", N_("Route and means of transport.")),
    _text("--document", N_("The ward's consent, where it has a number.")),
    _number("--sheets", N_("Sheets of paper that go along.")),
    _number("--copies", N_("Second copies and printed lists, only on the ward's document.")),
    _text("--copy-document", N_("The ward's document for them.")),
    click.Option(
        ["--checks-done"], is_flag=True, help=N_("Two people confirmed every departure check.")
    ),
)
_INCIDENT: Final = (
    click.Option(["--kind"], type=click.Choice(KINDS), required=True, help=N_("What it is.")),
    click.Option(
        ["--device"],
        type=click.Choice(DEVICE_STATES),
        required=True,
        help=N_("How the laptop was."),
    ),
    click.Option(["--happened-at"], type=_TIME, help=N_("When it happened; now if not given.")),
    click.Option(["--people"], type=int, help=N_("How many people may be concerned.")),
    _text("--of", N_("The number of the report that this one continues.")),
)

COMMANDS: Final = (
    Command("custody status", running.run_status, N_("Say what opening still waits for.")),
    Command(
        "custody preflight",
        running.run_preflight,
        N_("Answer the check before opening."),
        [
            click.Argument(["answers"], nargs=-1, metavar="CODE=ANSWER"),
            click.Option(
                ["everything", "--all"],
                type=click.Choice(ANSWERS),
                help=N_("One answer for every question not named."),
            ),
        ],
    ),
    Command("custody slip", running.run_slip, N_("Enter a carry-out slip."), _SLIP),
    Command(
        "custody time",
        running.run_time,
        N_("Enter the next time of the slip."),
        [
            click.Argument(["stage"], type=click.Choice([each.value for each in STAGES])),
            click.Option(["--at"], type=_TIME, help=N_("When; now if not given.")),
        ],
    ),
    Command(
        "custody unlock",
        running.run_unlock,
        N_("Open the event at the venue."),
        [
            click.Option(
                ["--second"],
                metavar="ID",
                help=N_(
                    "Outside the designated times: a second handler. Standard input goes on with"
                    " your passphrase again, then the second one."
                ),
            )
        ],
    ),
    Command("custody ledger", running.run_ledger, N_("Show the paper ledger.")),
    Command(
        "custody paper",
        running.run_paper,
        N_("Add a line to the paper ledger."),
        [
            click.Argument(["kind"]),
            click.Argument(["act"], type=click.Choice(ACTS)),
            click.Argument(["number"], type=int),
            _text("--place", N_("Where the papers are."), required=True),
        ],
    ),
    Command(
        "custody incident",
        running.run_incident,
        N_("Report an incident, or a risk of one."),
        _INCIDENT,
    ),
    Command(
        "custody timeline",
        running.run_timeline,
        N_("Draft an incident's timeline from the log."),
        [click.Argument(["number"])],
    ),
    Command(
        "custody inspection",
        running.run_inspection,
        N_("Record an inspection by the ward."),
        [
            _text("--document", N_("The ward's document."), required=True),
            click.Option(
                ["--result"], type=click.Choice(RESULTS), required=True, help=N_("What came out.")
            ),
            _number("--points", N_("How many points were raised.")),
        ],
    ),
    Command(
        "custody sample",
        running.run_sample,
        N_("Open a sample event with sample answers."),
    ),
)
