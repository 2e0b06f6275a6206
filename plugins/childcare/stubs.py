"""The parent's half of a tag: its four digits and what its QR code says, never stored as such."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

Seal = Callable[[str], bytes]

_HEAD: Final = "9"
_LENGTH: Final = 12
_CODES: Final = 1000
# Damm, "Total anti-symmetrische Quasigruppen" (2004), order 10: row = interim digit, column = next.
_QUASIGROUP: Final = (
    *("0317598642", "7092154863", "4206871359", "1750983426", "6123045978"),
    *("3674209581", "5869720134", "8945362017", "9438617205", "2581436790"),
)


@dataclass(frozen=True, slots=True)
class Stub:
    """Which half-tag it is: one issue of one number on one day."""

    session_no: int
    tag_no: int
    issue: int

    @property
    def name(self) -> str:
        """What its secrets are derived from."""
        return f"{self.session_no}/{self.tag_no}/{self.issue}"


@dataclass(frozen=True, slots=True)
class StubShown:
    """What a parent shows: the number, the digits, and more when the code was scanned."""

    tag_no: int
    code: str = field(repr=False)
    stub: Stub | None = None
    """Which half-tag the scanned code claims to be; nothing when somebody typed."""


def derive_code(stub: Stub, seal: Seal) -> str:
    """Return the four digits of a stub, the same as often as it is printed; one is a check."""
    number = int.from_bytes(seal(f"code {stub.name}")[:8]) % _CODES
    return f"{number:03d}{_interim(f'{number:03d}')}"


def hash_code(stub: Stub, code: str, seal: Seal) -> bytes:
    """Return what is kept of a stub."""
    return seal(f"stub {stub.name} {code}")


def compose_payload(stub: Stub, code: str) -> str:
    """Return the twelve digits of the QR code; no other code of this kiosk is as long."""
    body = f"{_HEAD}{stub.session_no:02d}{stub.tag_no:02d}{stub.issue:02d}{code}"
    return body + _interim(body)


def parse_scan(text: str) -> StubShown | None:
    """Return what a scanned code says, or nothing if it is no stub."""
    digits = _digits(text)
    if len(digits) != _LENGTH or digits[0] != _HEAD or _interim(digits) != "0":
        return None
    stub = Stub(int(digits[1:3]), int(digits[3:5]), int(digits[5:7]))
    return StubShown(stub.tag_no, digits[7:11], stub)


def parse_code(text: str) -> str | None:
    """Return four typed digits whose check digit is right, or nothing."""
    digits = _digits(text)
    return digits if len(digits) == len("0000") and _interim(digits) == "0" else None


def _digits(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text[:100])
    return folded.strip() if folded.strip().isascii() and folded.strip().isdecimal() else ""


def _interim(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _QUASIGROUP[int(interim)][int(digit)]
    return interim
