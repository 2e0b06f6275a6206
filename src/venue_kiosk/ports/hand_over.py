"""What the hand-over needs from the world, as protocols."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from venue_kiosk.domain.hand_over import (
    HandOverList,
    ItemKey,
    Material,
    RecordedPackage,
    RecordedReceipt,
)


class Sealer(Protocol):
    """Encrypts what is handed over, in memory only, and opens it again."""

    def seal_list(self, sheet: HandOverList, password: str) -> bytes:
        """Return the list as an encrypted workbook."""
        ...

    def open_list(self, content: bytes, password: str) -> Sequence[tuple[str, ...]]:
        """Return all cells of an encrypted workbook, its integrity verified.

        Raises:
            RefusedError: it cannot be opened with this password, or is damaged.
        """
        ...

    def seal_paper(self, pdf: bytes, password: str) -> bytes:
        """Return the paper as an encrypted PDF."""
        ...

    def open_paper(self, content: bytes, password: str) -> Sequence[bytes]:
        """Return what is drawn on each page of an encrypted PDF; raises as ``open_list``."""
        ...

    def pages(self, pdf: bytes) -> Sequence[bytes]:
        """Return what is drawn on each page of a PDF that is not encrypted."""
        ...

    def seal_archive(self, files: Mapping[str, bytes], password: str) -> bytes:
        """Return one 7z file that hides the names of its files too."""
        ...

    def open_archive(self, content: bytes, password: str) -> Mapping[str, bytes]:
        """Return the files of a 7z file by name; raises as ``open_list``."""
        ...


class PackagePlace(Protocol):
    """The folder on the removable medium in which the package is to lie."""

    def require_free(self) -> None:
        """Refuse a place that cannot take the package.

        Raises:
            UsageError: it is not there, or lies in the event folder.
            RefusedError: a package lies there already.
        """
        ...

    def write(self, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """Write all files or none; return them as they were read back from the medium.

        Raises:
            NotNowError: the medium is full, write-protected or gone; nothing half stays there.
        """
        ...

    def take_back(self) -> None:
        """Take the package away again, as far as the medium lets it."""
        ...


class HandOverStore(Protocol):
    """The packages that were made and the ward's receipt; nothing of it is ever changed."""

    def newest(self) -> RecordedPackage | None:
        """Return the package that counts."""
        ...

    def receipt(self) -> RecordedReceipt | None:
        """Return the ward's receipt."""
        ...

    def record(self, package: RecordedPackage) -> None:
        """Add a package, inside the caller's transaction."""
        ...

    def record_receipt(self, receipt: RecordedReceipt) -> None:
        """Add the receipt, inside the caller's transaction."""
        ...


class Materials(Protocol):
    """Everything there is to hand over, and how much of it."""

    def gather(self) -> Sequence[tuple[str, Material]]:
        """Return each owner's material; a plugin that fails stops the hand-over.

        Raises:
            NotNowError: a plugin could not answer; it is named.
        """
        ...

    def count(self) -> Mapping[ItemKey, int]:
        """Return how much of each declared item lies in the vault now."""
        ...
