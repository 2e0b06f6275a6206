"""Which lanes of an event are taken, by locks that end with the process."""

import fcntl
import os
from collections.abc import Sequence
from pathlib import Path
from string import ascii_uppercase
from typing import Final, Self

from venue_kiosk.errors import NotNowError, UsageError
from venue_kiosk.i18n import _
from venue_kiosk.storage.durable import told_as_vault_errors

_WHOLE_EVENT: Final = "0"
"""Stands for the event itself: all kiosks on it share this lock, an erasure has it alone."""


class Lane:
    """One lane, held until it is released or the process ends, however it ends."""

    def __init__(self, name: str, *descriptors: int) -> None:
        self.name = name
        """``A`` to ``Z``; ``0`` for the whole event."""
        self._descriptors = descriptors

    def release(self) -> None:
        """Let others take the lane; may be called twice."""
        for each in self._descriptors:
            os.close(each)
        self._descriptors = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.release()


def take_lane(folder: Path, name: str | None = None) -> Lane:
    """Take lane ``name`` of the event in ``folder``, or the first free one.

    Raises:
        UsageError: ``name`` is not one letter A to Z.
        NotNowError: the lane, or every lane, is taken, or the event is being erased.
        VaultError: the folder cannot be written.
    """
    if name is not None and (len(name) != 1 or name not in ascii_uppercase):
        raise UsageError(_("A lane is one letter from A to Z."), _("For example: A."))
    with told_as_vault_errors():
        shared = _lock(folder, _WHOLE_EVENT, fcntl.LOCK_SH)
        if shared is None:
            raise NotNowError(
                _("The event is being erased now."), _("Ask the two people who are erasing it.")
            )
        for letter in name or ascii_uppercase:
            descriptor = _lock(folder, letter)
            if descriptor is not None:
                return Lane(letter, descriptor, shared)
        os.close(shared)
    if name is None:
        raise NotNowError(_("Every lane is taken."), _("Close a kiosk that is not needed."))
    raise NotNowError(
        _("Lane {lane} is taken by another kiosk.", lane=name),
        _("Choose another lane, or close the other kiosk."),
    )


def take_whole_event(folder: Path) -> Lane | None:
    """Keep every kiosk out of the event; nothing while one is open on it.

    Raises:
        VaultError: the folder cannot be written.
    """
    with told_as_vault_errors():
        descriptor = _lock(folder, _WHOLE_EVENT)
    return None if descriptor is None else Lane(_WHOLE_EVENT, descriptor)


def taken_lanes(folder: Path) -> Sequence[str]:
    """Return the letters of the lanes that a kiosk holds now.

    Raises:
        VaultError: the folder cannot be read.
    """
    with told_as_vault_errors():
        letters = [path.name[len("lane-")] for path in sorted(folder.glob("lane-[A-Z].lock"))]
        return [letter for letter in letters if _is_taken(folder, letter)]


def _is_taken(folder: Path, letter: str) -> bool:
    descriptor = _lock(folder, letter)
    if descriptor is not None:
        os.close(descriptor)
    return descriptor is None


def _lock(folder: Path, sign: str, kind: int = fcntl.LOCK_EX) -> int | None:
    # The file stays when the lane is released: removing it would let two kiosks hold one name.
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    descriptor = os.open(folder / f"lane-{sign}.lock", flags, 0o600)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
