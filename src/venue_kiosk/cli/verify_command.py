"""The command line of ``kiosk verify``."""

from pathlib import Path

import click

from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.words import TranslatedCommand, with_language
from venue_kiosk.i18n import N_

_FILE = click.Path(path_type=Path)


@click.command(
    "verify", cls=TranslatedCommand, help=N_("Check a certificate of erasure; needs no event.")
)
@click.argument("certificate", type=_FILE)
@click.option("--key", type=_FILE, help=N_("The event's public key, if not beside the file."))
@click.option("--witness-key", type=_FILE, help=N_("The witness's public key."))
@click.option("--fingerprint", help=N_("The key's fingerprint on the opening slip."))
@click.option("--audit-log", type=_FILE, help=N_("The operation log, if not beside the file."))
@click.option("--started", type=_FILE, help=N_("The record made before erasing."))
@click.option("--require-pass", is_flag=True, help=N_("Answer 1 unless the verdict is PASS."))
@click.option("--json", "as_json", is_flag=True, help=N_("Answer with JSON on standard output."))
@with_language
def verify(
    certificate: Path,
    key: Path | None,
    witness_key: Path | None,
    fingerprint: str | None,
    audit_log: Path | None,
    started: Path | None,
    *,
    require_pass: bool,
    as_json: bool,
) -> int:
    """Check a certificate."""
    from venue_kiosk.cli import verify as verifying  # noqa: PLC0415 - only this needs it

    places = verifying.Places(
        certificate=certificate,
        key=key,
        witness_key=witness_key,
        audit_log=audit_log,
        started=started,
        fingerprint=fingerprint,
    )
    return verifying.verify(places, StreamAnswer(wants_json=as_json), require_pass=require_pass)


@click.command(
    "verify-page",
    cls=TranslatedCommand,
    help=N_("Write the page that checks a certificate in a browser, without a network."),
)
@click.argument("file", type=_FILE)
@with_language
def verify_page(file: Path) -> int:
    """Write the page for the ward."""
    from venue_kiosk.cli.verify_page import write_page  # noqa: PLC0415 - only this needs it

    write_page(file)
    return 0
