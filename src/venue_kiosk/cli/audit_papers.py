"""``kiosk audit export`` and ``kiosk audit slip``: what leaves the kiosk for the ward."""

import sys
from pathlib import Path

import click

from venue_kiosk.bootstrap import Installation, slip_pdf
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.audit_log import is_event, opened_log, read_log_file
from venue_kiosk.cli.evidence import UnusableError
from venue_kiosk.domain.audit_line import LineError
from venue_kiosk.domain.paper_slip import PrintedSlip, SlipKind, closing_slip
from venue_kiosk.errors import RefusedError, UsageError
from venue_kiosk.i18n import _
from venue_kiosk.services.slips import TITLES, paper, slip_rows
from venue_kiosk.services.whole_file import require_folder_of, write_whole


def export(
    installation: Installation,
    answer: StreamAnswer,
    *,
    log: Path,
    handler: str | None,
    password_stdin: bool,
    out: Path | None,
) -> int:
    """Write the log, byte for byte, and the event's public key beside it.

    Raises:
        UsageError: there is no event, or the file cannot be written.
        RefusedError: the file exists.
        NotNowError: the event did not let anybody in.
    """
    _require_event(log)
    key_file = None if out is None else out.with_name("event-public-key.pem")
    if out is not None:
        require_new(out)
    with opened_log(installation, log, handler=handler, password_stdin=password_stdin) as kiosk:
        kiosk.audit.record_export()
        content, pem = kiosk.audit.export(), kiosk.audit.public_key_pem()
    if out is None or key_file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return 0
    write_new(out, content)
    if not key_file.exists():
        write_new(key_file, pem)
    elif key_file.read_bytes() != pem:
        raise RefusedError(
            _("{file} beside it is another key.", file=key_file.name),
            _("Choose a folder of its own."),
        )
    count = content.count(b"\n")
    answer.say(_("Written: {file}, {count} lines", file=out.name, count=count))
    if answer.wants_json:
        answer.give({"file": str(out), "count": count})
    return 0


def slip(
    installation: Installation,
    answer: StreamAnswer,
    *,
    log: Path,
    handler: str | None,
    password_stdin: bool,
    kind: SlipKind,
    out: Path | None,
) -> int:
    """Show a slip and write it as a PDF; the closing one is that of a sealed log file.

    Raises:
        UsageError: there is no event, or the file cannot be written.
        RefusedError: the file exists.
        NotNowError: the event did not let anybody in.
    """
    if kind != "closing":
        _require_event(log)
    if out is not None:
        require_new(out)
    if kind == "closing":
        made = _closing(log)
        pdf = None if out is None else slip_pdf(installation, made, None)
    else:
        signed_in = opened_log(installation, log, handler=handler, password_stdin=password_stdin)
        with signed_in as kiosk:
            desk = kiosk.audit
            made = desk.make_midday_slip() if kind == "midday" else desk.slips()[0]
            pdf = None if out is None else desk.slip_pdf(made)
    if out is not None and pdf is not None:
        write_new(out, pdf)
    if answer.wants_json:
        answer.give(slip_facts(made))
        return 0
    for line in slip_lines(made):
        click.echo(line)
    return 0


def _closing(log: Path) -> PrintedSlip:
    """Return the slip of a file that ends with its seal.

    Raises:
        UsageError: it cannot be read, or is not a sealed log.
    """
    try:
        content = read_log_file(log)
        if b'"act":"log_sealed"' in content:
            return closing_slip(content)
    except (UnusableError, LineError):
        content = b""
    raise UsageError(
        _("{file} is not a sealed operation log.", file=log.name),
        _("Give the audit-log.jsonl that “kiosk erase” wrote on the medium."),
    )


def slip_lines(made: PrintedSlip) -> list[str]:
    """Return a slip as lines for the terminal."""
    title = _(TITLES[made.kind])
    return [title, *(f"  {name}: {value}" for name, value in slip_rows(made))]


def slip_facts(made: PrintedSlip) -> dict[str, object]:
    """Return a slip for programs."""
    return {
        "kind": made.kind,
        "event_id": made.event_id,
        "at": made.at.isoformat(timespec="seconds"),
        "count": made.count,
        "head": made.head,
        "head_paper": paper(made.head),
        "sample": made.sample,
    }


def require_new(path: Path) -> None:
    """Refuse a file that exists, before anything is recorded."""
    if path.exists():
        raise RefusedError(_("{file} exists already.", file=path.name), _("Choose another name."))


def write_new(path: Path, content: bytes) -> None:
    """Write a new file, all of it or nothing.

    Raises:
        RefusedError: it exists.
        UsageError: there is no folder for it.
        NotNowError: its disk does not take it.
    """
    require_new(path)
    require_folder_of(path)
    write_whole(path, content)


def _require_event(log: Path) -> None:
    try:
        found = is_event(log)
    except UnusableError:
        found = False
    if not found:
        raise UsageError(
            _("{folder} is not the folder of an event.", folder=log.name),
            _("Choose the folder that “kiosk new” made."),
        )
