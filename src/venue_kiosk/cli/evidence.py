"""Reading the files of a verification: what cannot be read makes the question unanswerable."""

import re
from pathlib import Path
from typing import Final

from venue_kiosk.domain.audit import paper_form
from venue_kiosk.domain.certificate.strict_json import MOST_BYTES
from venue_kiosk.domain.signatures import PublicKey
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _

SMALL: Final = 65_536
"""Longest key or signature file that is read."""

_DIGITS: Final = re.compile(r"[0-9A-F]{40}([0-9A-F]{24})?")


class UnusableError(Exception):
    """The question cannot be asked; ``where`` is the name of a file."""

    def __init__(self, code: str, where: str) -> None:
        super().__init__(code)
        self.code = code
        self.where = where


def read_file(path: Path, *, missing: str = "file_missing", most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a file.

    Raises:
        UnusableError: ``missing``, ``unreadable`` or ``too_long``.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise UnusableError(missing, path.name) from None
    except (OSError, ValueError):
        raise UnusableError("unreadable", path.name) from None
    if len(content) > most:
        raise UnusableError("too_long", path.name)
    return content


def parse_key(pem: bytes, path: Path) -> PublicKey:
    """Return the key of a file.

    Raises:
        UnusableError: ``bad_key``.
    """
    try:
        return PublicKey.parse(pem)
    except ValueError:
        raise UnusableError("bad_key", path.name) from None


def parse_fingerprint(text: str | None) -> str | None:
    """Return the paper form of a fingerprint that somebody typed.

    Raises:
        UsageError: it is none.
    """
    if text is None:
        return None
    digits = "".join(text.split()).upper()
    if not _DIGITS.fullmatch(digits):
        raise UsageError(
            _("--fingerprint has 40 digits 0 to 9 and A to F."),
            _("Type it as it stands on the opening slip."),
        )
    return paper_form(bytes.fromhex(digits))
