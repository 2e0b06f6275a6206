"""Is this laptop ready: one row for each thing that was looked at, or could not be."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

State: TypeAlias = Literal["ok", "warning", "bad", "not_checkable"]

CODES: Final = (
    *("settings", "plugins", "camera", "readers", "terminal_size", "ambiguous_width", "fonts"),
    *("file_system", "sync_folder", "swap", "hibernation", "core_dumps", "memory_lock"),
    *("own_dumps", "ui_log", "screenshots", "temp_files", "clock", "free_space"),
    *("scanner", "sound", "updates", "printer"),
)
"""Every row, in the order in which they are told; the last four only a person can answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One row."""

    code: str
    state: State
    found: str = ""
    """A number, a name or a size; never a person's datum."""


def worst(states: "list[State]") -> State:
    """Return the state of the whole laptop; what cannot be checked makes nothing worse."""
    for state in ("bad", "warning"):
        if state in states:
            return state
    return "ok"
