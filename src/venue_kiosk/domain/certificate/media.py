"""Parts of the certificate that say on what, with what and how."""

from typing import Literal

from venue_kiosk.domain.certificate.scalars import Count, Hex64, Number, Part

SerialSource = Literal["firmware", "label", "typed"]


class Machine(Part, frozen=True, kw_only=True):
    """The laptop."""

    maker: str | None
    model: str | None
    serial: str | None
    serial_source: SerialSource | None
    property_number: str | None


class Storage(Part, frozen=True, kw_only=True):
    """The disk or the stick."""

    kind: Literal["ssd", "hdd", "removable", "virtual", "unknown"]
    model: str | None
    serial: str | None
    serial_source: SerialSource | None
    bytes: Count


class Volume(Part, frozen=True, kw_only=True):
    """The file system the event lay on."""

    file_system: str | None
    mount_options: str | None
    bytes: Count
    dedicated: bool


class Media(Part, frozen=True, kw_only=True):
    """Where the data was."""

    machine: Machine
    storage: Storage
    volume: Volume
    classification: str | None
    encrypted_before_first_storage: bool
    backed_up: Literal["no", "yes", "unknown"]
    backup_location: str | None
    destination: str | None
    later_purge_required: bool


class Kdf(Part, frozen=True, kw_only=True):
    """What a guess of a passphrase cost."""

    name: str
    memory_kib: Number
    iterations: Number
    lanes: Number


class Method(Part, frozen=True, kw_only=True):
    """How it was erased and looked at again."""

    keys: Literal["overwrite_in_place"]
    files: Literal["overwrite_in_place_unlink"]
    passes: Literal[1]
    verification: tuple[Literal["sector_read_back", "raw_volume_scan"], ...]
    cipher: str
    kdf: Kdf
    fips_validated: bool
    reference: str


class Software(Part, frozen=True, kw_only=True):
    """What erased."""

    name: str
    version: str
    source_sha256: Hex64
    lock_sha256: Hex64 | None
    python: str
    sqlcipher: str
    sqlite: str
    openssl: str
    system: str


class Scope(Part, frozen=True, kw_only=True):
    """What the certificate speaks of and what it does not, sentence by sentence as printed."""

    covers: tuple[str, ...]
    does_not_cover: tuple[str, ...]
