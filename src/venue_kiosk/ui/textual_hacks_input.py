"""Keys as Textual 8.2.8 should read them: stamped in time, tolerant of bytes, wide spaces kept.

Private names used: ``keys._character_to_key``, ``_time.get_time``, ``DOMNode._bindings``,
``XTermParser``, and decoder and parser in ``textual.drivers.linux_driver``.
"""

from collections.abc import Iterable
from encodings.utf_8 import IncrementalDecoder
from typing import Any, Final

from textual import events
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.keys import _character_to_key
from textual.message import Message
from textual.screen import Screen

WIDE_SPACE: Final = "\u3000"
LONGEST_FLOOD: Final = 1024
"""Keys without a pause that are passed on; a paste is one event and not concerned."""

_AT_ONCE: Final = 0.015
_WAS_WAITING: Final = "venue_kiosk_was_waiting"


class ReadTimeParser(XTermParser):
    """Stamps events with the time they were read, not the time the parser came to them.

    Between two events the reader's thread may wait long for its turn, which would tear a hand
    scanner's burst apart on a busy machine.
    """

    _done_at = 0.0
    _unpaused_keys = 0

    def feed(self, data: str) -> Iterable[Message]:
        """Yield the events in ``data``, but not the keys of a flood beyond ``LONGEST_FLOOD``."""
        read_at = get_time()
        waiting = read_at - self._done_at < _AT_ONCE
        self._unpaused_keys = self._unpaused_keys if waiting else 0
        for message in super().feed(data):
            self._unpaused_keys += isinstance(message, events.Key)
            if self._unpaused_keys > LONGEST_FLOOD and isinstance(message, events.Key):
                continue
            message.time = read_at
            if waiting:
                setattr(message, _WAS_WAITING, True)
            yield message
        self._done_at = get_time()


def was_waiting(event: events.Event) -> bool:
    """Tell whether an event had been there before the reader came back for it.

    Its time then says only the latest moment at which it can have happened.
    """
    return getattr(event, _WAS_WAITING, False)


class TolerantDecoder(IncrementalDecoder):
    """Reads bytes that are not UTF-8 as U+FFFD; as shipped, one of them ends the input thread."""

    def __init__(self) -> None:
        super().__init__(errors="replace")

    def decode(self, data: Any, final: bool = False) -> str:  # noqa: FBT001, FBT002 - codecs'
        """Decode what was read.

        Raises:
            EOFError: the terminal is gone; as shipped, the thread would read on without a rest.
        """
        if not data and not final:
            raise EOFError
        return super().decode(data, final)


def _decoder(_encoding: str) -> type[TolerantDecoder]:
    return TolerantDecoder


def read_patiently() -> None:
    """Make Textual read the terminal with ``TolerantDecoder`` and ``ReadTimeParser``."""
    linux_driver.getincrementaldecoder = _decoder  # type: ignore[assignment,attr-defined]
    linux_driver.XTermParser = ReadTimeParser  # type: ignore[attr-defined]


class WideSpaceKey(events.Key):
    """A typed U+3000, which Input would drop because Python calls it unprintable."""

    @property
    def is_printable(self) -> bool:
        """Say yes: it is part of 山田　花子."""
        return True


WideSpaceKey.handler_name = events.Key.handler_name  # Textual names it after the class


def keep_wide_space(event: events.Event) -> events.Event:
    """Return a key event that survives Input and TextArea for a typed full-width space."""
    if type(event) is not events.Key or event.character != WIDE_SPACE:
        return event
    kept = WideSpaceKey(event.key, event.character)
    kept.time = event.time
    return kept


def bind_capitals(screen: Screen[Any]) -> None:
    """Let a letter key do the same with Shift or Caps Lock."""
    bound = screen._bindings.key_to_bindings  # noqa: SLF001
    for key in [key for key in bound if len(key) == 1 and key.islower()]:
        bound.setdefault(key.upper(), bound[key])


def key_of(character: str) -> str:
    """Return the name of the key that types ``character``."""
    return _character_to_key(character)
