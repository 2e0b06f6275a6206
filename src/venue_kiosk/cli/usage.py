"""What is wrong with a command line, in the current language."""

from typing import Final

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from venue_kiosk.i18n import N_, _, current_language

CLICK_WORDS: Final = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
)
"""What click writes into every help by itself."""


def usage_sentence(error: click.ClickException) -> str:
    """Return what click complains of; in English in click's own words."""
    if current_language() == "en" or isinstance(error, NoArgsIsHelpError):
        return error.format_message()
    return _japanese_sentence(error)


def usage_hint(error: click.ClickException) -> str:
    """Return where the right form of the command stands."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    return _("See: {command} --help", command=context.command_path if context else "kiosk")


def _japanese_sentence(error: click.ClickException) -> str:
    match error:
        case NoSuchCommand():
            return _("There is no command {name}.", name=error.command_name)
        case click.NoSuchOption():
            return _("There is no option {name}.", name=error.option_name)
        case click.BadOptionUsage():
            return _("Option {name} is not complete.", name=error.option_name)
        case click.MissingParameter():
            return _("{name} is missing.", name=_parameter(error))
        case click.BadParameter():
            return _("{name} cannot have this value.", name=_parameter(error))
        case _:
            return _("The command is not complete, or has a word too many.")


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    return error.param.get_error_hint(error.ctx)
