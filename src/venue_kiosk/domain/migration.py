"""The steps that bring the tables of one owner to what this version expects."""

import re
from dataclasses import dataclass
from typing import Final

_OWNER: Final = re.compile(r"[a-z][a-z0-9]*")


@dataclass(frozen=True, slots=True)
class MigrationSet:
    """Named steps of one owner, in order; a step that was shipped is never changed again.

    Raises:
        ValueError: the owner's name cannot be a table prefix, or a step's name stands twice.
    """

    owner: str
    """``core`` or a plugin's name: lower-case letters and digits, no underscore."""
    steps: tuple[tuple[str, str], ...]
    """``(name, sql)``; the SQL may hold several statements."""

    def __post_init__(self) -> None:
        if not _OWNER.fullmatch(self.owner):
            raise ValueError(f"not an owner of tables: {self.owner!r}")
        if len(set(self.names)) != len(self.steps):
            raise ValueError(f"two migrations of {self.owner} have the same name")

    @property
    def names(self) -> tuple[str, ...]:
        """The steps' names, in order."""
        return tuple(name for name, _sql in self.steps)

    @property
    def prefix(self) -> str:
        """What the name of each of the owner's tables, indexes, views and triggers starts with."""
        return f"{self.owner}_"
