"""Which lanes of an event are taken, by locks that end with the process."""

import fcntl
import os
from collections.abc import Sequence
from pathlib import Path
from string import ascii_uppercase
from typing import Self

from venue_kiosk.errors import NotNowError, UsageError
from venue_kiosk.i18n import _
from venue_kiosk.storage.durable import told_as_vault_errors


class Lane:
    """One lane, held until it is released or the process ends, however it ends."""

    def __init__(self, name: str, descriptor: int) -> None:
        self.name = name
        """``A`` to ``Z``."""
        self._descriptor = descriptor

    def release(self) -> None:
        """Let others take the lane; may be called twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.release()


def take_lane(folder: Path, name: str | None = None) -> Lane:
    """Take lane ``name`` of the event in ``folder``, or the first free one.

    Raises:
        UsageError: ``name`` is not one letter A to Z.
        NotNowError: the lane, or every lane, is taken.
        VaultError: the folder cannot be written.
    """
    if name is not None and (len(name) != 1 or name not in ascii_uppercase):
        raise UsageError(_("A lane is one letter from A to Z."), _("For example: A."))
    with told_as_vault_errors():
        for letter in name or ascii_uppercase:
            lane = _try(folder, letter)
            if lane is not None:
                return lane
    if name is None:
        raise NotNowError(_("Every lane is taken."), _("Close a kiosk that is not needed."))
    raise NotNowError(
        _("Lane {lane} is taken by another kiosk.", lane=name),
        _("Choose another lane, or close the other kiosk."),
    )


def taken_lanes(folder: Path) -> Sequence[str]:
    """Return the letters of the lanes that a kiosk holds now.

    Raises:
        VaultError: the folder cannot be read.
    """
    with told_as_vault_errors():
        letters = [path.name[len("lane-")] for path in sorted(folder.glob("lane-?.lock"))]
        return [letter for letter in letters if _is_taken(folder, letter)]


def _is_taken(folder: Path, letter: str) -> bool:
    lane = _try(folder, letter)
    if lane is not None:
        lane.release()
    return lane is None


def _try(folder: Path, letter: str) -> Lane | None:
    # The file stays when the lane is released: removing it would let two kiosks hold one name.
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    descriptor = os.open(folder / f"lane-{letter}.lock", flags, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return Lane(letter, descriptor)
