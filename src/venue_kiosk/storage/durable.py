"""Files of the event folder: private, and on the disk before anybody is told so."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from venue_kiosk.errors import VaultError, VaultFullError, VaultReadOnlyError
from venue_kiosk.i18n import _

_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_WRITING: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def create_private(path: Path, content: bytes) -> None:
    """Create ``path`` with ``content``, readable by its owner alone, and flush it to the disk.

    Raises:
        OSError: the file exists already, or cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def overwrite_in_place(path: Path, content: bytes, *, at: int) -> None:
    """Write ``content`` over the bytes of ``path`` from offset ``at`` and flush them."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Flush the names in ``folder`` to the disk: a new file is only found again after that."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def told_as_vault_errors() -> Iterator[None]:
    """Turn what the operating system refuses inside the block into a ``VaultError``."""
    try:
        yield
    except OSError as error:
        raise _vault_error(error) from None


def full() -> VaultFullError:
    """Compose the error for a disk without space."""
    return VaultFullError(
        _("The disk is full. Nothing was stored."), _("Make room on the disk, then try again.")
    )


def read_only() -> VaultReadOnlyError:
    """Compose the error for a file or folder that cannot be written."""
    return VaultReadOnlyError(
        _("The event folder cannot be written."),
        _("Remove the write protection of the disk or the folder, then open it again."),
    )


def unreachable() -> VaultError:
    """Compose the error for a disk that gives no better reason."""
    return VaultError(
        _("The files of the event cannot be read or written."),
        _("Check that the disk is connected and not full, then open the event again."),
    )


def _vault_error(error: OSError) -> VaultError:
    if error.errno in _NO_SPACE:
        return full()
    return read_only() if error.errno in _NO_WRITING else unreachable()
