"""``kiosk exchange …`` on an event: the same services as the board, for programs and for paper."""

from pathlib import Path
from typing import Final

import click

from plugins.exchange.running import run_allocate, run_announce, run_repair, run_status
from plugins.exchange.running_paper import run_cards, run_export, run_papers
from venue_kiosk.api import N_, Command, ScreenCommand

_SEED: Final = click.Option(
    ["--seed"], type=click.IntRange(0, 2**62 - 1), help=N_("Which of many searches.")
)


_FILE: Final = click.Path(path_type=Path)


COMMANDS: Final = (
    Command(
        "exchange allocate",
        run_allocate,
        N_("Allocate everybody who is here to tables."),
        [
            click.Option(
                ["--seconds"],
                type=click.FloatRange(0, 86_400),
                help=N_("Stop after so many seconds."),
            ),
            _SEED,
        ],
    ),
    Command(
        "exchange repair",
        run_repair,
        N_("List the ways to go on after a change, or carry one out."),
        [
            click.Option(
                ["--moves"],
                type=click.IntRange(0),
                help=N_("Carry out the plan with so many moves."),
            ),
            _SEED,
        ],
    ),
    Command("exchange announce", run_announce, N_("Announce the next round.")),
    Command("exchange status", run_status, N_("Say how the tables stand.")),
    Command(
        "exchange cards",
        run_cards,
        N_("Balance the tables by colour cards alone."),
        [
            click.Option(["--blue"], type=int, help=N_("How many blue cards.")),
            click.Option(["--yellow"], type=int, help=N_("How many yellow cards.")),
            click.Option(
                ["--add"], type=click.Choice(["blue", "yellow"]), help=N_("One card more.")
            ),
        ],
    ),
    Command(
        "exchange export",
        run_export,
        N_("Write the session as an instance without reception numbers, for a checker."),
        [
            click.Option(["--out"], type=_FILE, required=True, help=N_("Where the instance goes.")),
            click.Option(
                ["--allocation"],
                type=_FILE,
                required=True,
                help=N_("Where the allocation goes."),
            ),
        ],
    ),
    Command(
        "exchange papers",
        run_papers,
        N_("Print the table cards and the card with the walking rule."),
        [click.Option(["--out"], type=_FILE, required=True, help=N_("The folder to write into."))],
    ),
)


DISPLAY: Final = ScreenCommand(
    "exchange display", "exchange-display", N_("Show the hall which number sits at which table.")
)
