"""Where ``kiosk audit`` takes its log from: a file, or an event that somebody signs in to."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from venue_kiosk.bootstrap import Installation, open_event
from venue_kiosk.cli.evidence import UnusableError, read_file
from venue_kiosk.cli.signing_in import ask_credential
from venue_kiosk.domain.audit_check import MOST_LOG_BYTES
from venue_kiosk.plugin.open_kiosk import OpenKiosk


@contextmanager
def opened_log(
    installation: Installation, log: Path, *, handler: str | None, password_stdin: bool
) -> Iterator[OpenKiosk]:
    """Open the event in the folder ``log`` for whoever signs in.

    Raises:
        UsageError: the folder is not an event, or nobody can be asked.
        NotNowError: the sign-in was refused.
    """
    credential = ask_credential(handler, password_stdin=password_stdin)
    with open_event(installation, log, credential) as kiosk:
        yield kiosk


def is_event(log: Path) -> bool:
    """Say whether the log is asked of an event; anything but a folder is a file.

    Raises:
        UnusableError: it is a folder that is no event.
    """
    if not log.is_dir():
        return False
    if not (log / "event.json").is_file():
        raise UnusableError("not_event", log.name)
    return True


def read_log_file(path: Path) -> bytes:
    """Return the bytes of a log file.

    Raises:
        UnusableError: it is missing, unreadable or too long.
    """
    return read_file(path, most=MOST_LOG_BYTES)


def lines_of(content: bytes) -> Sequence[bytes]:
    """Return the lines of a file, also of one that was cut off."""
    return content.removesuffix(b"\n").split(b"\n") if content else []
