"""Commands whose help is shown in the current language, and options that many of them share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from venue_kiosk.i18n import LANGUAGES, N_, Catalogue, _, use_language

_F = TypeVar("_F", bound=Callable[..., Any])


class _Formatter(click.HelpFormatter):
    """Writes click's own words of a help in the current language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or _("Usage:") + " ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_(heading))


class _Context(click.Context):
    formatter_class = _Formatter


class TranslatedCommand(click.Command):
    """A command whose help texts are message ids of a catalogue."""

    context_class = _Context
    catalogue: Catalogue = _

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the current language."""
        with _translated(self, self.catalogue, self.get_help_option(ctx)):
            super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 60) -> str:  # noqa: ARG002 - sentences are short
        """Return the line that a list of commands shows."""
        words = self.help or ""
        return self.catalogue(words)


class TranslatedGroup(click.Group):
    """A group whose help texts are message ids of the host's catalogue."""

    context_class = _Context
    command_class = TranslatedCommand

    def get_short_help_str(self, limit: int = 60) -> str:  # noqa: ARG002 - sentences are short
        """Return the line that a list of commands shows."""
        words = self.help or ""
        return _(words)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the current language."""
        with _translated(self, _, self.get_help_option(ctx)):
            super().format_help(ctx, formatter)


class _translated:  # noqa: N801 - reads as a word in a with statement
    """Show a command's help texts in the current language inside the block."""

    def __init__(
        self, command: click.Command, catalogue: Catalogue, help_option: click.Option | None
    ) -> None:
        options = (
            each for each in (*command.params, help_option) if isinstance(each, click.Option)
        )
        self._texts: list[click.Command | click.Option] = [command, *options]
        self._catalogue = catalogue
        self._kept = [text.help for text in self._texts]

    def __enter__(self) -> None:
        for text in self._texts:
            text.help = text.help and self._catalogue(text.help)

    def __exit__(self, *_exception: object) -> None:
        for text, kept in zip(self._texts, self._kept, strict=True):
            text.help = kept


def _choose_language(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        use_language(value)


def language_option() -> click.Option:
    """Return ``--lang``, which acts before anything is said."""
    return click.Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        help=N_("Language of everything said and shown."),
        expose_value=False,
        is_eager=True,
        callback=_choose_language,
    )


def with_language(function: _F) -> _F:
    """Add ``--lang`` to a command."""
    params = function.__dict__.setdefault("__click_params__", [])
    params.append(language_option())
    return function
