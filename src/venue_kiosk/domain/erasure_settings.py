"""What the contract chose for the erasure, before the programme opened."""

from typing import Annotated, Literal

import msgspec

Short = Annotated[str, msgspec.Meta(max_length=200)]


class ErasureSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``[erasure]`` of a programme file."""

    level: Literal["basic", "full"] = "basic"
    """``basic`` searches the kiosk's own files; ``full`` a dedicated volume, read raw."""
    number: Short = ""
    """Number of the certificate (証明書番号)."""
    classification: Short = ""
    """機密性 of the data before erasure."""
    destination: Short = ""
    """Where the machine goes afterwards."""
    later_purge_required: bool = True
    """Whether the whole disk must be purged when the machine is given away."""
    dedicated_volume: bool = False
    backed_up: Literal["no", "yes", "unknown"] = "no"
    backup_location: Short = ""
    maker: Short = ""
    model: Short = ""
    serial: Short = ""
    """As on the machine's label, where its firmware does not tell."""
    property_number: Short = ""
    approved_copies: tuple[Short, ...] = ()
    """The ward's document numbers for second encrypted copies."""
    window_s: Annotated[int, msgspec.Meta(ge=30, le=3_600)] = 300
    """Most seconds between the two passphrases."""
