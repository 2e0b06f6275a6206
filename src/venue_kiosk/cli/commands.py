"""The host's own commands; plugins add theirs."""

from pathlib import Path

import click

from venue_kiosk import __version__
from venue_kiosk.bootstrap import Installation
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.audit_command import audit
from venue_kiosk.cli.close_command import close
from venue_kiosk.cli.doctor_command import doctor
from venue_kiosk.cli.erase_command import erase
from venue_kiosk.cli.hand_over_command import hand_over, receipt
from venue_kiosk.cli.handlers_command import handlers
from venue_kiosk.cli.verify_command import verify, verify_page
from venue_kiosk.cli.words import TranslatedGroup, with_language
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import N_, _

_FOLDER = click.Path(path_type=Path)
_AS_JSON = click.option(
    "--json", "as_json", is_flag=True, help=N_("Answer with JSON on standard output.")
)


@click.group(cls=TranslatedGroup, help=N_("Reception desk for a ward's symposium and courses."))
@click.version_option(__version__, prog_name="venue_kiosk")
@with_language
def kiosk() -> None:
    """Hold the subcommands."""


@kiosk.command("new", help=N_("Make the vault of a programme, with its handlers and keys."))
@click.argument("event", type=_FOLDER)
@click.option(
    "--programme", required=True, type=_FOLDER, help=N_("The programme's settings (TOML).")
)
@click.option("--handler", metavar="ID", help=N_("Whose passphrase standard input holds."))
@click.option(
    "--password-stdin",
    is_flag=True,
    help=N_("The passphrase is the first line of standard input."),
)
@click.option(
    "--key-card",
    metavar="FILE|-",
    help=N_("Where the event key card goes, as a PDF to print; “-”: standard output."),
)
@_AS_JSON
@with_language
@click.pass_obj
def new(
    installation: Installation,
    event: Path,
    programme: Path,
    handler: str | None,
    *,
    password_stdin: bool,
    key_card: str | None,
    as_json: bool,
) -> int:
    """Make an event."""
    from venue_kiosk.cli.new_event import make_new_event  # noqa: PLC0415 - only this needs it

    if password_stdin is not (handler is not None):
        raise UsageError(_("Use --handler ID and --password-stdin together."))
    if key_card == "-" and as_json:
        raise UsageError(_("Standard output holds the card or JSON, not both."))
    answer = StreamAnswer(wants_json=as_json)
    return make_new_event(
        installation, event, programme, answer, given_for=handler, card_file=key_card
    )


@kiosk.command("open", help=N_("Sign in and open the screens."))
@click.argument("event", type=_FOLDER)
@click.option("--lane", metavar="A-Z", help=N_("The lane; the first free one if not given."))
@with_language
@click.pass_obj
def open_screens(installation: Installation, event: Path, lane: str | None) -> int:
    """Open the screens on an event."""
    from venue_kiosk.cli import open_screens as screens  # noqa: PLC0415 - Textual

    return screens.open_screens(installation, event, lane=lane)


@kiosk.command("read-codes", help=N_("Read the QR codes in pictures, PDFs, folders and videos."))
@click.argument("paths", nargs=-1, required=True, type=_FOLDER)
@_AS_JSON
@with_language
def read_codes(paths: tuple[Path, ...], *, as_json: bool) -> int:
    """Read codes and store nothing."""
    from venue_kiosk.cli.read_codes import read_all  # noqa: PLC0415 - OpenCV

    return read_all(paths, StreamAnswer(wants_json=as_json))


kiosk.add_command(doctor)
kiosk.add_command(audit)
kiosk.add_command(erase)
kiosk.add_command(close)
kiosk.add_command(hand_over)
kiosk.add_command(receipt)
kiosk.add_command(handlers)
kiosk.add_command(verify)
kiosk.add_command(verify_page)


@kiosk.group("plugins", cls=TranslatedGroup, help=N_("The enabled plugins."))
@with_language
def plugins() -> None:
    """Hold the plugins' subcommands."""


@plugins.command("list", help=N_("Show each plugin with its digest and data items."))
@_AS_JSON
@with_language
@click.pass_obj
def list_plugins(installation: Installation, *, as_json: bool) -> int:
    """Show the enabled plugins."""
    host = installation.load_plugins(installation.read_config())
    items = host.data_items()
    found = [
        {
            "name": plugin.name,
            "title": host.title(plugin.name),
            "sha256": plugin.sha256,
            "data_items": [item.item for item in items if item.owner == plugin.name],
        }
        for plugin in host.found
    ]
    if as_json:
        StreamAnswer(wants_json=True).give({"plugins": found})
        return 0
    for each in found:
        items_of = " ".join(each["data_items"])
        click.echo(f"{each['name']}\t{each['title']}\t{each['sha256']}\t{items_of}")
    return 0


@plugins.command("trust", help=N_("Record the digests of the plugins as they are now."))
@with_language
@click.pass_obj
def trust_plugins(installation: Installation) -> int:
    """Record digests after somebody checked the plugins."""
    from venue_kiosk.cli.trust import record_digests  # noqa: PLC0415 - only this needs it

    for name in record_digests(installation):
        click.echo(_("Trusted: {name}", name=name), err=True)
    return 0
