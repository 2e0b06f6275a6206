"""The words of the certificate's format: times, hashes, counts, codes."""

import datetime as dt
from typing import Annotated, Any, Final, TypeVar

import msgspec

from venue_kiosk.domain.certificate.strict_json import StrictJsonError

_PartT = TypeVar("_PartT", bound="Part")

_DAY: Final = "(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_HOUR: Final = "([01][0-9]|2[0-3]):[0-5][0-9]"
_PAPER: Final = r"^[0-9A-F]{4}( [0-9A-F]{4}){9}$"

Time = Annotated[str, msgspec.Meta(pattern=f"^{_DAY}T{_HOUR}:[0-5][0-9][+-]{_HOUR}$")]
"""``2026-11-23T18:05:40+09:00``; whether such a moment exists is asked by ``moment``."""
Date = Annotated[str, msgspec.Meta(pattern=f"^{_DAY}$")]
Hex64 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Hex32 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
PaperForm = Annotated[str, msgspec.Meta(pattern=_PAPER)]
"""The first 160 bits of a hash in ten groups of four."""
Number = Annotated[int, msgspec.Meta(ge=0)]
Count = Number | None
"""``None`` stands for *not measured*."""
Code = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]*$")]
PersonId = Annotated[str, msgspec.Meta(pattern="^[A-Z][A-Za-z0-9-]{0,15}$")]
ReceiptCode = Annotated[str, msgspec.Meta(pattern="^[0-9A-Z]{4}-[0-9A-Z]{4}$")]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An object of the certificate: every member present, none added."""


def moment(time: str) -> dt.datetime:
    """Return the moment of a ``Time``.

    Raises:
        ValueError: there is no such moment.
    """
    return dt.datetime.fromisoformat(time)


def time_text(at: dt.datetime) -> str:
    """Return ``at``, which has an offset, as a ``Time``."""
    return at.isoformat(timespec="seconds")


def require_real(times: tuple[str | None, ...] = (), dates: tuple[str | None, ...] = ()) -> None:
    """Refuse a time or a date that has the form but does not exist.

    Raises:
        ValueError: with no value in it.
    """
    try:
        for time in times:
            if time is not None:
                moment(time)
        for date in dates:
            if date is not None:
                dt.date.fromisoformat(date)
    except ValueError:
        raise ValueError("Expected a moment that exists") from None


def read_part(tree: dict[str, Any], kind: type[_PartT]) -> _PartT:
    """Return an object read by ``parse_object`` as ``kind``.

    Raises:
        StrictJsonError: a member is missing, unknown or of another type; names its path.
    """
    try:
        return msgspec.convert(tree, kind)
    except msgspec.ValidationError as error:
        raise StrictJsonError("bad_member", _place(str(error))) from None


def _place(message: str) -> str:
    """Return the path in a complaint; a complaint of a whole object names that object."""
    _words, found, path = message.rpartition(" - at `")
    return path.rstrip("`").removeprefix("$").removeprefix(".") if found else ""
