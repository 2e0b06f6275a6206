"""Commands of plugins that work on an opened event."""

from pathlib import Path
from typing import Any

import click

from venue_kiosk.api import Command
from venue_kiosk.bootstrap import Installation, open_event
from venue_kiosk.cli.answers import StreamAnswer, ask_credential
from venue_kiosk.cli.words import TranslatedCommand, language_option
from venue_kiosk.i18n import N_, Catalogue, _

_SHARED = ("event", "handler", "password_stdin", "lane", "as_json")


class EventCommands:
    """Where one plugin adds its commands."""

    def __init__(self, group: click.Group, plugin: str, folder: Path) -> None:
        self._group = group
        self._plugin = plugin
        self._locale = folder / "locale"

    def add_for_event(self, command: Command) -> None:
        """Add a command that works on an opened event; see ``api.Commands``."""

        @click.pass_obj
        def on_event(installation: Installation, /, **values: Any) -> int:
            shared = {name: values.pop(name) for name in _SHARED}
            answer = StreamAnswer(wants_json=shared["as_json"])
            credential = ask_credential(shared["handler"], password_stdin=shared["password_stdin"])
            with open_event(
                installation, shared["event"], credential, lane=shared["lane"]
            ) as kiosk:
                result = command.callback(kiosk.plugin(self._plugin), answer, **values)
                for name in sorted(set(kiosk.host.take_failures())):
                    title = kiosk.host.title(name)
                    answer.say(_("{plugin} did not hear of everything.", plugin=title))
                return result

        added = TranslatedCommand(
            command.name,
            callback=on_event,
            help=command.help,
            params=[*_shared_parameters(), *command.params],
        )
        added.catalogue = Catalogue(self._locale, self._plugin)
        self._group.add_command(added)


def _shared_parameters() -> list[click.Parameter]:
    folder = click.Path(path_type=Path, file_okay=True)
    return [
        click.Argument(["event"], type=folder),
        click.Option(["--handler"], metavar="ID", help=N_("Who signs in.")),
        click.Option(
            ["--password-stdin"],
            is_flag=True,
            help=N_("The passphrase is the first line of standard input."),
        ),
        click.Option(
            ["--lane"], metavar="A-Z", help=N_("The lane; the first free one if not given.")
        ),
        click.Option(
            ["as_json", "--json"], is_flag=True, help=N_("Answer with JSON on standard output.")
        ),
        language_option(),
    ]
