"""What an erasure needs from the disk, the medium and the machine, as protocols."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from venue_kiosk.domain.certificate.measures import Residue
from venue_kiosk.domain.needles import Search

Progress: TypeAlias = Callable[[int, int], None]
"""Told how much of how much is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotsDestroyed:
    """What became of the key slots, in sectors; ``None`` where it could not be measured."""

    total: int | None
    overwritten: int | None
    read_back: int | None
    markers_left: int | None


class KeySlots(Protocol):
    """The file of wrapped keys."""

    def destroy(self) -> SlotsDestroyed:
        """Overwrite it where it lies and read it back past the cache; may be done again.

        Raises:
            VaultError: the file cannot be written.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadThrough:
    """How a file or a volume was read."""

    direct: bool
    """Past the cache."""
    size: int
    bytes_read: int


class EventRemains(Protocol):
    """The event folder as files, whatever is in them; paths are relative to it.

    A file that was written outside it has an absolute path.
    """

    def entries(self) -> Sequence[str]:
        """Return everything in it that is no plain folder."""
        ...

    def overwrite(self, path: str) -> bool:
        """Overwrite one file where it lies; False when it is not there any more.

        Raises:
            VaultError: the disk does not let it.
        """
        ...

    def read_through(self, path: str, search: Search) -> ReadThrough | None:
        """Search through one file; ``None`` when it cannot be read."""
        ...

    def remove(self, path: str) -> None:
        """Take one file away so that no name of it stays; may be done again.

        Raises:
            VaultError: the disk does not let it.
        """
        ...

    def is_left(self, path: str) -> bool:
        """Say whether anything lies at a path; one outside the folder is absolute."""
        ...

    def remove_rest(self) -> None:
        """Take away what an interrupted removal left, and the empty folders."""
        ...


class Medium(Protocol):
    """The removable medium's folder for one programme."""

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, or nothing.

        Raises:
            VaultError: the medium cannot be read.
        """
        ...

    def write(self, name: str, content: bytes) -> None:
        """Write a file, flush it and read it back; an existing one is replaced at once.

        Raises:
            VaultError: the medium is full, read-only or gone, or gave other bytes back.
        """
        ...

    def append(self, name: str, line: bytes) -> None:
        """Add a line to a file and flush it.

        Raises:
            VaultError: as ``write``.
        """
        ...

    def destroy(self, name: str) -> None:
        """Overwrite a file where it lies and take it away; one that is gone is no fault.

        Raises:
            VaultError: as ``write``.
        """
        ...


class Volume(Protocol):
    """The volume that the event lies on, read raw."""

    def read_through(self, search: Search, progress: Progress) -> ReadThrough | None:
        """Search through every byte; ``None`` when the volume may not be read."""
        ...


class Surroundings(Protocol):
    """What lies around the event on this machine."""

    def look(self) -> Sequence[Residue]:
        """Return every row of the checklist that the program can answer."""
        ...


WitnessAnswer: TypeAlias = Literal["confirmed", "not_confirmed", "found"]


class PluginWitnesses(Protocol):
    """The plugins, asked whether anything of theirs is left."""

    def ask(self) -> Mapping[str, WitnessAnswer]:
        """Return every enabled plugin's answer by its name."""
        ...
