"""What lies around an event on this machine, as far as a program can look."""

import os
import re
import resource
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from venue_kiosk.adapters.process import is_memory_locked, may_dump
from venue_kiosk.adapters.volume import MOUNTS, Mount, mount_of, mounts
from venue_kiosk.domain.certificate.measures import Residue, ResidueCode

_COPYING: Final = frozenset({"btrfs", "zfs", "bcachefs", "nilfs2"})
"""File systems that write a change beside the old bytes."""
_SYNCED: Final = re.compile(
    r"^(one ?drive\b.*|google ?drive\b.*|my drive|dropbox\b.*|icloud.*|nextcloud\b.*|box sync)$",
    re.IGNORECASE,
)
_SYNC_MARKS: Final = (".dropbox", ".owncloudsync.log", ".sync", "desktop.ini.onedrive")

_Finding = Literal["none", "found", "unsafe"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineSurroundings:
    """Answers the rows of the checklist that the program can answer.

    The places it looks at can be told, so that a test can show it a bad machine.
    """

    folder: Path
    mounts: Path = MOUNTS
    system: Path = Path("/")
    """Where ``proc``, ``sys`` and ``var`` lie."""
    home: Path = field(default_factory=Path.home)
    temp: Path = field(default_factory=lambda: Path(tempfile.gettempdir()))

    def look(self) -> Sequence[Residue]:
        """Return one row for each look; what cannot be read is not checkable."""
        looks: dict[ResidueCode, Callable[[], tuple[_Finding, int | None]]] = {
            "file_system": self._file_system,
            "sync_folder": self._sync_folder,
            "swap": self._swap,
            "hibernation": self._hibernation,
            "core_dumps": self._core_dumps,
            "temp_files": self._temp_files,
            "screenshots": self._screenshots,
            "ui_log": self._ui_log,
            "snapshots": self._snapshots,
        }
        return [_look(code, look) for code, look in looks.items()]

    def _file_system(self) -> tuple[_Finding, int | None]:
        found = mounts(self.mounts)
        mount = mount_of(self.folder, found)
        if mount is None:
            raise OSError
        copying = mount.file_system in _COPYING or "data=journal" in mount.options.split(",")
        return ("unsafe" if copying or _snapshots(found) else "none"), 0

    def _sync_folder(self) -> tuple[_Finding, int | None]:
        real = self.folder.resolve()
        named = any(_SYNCED.match(part) for part in real.parts)
        marked = any((each / mark).exists() for each in real.parents for mark in _SYNC_MARKS)
        return ("unsafe" if named or marked else "none"), 0

    def _swap(self) -> tuple[_Finding, int | None]:
        areas = self._read("proc/swaps").splitlines()[1:]
        if not areas:
            return "none", 0
        return ("none" if is_memory_locked() else "unsafe"), len(areas)

    def _hibernation(self) -> tuple[_Finding, int | None]:
        if not all((self.system / "sys/power" / each).exists() for each in ("state", "resume")):
            return "none", 0  # a machine that cannot write its memory out
        able = "disk" in self._read("sys/power/state").split()
        somewhere = self._read("sys/power/resume").strip() not in {"", "0:0"}
        return ("unsafe" if able and somewhere else "none"), 0

    def _core_dumps(self) -> tuple[_Finding, int | None]:
        dumps = [*(self.system / "var/lib/systemd/coredump").glob("core.*python*")]
        dumps += [*self.folder.parent.glob("core.[0-9]*"), *Path.cwd().glob("core.[0-9]*")]
        if dumps:
            return "found", len(dumps)
        piped = self._read("proc/sys/kernel/core_pattern").startswith("|")
        allowed = piped or resource.getrlimit(resource.RLIMIT_CORE)[0] != 0
        possible = allowed and may_dump() is not False
        return ("unsafe" if possible else "none"), 0

    def _temp_files(self) -> tuple[_Finding, int | None]:
        folders = {self.temp, self.system / "var/tmp", self.folder.parent}
        found = [path for folder in folders for path in folder.glob("etilqs_*")]
        return _counted(len(found))

    def _screenshots(self) -> tuple[_Finding, int | None]:
        found = [
            path
            for folder in (self.home, self.home / "Downloads", self.home / "ダウンロード")
            for path in folder.glob("KioskApp*.svg")
        ]
        return _counted(len(found))

    def _ui_log(self) -> tuple[_Finding, int | None]:
        log = os.environ.get("TEXTUAL_LOG")
        return _counted(int(log is not None and Path(log).exists()))

    def _snapshots(self) -> tuple[_Finding, int | None]:
        found = _snapshots(mounts(self.mounts))
        return ("unsafe" if found else "none"), found

    def _read(self, path: str) -> str:
        return (self.system / path).read_text("utf-8", "replace")


def _snapshots(found: Sequence[Mount]) -> int:
    return sum("snapshot" in mount.source.lower() for mount in found)


def _counted(count: int) -> tuple[_Finding, int | None]:
    return ("found" if count else "none"), count


def _look(code: ResidueCode, look: Callable[[], tuple[_Finding, int | None]]) -> Residue:
    try:
        finding, count = look()
    except OSError:
        return Residue(
            code=code, state="not_checkable", finding=None, count=None, answered_by="program"
        )
    return Residue(code=code, state="checked", finding=finding, count=count, answered_by="program")
