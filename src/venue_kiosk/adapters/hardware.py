"""What the machine says of itself: maker, model, serial numbers, the disk."""

import os
from pathlib import Path
from typing import Final, Literal

from venue_kiosk.adapters.volume import device_bytes, mount_of, mounts
from venue_kiosk.domain.certificate.media import Machine, Storage, Volume

_DMI: Final = Path("/sys/class/dmi/id")
_BLOCKS: Final = Path("/sys/dev/block")
_MEANINGLESS: Final = frozenset({"", "none", "default string", "to be filled by o.e.m.", "0"})
_SECTOR_BYTES: Final = 512


def read_machine() -> Machine:
    """Return the laptop as its firmware names it; what it does not tell is ``None``."""
    serial = _read(_DMI / "product_serial")
    return Machine(
        maker=_read(_DMI / "sys_vendor"),
        model=_read(_DMI / "product_name"),
        serial=serial,
        serial_source="firmware" if serial else None,
        property_number=None,
    )


def read_storage(folder: Path) -> Storage:
    """Return the disk that ``folder`` lies on."""
    device = _disk_of(folder)
    if device is None:
        return Storage(kind="unknown", model=None, serial=None, serial_source=None, bytes=None)
    serial = _read(device / "device/serial") or _read(device / "serial")
    sectors = _read(device / "size")
    return Storage(
        kind=_kind(device),
        model=_read(device / "device/model"),
        serial=serial,
        serial_source="firmware" if serial else None,
        bytes=int(sectors) * _SECTOR_BYTES if sectors and sectors.isdecimal() else None,
    )


def read_volume(folder: Path, *, dedicated: bool) -> Volume:
    """Return the file system that ``folder`` lies on."""
    mount = mount_of(folder, mounts())
    if mount is None:
        return Volume(file_system=None, mount_options=None, bytes=None, dedicated=dedicated)
    return Volume(
        file_system=mount.file_system,
        mount_options=mount.options,
        bytes=device_bytes(mount.source),
        dedicated=dedicated,
    )


def _disk_of(folder: Path) -> Path | None:
    number = folder.stat().st_dev
    device = _BLOCKS / f"{os.major(number)}:{os.minor(number)}"
    if not device.exists():
        return None
    real = device.resolve()
    return real.parent if (real / "partition").exists() else real


def _kind(device: Path) -> Literal["ssd", "hdd", "removable", "virtual", "unknown"]:
    if device.name.startswith(("loop", "dm-", "vd", "zram")):
        return "virtual"
    if _read(device / "removable") == "1":
        return "removable"
    match _read(device / "queue/rotational"):
        case "0":
            return "ssd"
        case "1":
            return "hdd"
        case _:
            return "unknown"


def _read(path: Path) -> str | None:
    try:
        text = path.read_text("utf-8", "replace").strip()
    except OSError:
        return None
    plain = "".join(sign for sign in text if sign.isprintable())
    return None if plain.lower() in _MEANINGLESS else plain
