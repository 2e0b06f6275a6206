"""The volume that a folder lies on: its file system, and its bytes read raw."""

import mmap
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from venue_kiosk.domain.needles import Search
from venue_kiosk.ports.erasure import Progress, ReadThrough

MOUNTS: Final = Path("/proc/self/mountinfo")
_BLOCK_BYTES: Final = 1 << 20
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """One mounted file system."""

    point: Path
    file_system: str
    source: str
    options: str
    """Of the mount and of the file system, joined by commas, none twice."""


def mounts(table: Path = MOUNTS) -> Sequence[Mount]:
    """Return what is mounted, the latest last; nothing where the system does not say."""
    try:
        return [_parse(line) for line in table.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return []


def mount_of(path: Path, found: Sequence[Mount]) -> Mount | None:
    """Return the mount that ``path`` lies on."""
    real = path.resolve()
    holding = [mount for mount in found if mount.point == real or mount.point in real.parents]
    return max(holding, key=lambda mount: len(mount.point.parts), default=None)


def device_bytes(source: str) -> int | None:
    """Return the size of a block device; ``None`` when it may not be opened."""
    try:
        descriptor = os.open(source, os.O_RDONLY)
    except OSError:
        return None
    try:
        return os.lseek(descriptor, 0, os.SEEK_END) or None
    except OSError:
        return None
    finally:
        os.close(descriptor)


class RawVolume:
    """The device under a folder; reading it needs a permission that most users do not have."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read_through(self, search: Search, progress: Progress) -> ReadThrough | None:
        """Search through every byte past the cache; ``None`` when that is not possible."""
        mount = mount_of(self._folder, mounts())
        if mount is None or not mount.source.startswith("/dev/"):
            return None
        try:
            os.sync()
            descriptor = os.open(mount.source, os.O_RDONLY | os.O_DIRECT)
        except OSError:
            return None
        try:
            size = os.lseek(descriptor, 0, os.SEEK_END)
            before = search.bytes_read
            for block in _blocks(descriptor):
                search.feed(block)
                progress(search.bytes_read - before, size)
            return ReadThrough(direct=True, size=size, bytes_read=search.bytes_read - before)
        except OSError:
            return None
        finally:
            os.close(descriptor)


def _blocks(descriptor: int) -> Iterator[memoryview]:
    at = 0
    with mmap.mmap(-1, _BLOCK_BYTES) as buffer, memoryview(buffer) as whole:
        while count := os.preadv(descriptor, [buffer], at):
            at += count
            with whole[:count] as block:
                yield block


def _parse(line: str) -> Mount:
    left, _dash, right = line.partition(" - ")
    fields, more = left.split(), right.split()
    options = dict.fromkeys([*fields[5].split(","), *(more[2] if len(more) > 2 else "").split(",")])
    return Mount(
        point=Path(_unescaped(fields[4])),
        file_system=more[0],
        source=_unescaped(more[1]),
        options=",".join(filter(None, options)),
    )


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), text)
