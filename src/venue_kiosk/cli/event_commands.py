"""Commands of plugins, most of which work on an opened event."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from venue_kiosk.api import Command, ScreenCommand, World
from venue_kiosk.bootstrap import Installation, open_event
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.card_option import key_card_option
from venue_kiosk.cli.signing_in import ask_credential
from venue_kiosk.cli.words import TranslatedCommand, TranslatedGroup, language_option
from venue_kiosk.i18n import N_, Catalogue, _

_SHARED = ("event", "handler", "password_stdin", "lane", "as_json")


class EventCommands:
    """Where one plugin adds its commands."""

    def __init__(
        self, group: click.Group, plugin: str, folder: Path, *, title: str, world: World
    ) -> None:
        self.world = world
        """What commands without an event may use."""
        self._group = group
        self._plugin = plugin
        self._title = title
        self._locale = folder / "locale"

    def add(self, command: Command) -> None:
        """Add a command that needs no event; see ``api.Commands``."""

        def without_event(*, as_json: bool, **values: Any) -> int:
            return command.callback(StreamAnswer(wants_json=as_json), **values)

        params = [*command.params, _as_json(), language_option()]
        self._add(command.name, without_event, help=command.help, params=params)

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

        params = [*_shared_parameters(), *command.params]
        self._add(command.name, on_event, help=command.help, params=params)

    def add_screen(self, command: ScreenCommand) -> None:
        """Add a command that opens a screen on an event; see ``api.Commands``."""

        @click.pass_obj
        def on_event(installation: Installation, event: Path, lane: str | None) -> int:
            from venue_kiosk.cli import open_screens as screens  # noqa: PLC0415 - Textual

            return screens.open_screens(installation, event, lane=lane, start_at=command.screen)

        params = [_event(), _lane(), language_option()]
        self._add(command.name, on_event, help=command.help, params=params)

    def _add(self, name: str, callback: Callable[..., int], **options: Any) -> None:
        *groups, last = name.split(" ")
        added = TranslatedCommand(last, callback=callback, **options)
        added.catalogue = Catalogue(self._locale, self._plugin)
        group = self._group
        for word in groups:
            group = self._subgroup(group, word)
        group.add_command(added)

    def _subgroup(self, group: click.Group, word: str) -> click.Group:
        found = group.commands.get(word)
        if not isinstance(found, click.Group):
            found = TranslatedGroup(word, help=self._title, params=[language_option()])
            group.add_command(found)
        return found


def _event() -> click.Argument:
    return click.Argument(["event"], type=click.Path(path_type=Path, file_okay=True))


def _lane() -> click.Option:
    return click.Option(
        ["--lane"], metavar="A-Z", help=N_("The lane; the first free one if not given.")
    )


def _shared_parameters() -> list[click.Parameter]:
    return [
        _event(),
        click.Option(["--handler"], metavar="ID", help=N_("Who signs in.")),
        click.Option(
            ["--password-stdin"],
            is_flag=True,
            help=N_("The passphrase is the first line of standard input."),
        ),
        key_card_option(),
        _lane(),
        _as_json(),
        language_option(),
    ]


def _as_json() -> click.Option:
    words = N_("Answer with JSON on standard output.")
    return click.Option(["as_json", "--json"], is_flag=True, help=words)
