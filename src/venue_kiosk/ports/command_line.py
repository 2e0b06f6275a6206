"""How a command of a plugin is added, what it may use and how it answers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from venue_kiosk.ports.world import TokenSource, Typesetter


class Answer(Protocol):
    """How a command answers: people read standard error, programs standard output."""

    @property
    def wants_json(self) -> bool:
        """Whether ``--json`` was asked for."""
        ...

    def say(self, words: str) -> None:
        """Print one line for people."""
        ...

    def give(self, answer: Mapping[str, Any]) -> None:
        """Print one JSON object on a line of its own and flush it."""
        ...

    def lines(self) -> Iterator[str]:
        """Return the lines of standard input that follow a passphrase."""
        ...


@dataclass(frozen=True, slots=True)
class Command:
    """One subcommand of a plugin; ``params`` are click's ``Argument`` and ``Option``.

    A name of two words, ``"childcare call"``, is a command of a group. ``help`` and the options'
    helps are message ids of the plugin's catalogue.
    """

    name: str
    callback: Callable[..., int]
    help: str
    params: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class ScreenCommand:
    """One subcommand that signs somebody in and opens the plugin's screen named ``screen``."""

    name: str
    screen: str
    """As the plugin's ``ui`` module added it."""
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a command that needs no event may use of the world."""

    typesetter: Typesetter
    tokens: TokenSource


class Commands(Protocol):
    """Where a plugin adds its commands."""

    @property
    def world(self) -> World:
        """What commands without an event may use."""
        ...

    def add(self, command: Command) -> None:
        """Add a command that needs no event.

        Its callback is called as ``callback(answer, **params)`` and returns the exit code;
        ``--json`` and ``--lang`` are added to its parameters. A space in the name makes a group.
        """
        ...

    def add_for_event(self, command: Command) -> None:
        """Add a command that works on an opened event.

        Its callback is called as ``callback(plugin, answer, **params)`` with the plugin's living
        object, and returns the exit code; EVENT, ``--handler``, ``--password-stdin``, ``--lane``,
        ``--json`` and ``--lang`` are added to its parameters.
        """
        ...

    def add_screen(self, command: ScreenCommand) -> None:
        """Add a command that opens a screen on an event."""
        ...
