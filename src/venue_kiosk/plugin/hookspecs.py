"""What the host asks plugins and tells them.

The form of a hook's name is what happens when a plugin raises:

================================  ===========================================================
``kiosk_register_*``, ``kiosk_open``  the kiosk does not start; the plugin is named
``kiosk_judge_*``                 counts as an objection
``kiosk_<participle>``            isolated and shown to staff; nothing is undone
``kiosk_contribute_*``            a visible gap that names the plugin
``kiosk_hand_over``               nothing is handed over; the plugin is named
``kiosk_find_residue``            counts as not confirmed; no PASS on the certificate
================================  ===========================================================

Module functions declare, before any kiosk exists or after it is gone; the object that
``kiosk_open`` returns answers the rest. Implementations are called one by one in the order of
``kiosk.toml``.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pluggy

from venue_kiosk.api import (
    Attendee,
    CheckIn,
    Commands,
    DataItem,
    GreetingLine,
    Kiosk,
    Material,
    MigrationSet,
    Missing,
    Objection,
    Papers,
    StatusLine,
)

hookspec = pluggy.HookspecMarker("venue_kiosk")


@hookspec
def kiosk_register_data_items() -> Sequence[DataItem]:
    """Declare every kind of data the plugin keeps; a table or file without one stops the start."""
    raise AssertionError


@hookspec
def kiosk_register_migrations() -> MigrationSet:
    """Declare the plugin's tables; their names begin with the plugin's name."""
    raise AssertionError


@hookspec
def kiosk_register_commands(commands: Commands) -> None:
    """Add commands to the ``kiosk`` command."""


@hookspec
def kiosk_find_residue(event: Path) -> Sequence[str]:
    """Return what of the plugin's is left below ``event`` after erasure, or anywhere else.

    Called without a kiosk: the vault is gone. A plugin that does not answer has not confirmed.
    """
    raise AssertionError


@hookspec
def kiosk_open(kiosk: Kiosk) -> object:
    """Return the plugin's living object, which answers the hooks below."""
    raise AssertionError


@hookspec
def kiosk_judge_check_in(attendee: Attendee, at: dt.datetime) -> Objection | None:
    """Object to a check-in that is about to be recorded, or stay silent.

    Called inside the transaction: short, and reading only.
    """


@hookspec
def kiosk_judge_closing() -> Missing | None:
    """Object to the end of the day, or stay silent: somebody is still in care, or waits.

    Called inside the transaction that closes the event, and to show what is missing.
    """


@hookspec
def kiosk_judge_hand_over() -> Missing | None:
    """Object to the hand-over, or stay silent: sheets or papers do not add up.

    Called inside the transaction that records the hand-over, and to show what is missing.
    """


@hookspec
def kiosk_hand_over() -> Material | None:
    """Give the ward's lists and papers out of the plugin's tables.

    Every column names the declared item that it holds; the items' counts must be those of the
    tables. What was given must not change until the event is erased.
    """


@hookspec
def kiosk_checked_in(attendee: Attendee, check_in: CheckIn) -> None:
    """Hear of a check-in after its commit."""


@hookspec
def kiosk_check_in_revoked(attendee: Attendee, check_in: CheckIn) -> None:
    """Hear of a revoked check-in after its commit."""


@hookspec
def kiosk_contribute_greeting(attendee: Attendee) -> GreetingLine | None:
    """Add one line to the verdict of somebody who is in."""


@hookspec
def kiosk_contribute_status() -> StatusLine | None:
    """Add one line of counts to the home screen; no names."""


@hookspec
def kiosk_contribute_papers() -> Papers | None:
    """Give the values of the forms that the plugin keeps; another plugin sets them in type."""
