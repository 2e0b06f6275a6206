"""The command line of ``kiosk handlers``."""

from pathlib import Path
from typing import Any, Final

import click

from venue_kiosk.bootstrap import Installation
from venue_kiosk.cli.card_option import key_card_option
from venue_kiosk.cli.words import TranslatedCommand, TranslatedGroup, language_option
from venue_kiosk.domain.handler import Duty, HandlerRole
from venue_kiosk.i18n import N_

_DAY: Final = click.DateTime(["%Y-%m-%d"])


def _flag(name: str, words: str) -> click.Option:
    return click.Option([name], is_flag=True, help=words)


def _facts() -> list[click.Parameter]:
    """Return what is recorded of an account."""
    duties, words = click.Choice([duty.value for duty in Duty]), N_("A duty; may be repeated.")
    return [
        click.Option(["duties", "--duty"], type=duties, multiple=True, help=words),
        click.Option(["--trained"], type=_DAY, help=N_("When the training was.")),
        click.Option(["--reported"], type=_DAY, help=N_("When the ward was told.")),
        click.Option(["--document"], help=N_("Number of the report to the ward.")),
        _flag("--symbols", N_("Twenty letters and digits instead of four words.")),
    ]


def _who(*, required: bool = True) -> click.Argument:
    return click.Argument(["who"], metavar="ID" if required else "[ID]", required=required)


def _new_account() -> list[click.Parameter]:
    roles = click.Choice([role.value for role in HandlerRole])
    words = N_("Opens the kiosk, or only signs in on an opened one.")
    return [
        click.Option(["--role"], type=roles, default="handler", help=N_("handler, if not given.")),
        click.Option(["--opens/--no-opens"], default=True, help=words),
    ]


_NEW: Final = N_("Give a new passphrase; the former one ends.")
_COPIED: Final = N_("The disk may have been copied: encrypt anew, give everybody new passphrases.")


def _commands() -> list[tuple[str, str, list[click.Parameter]]]:
    return [
        ("list", N_("Show every account; no name is in it."), []),
        (
            "add",
            N_("Add an account; its passphrase is shown this once."),
            [_who(), *_new_account(), *_facts()],
        ),
        (
            "change",
            N_("Record duties and dates, or give a new passphrase."),
            [_who(), *_facts(), _flag("--new-passphrase", _NEW)],
        ),
        ("revoke", N_("End an account for good."), [_who(), _flag("--disk-copied", _COPIED)]),
        ("unlock", N_("Clear the wait after wrong passphrases."), [_who()]),
        ("passphrase", N_("Choose a passphrase of one's own."), [_who(required=False)]),
    ]


def _signing_in() -> list[click.Parameter]:
    """Return what every subcommand asks: the event, and who signs in."""
    words = N_("The passphrase is the first line of standard input.")
    return [
        click.Argument(["event"], type=click.Path(path_type=Path)),
        click.Option(["--handler"], metavar="ID", help=N_("Who signs in.")),
        _flag("--password-stdin", words),
        key_card_option(),
        click.Option(
            ["as_json", "--json"], is_flag=True, help=N_("Answer with JSON on standard output.")
        ),
        language_option(),
    ]


def _command(name: str, words: str, params: list[click.Parameter]) -> click.Command:
    @click.pass_obj
    def act(installation: Installation, /, **values: Any) -> int:
        from venue_kiosk.cli import handlers as people  # noqa: PLC0415 - only this needs it

        return people.run(installation, name, **values)

    event, *options = _signing_in()
    return TranslatedCommand(name, callback=act, help=words, params=[event, *params, *options])


handlers = TranslatedGroup(
    "handlers", help=N_("Who may open the event."), params=[language_option()]
)
for _name, _words, _params in _commands():
    handlers.add_command(_command(_name, _words, _params))
