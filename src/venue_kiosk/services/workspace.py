"""A plugin's files in an event folder, seen after the kiosk is gone."""

from collections.abc import Sequence
from pathlib import Path


def files_left(event: Path, plugin: str) -> Sequence[str]:
    """Return what still lies in a plugin's workspace, by path within the event."""
    workspace = event / "files" / plugin
    return sorted(path.relative_to(event).as_posix() for path in workspace.rglob("*"))
