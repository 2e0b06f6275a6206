"""The one file of an event that can be read before anybody has signed in."""

import re
from pathlib import Path
from typing import Annotated, Final

import msgspec

from venue_kiosk.errors import UsageError, VaultDamagedError, VaultNewerError
from venue_kiosk.i18n import _
from venue_kiosk.storage.durable import told_as_vault_errors

EVENT_FILE: Final = "event.json"
FORMAT: Final = "venue-event/1"

_ANY_FORMAT: Final = re.compile(r"venue-event/[1-9][0-9]{0,3}")
_MOST_BYTES: Final = 65_536


class EventLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands outside the vault; no personal data."""

    format: str = FORMAT
    event_id: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    sample: bool
    key_card: bool = False
    """Whether signing in needs the event key card too."""


class _Format(msgspec.Struct):
    format: str


def read_event_label(folder: Path) -> EventLabel:
    """Return the label of the event in ``folder``.

    Raises:
        UsageError: the folder is not an event.
        VaultNewerError: a newer version of the kiosk made it.
        VaultDamagedError: the file is not what the kiosk writes.
    """
    content = _read(folder)
    try:
        stated = msgspec.json.decode(content, type=_Format).format
        if stated != FORMAT and _ANY_FORMAT.fullmatch(stated):
            raise VaultNewerError(
                _("The event was made by a newer version of the kiosk."),
                _("Open it with that version."),
            )
        label = msgspec.json.decode(content, type=EventLabel)
    except msgspec.DecodeError:
        raise _damaged() from None
    if label.format != FORMAT:
        raise _damaged()
    return label


def new_event_label(
    event_id: str, *, title: str, sample: bool, key_card: bool = False
) -> EventLabel:
    """Return a label that ``read_event_label`` will accept.

    Raises:
        ValueError: the title is empty or longer than 200 characters.
    """
    members = {"event_id": event_id, "title": title, "sample": sample, "key_card": key_card}
    return msgspec.convert(members, EventLabel)


def compose_event_label(label: EventLabel) -> bytes:
    """Return the bytes of the file."""
    return msgspec.json.format(msgspec.json.encode(label)) + b"\n"


def _read(folder: Path) -> bytes:
    with told_as_vault_errors():
        try:
            with (folder / EVENT_FILE).open("rb") as file:
                return file.read(_MOST_BYTES)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise UsageError(
                _("{folder} is not the folder of an event.", folder=folder.name),
                _("Choose the folder that “kiosk new” made."),
            ) from None


def _damaged() -> VaultDamagedError:
    return VaultDamagedError(
        _("The label of the event (event.json) is damaged."),
        _("Do not change anything in the event folder. Call the handling manager."),
    )
