"""``--key-card FILE|-``: the event key card for commands that sign in without a screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from venue_kiosk.bootstrap.devices import open_code_reader, read_pictures
from venue_kiosk.cli.answers import read_line
from venue_kiosk.domain.key_card import looks_like_card
from venue_kiosk.errors import KioskError, UsageError
from venue_kiosk.i18n import N_, _

_F = TypeVar("_F", bound=Callable[..., Any])

_ASKED: Final = "venue_kiosk.key_card.asked"
_SHOWN: Final = "venue_kiosk.key_card.shown"
_MOST_TEXT_BYTES: Final = 4_096


def key_card_option() -> click.Option:
    """Return the option; ``shown_card`` reads what it names."""
    return click.Option(
        ["--key-card"],
        metavar="FILE|-",
        expose_value=False,
        callback=_keep,
        help=N_("The event key card, as text or a picture; “-”: the line after the passphrase."),
    )


def with_key_card(function: _F) -> _F:
    """Add the option to a command."""
    function.__dict__.setdefault("__click_params__", []).append(key_card_option())
    return function


def shown_card() -> str:
    """Return the card of the running command, read once; empty where none was named.

    Raises:
        UsageError: the file cannot be read or holds no card.
    """
    context = click.get_current_context(silent=True)
    if context is None or context.meta.get(_ASKED) is None:
        return ""
    if _SHOWN not in context.meta:
        named = context.meta[_ASKED]
        context.meta[_SHOWN] = read_line() if named == "-" else _read(Path(named))
    return str(context.meta[_SHOWN])


def _keep(context: click.Context, _param: click.Parameter, value: str | None) -> None:
    context.meta[_ASKED] = value


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_TEXT_BYTES)
    except OSError:
        raise UsageError(
            _("{file} cannot be read.", file=path.name),
            _("Check that the file is there: {path}", path=path),
        ) from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _read_picture(path)


def _read_picture(path: Path) -> str:
    reader = open_code_reader()
    try:
        texts = [code.text for frame in read_pictures(path) for code in reader.read_still(frame)]
    except KioskError:
        texts = []
    card = next((text for text in texts if looks_like_card(text)), None)
    if card is None:
        raise UsageError(
            _("{file} shows no event key card.", file=path.name),
            _("Take the picture again, near and sharp, or type the four rows into a file."),
        )
    return card
