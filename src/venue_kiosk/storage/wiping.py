"""Overwriting files where they lie, and removing them so that no name stays behind."""

import errno
import mmap
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from venue_kiosk.ports import TokenSource
from venue_kiosk.storage.durable import flush_folder

BLOCK_BYTES: Final = 1 << 20
_NO_DIRECT: Final = frozenset({errno.EINVAL, errno.EOPNOTSUPP})


class BlockReader:
    """Reads a file or a device block by block, past the cache where the system allows it."""

    def __init__(self, path: Path) -> None:
        self.direct = True
        try:
            self._descriptor = os.open(path, os.O_RDONLY | os.O_DIRECT | os.O_NOFOLLOW)
        except OSError as error:
            if error.errno not in _NO_DIRECT:
                raise
            self.direct = False
            self._descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        self._buffer = mmap.mmap(-1, BLOCK_BYTES)  # direct reads need a buffer on a page boundary

    @property
    def size(self) -> int:
        """Bytes of the file or device."""
        return os.lseek(self._descriptor, 0, os.SEEK_END)

    def blocks(self) -> Iterator[memoryview]:
        """Yield every block; each is valid until the next one."""
        if not self.direct:
            os.posix_fadvise(self._descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        at = 0
        while count := os.preadv(self._descriptor, [self._buffer], at):
            at += count
            with memoryview(self._buffer) as whole, whole[:count] as block:
                yield block

    def close(self) -> None:
        """Let the file go."""
        os.close(self._descriptor)
        self._buffer.close()


@contextmanager
def reading(path: Path) -> Iterator[BlockReader]:
    """Read ``path`` inside the block."""
    reader = BlockReader(path)
    try:
        yield reader
    finally:
        reader.close()


def overwrite(path: Path, tokens: TokenSource) -> None:
    """Write random bytes over the whole length of a file, where it lies, and flush them.

    Never truncates: a file made anew would get other blocks, and the old ones would stay.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    try:
        size, at = os.fstat(descriptor).st_size, 0
        while at < size:
            at += os.pwrite(descriptor, tokens.octets(min(BLOCK_BYTES, size - at)), at)
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Rename a file neutrally, cut it to nothing, remove it and flush the folder.

    A file that is gone is no fault: an interrupted run is taken up again.
    """
    neutral = _neutral(path)
    try:
        path.rename(neutral)
        flush_folder(path.parent)
        os.truncate(neutral, 0)
        neutral.unlink()
    except FileNotFoundError:
        return
    flush_folder(path.parent)


def remove_neutral(folder: Path) -> None:
    """Remove what an interrupted ``remove`` left in ``folder`` and below."""
    for path in entries(folder):
        if _is_neutral(path.name):
            path.unlink()
            flush_folder(path.parent)


def remove_folders(folder: Path) -> None:
    """Remove the empty folders below ``folder``, deepest first, under neutral names."""
    with os.scandir(folder) as found:
        below = [Path(entry.path) for entry in found if entry.is_dir(follow_symlinks=False)]
    for path in below:
        remove_folders(path)
        if not any(path.iterdir()):
            neutral = _neutral(path)
            path.rename(neutral)
            neutral.rmdir()
            flush_folder(folder)


def entries(folder: Path) -> Sequence[Path]:
    """Return everything below ``folder`` that is no plain folder; links are never followed.

    A folder of another volume counts as one entry: what is mounted there is not ours.
    """
    device = folder.stat().st_dev
    return sorted(_entries(folder, device))


def _entries(folder: Path, device: int) -> Iterator[Path]:
    with os.scandir(folder) as found:
        for entry in found:
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False) and path.stat().st_dev == device:
                yield from _entries(path, device)
            else:
                yield path


_NEUTRAL: Final = "~"


def _neutral(path: Path) -> Path:
    """Return a free name of the same length that says nothing."""
    length = max(1, len(os.fsencode(path.name)))
    for number in range(10**6):
        name = f"{number:x}".rjust(length, _NEUTRAL)
        free = path.with_name(name)
        if not free.exists() and (len(name) == length or length < 2):
            return free
    raise OSError(errno.EEXIST, "no neutral name is free")


def _is_neutral(name: str) -> bool:
    return name.lstrip(_NEUTRAL).isalnum() and name.startswith(_NEUTRAL)
