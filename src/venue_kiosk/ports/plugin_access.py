"""A plugin's way to its own tables and settings."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

_T = TypeVar("_T")


class PluginTables(Protocol):
    """A plugin's own tables, named ``<plugin>_…``; anything else is refused."""

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> int:
        """Run one writing statement inside a transaction; return how many rows it changed."""
        ...

    def query(
        self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()
    ) -> list[tuple[Any, ...]]:
        """Return all rows of one reading statement."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Store everything of the block, or nothing."""
        ...


class ReadSettings(Protocol):
    """Reads ``config/<plugin>.toml``."""

    def __call__(self, kind: type[_T]) -> _T:
        """Return the plugin's settings as ``kind``, a structure that forbids unknown keys.

        Raises:
            ConfigError: the file is missing or wrong, with its place.
        """
        ...
