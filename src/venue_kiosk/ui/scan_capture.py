"""A hand scanner is a keyboard: catch its bursts anywhere on the screen, let people type."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, assert_never, runtime_checkable

from textual import events
from textual.app import App
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from venue_kiosk.ui.scan_burst import (
    SHORTEST_IN_FIELD,
    BurstVerdict,
    LooksLikeCode,
    Mixed,
    Scan,
    Taker,
    ThroughInputMethod,
    Typed,
    decide_burst,
    is_ticket_shaped,
    may_begin_ticket,
)
from venue_kiosk.ui.textual_hacks_input import WIDE_SPACE, was_waiting

KEY_GAP: Final = 0.040
"""Seconds between two keys of one burst at most; slow scanners need 5-30 ms a character."""
END_GAP: Final = 0.060
"""Seconds of silence that end a burst of a scanner's length without Enter or Tab."""
LATE_END: Final = 0.300
"""Seconds during which one more Enter or Tab still belongs to the scan."""
LONGEST_KEPT: Final = 512
"""Characters kept of a burst; the rest of an endless one is swallowed unread."""

_ENDS: Final = frozenset({"enter", "tab", "ctrl+j", "ctrl+m", "ctrl+i"})
_LOOP_WAS_BUSY: Final = 0.020
_NEVER: Final = float("-inf")


class CodeScanned(Message):
    """A hand scanner sent ``text``, whatever it is; posted to the screen in front."""

    def __init__(self, text: str, *, pasted: bool = False) -> None:
        super().__init__()
        self.text = text
        """As received, at most ``LONGEST_KEPT`` characters; for ``parse_ticket``, never shown."""
        self.pasted = pasted
        """Whether it came in one piece, as from a hand that drops a file; no scanner does that."""


class ImeSuspected(Message):
    """A scan came as kana: the Japanese input method is on; posted to the screen in front."""


class ScannersMixed(Message):
    """Two scanners sent at once into one stream; posted to the screen in front."""


@runtime_checkable
class RemembersTyping(Protocol):
    """A widget of ours that shows a letter at once, because it can take it back."""

    def remember_typing(self) -> Callable[[], object]:
        """Return what takes back everything typed from now on."""
        ...


class _HoldOver(events.Event, bubble=False):
    """The time to hold keys back may be over."""


def _nothing() -> object:
    """Undo nothing."""


@dataclass(slots=True)
class _Burst:
    """Keys at scanner speed, held back until it is clear what they are."""

    keys: list[events.Key] = field(default_factory=list)
    passed_on: int = 0
    """How many of them, from the first, the focused field has already got."""
    undo: Callable[[], object] = _nothing
    """Takes these out of the field again."""
    waited_once_more: bool = False

    @property
    def limit(self) -> float:
        """Seconds of silence that end it."""
        return END_GAP if len(self.keys) >= SHORTEST_IN_FIELD else KEY_GAP

    @property
    def text(self) -> str:
        return "".join(map(_character, self.keys))


class ScanCapture(App[Any]):
    """Mixin of an app: keys that may begin a code are held back for 40 ms at most.

    A burst that is a scan becomes one message; everything else is replayed untouched and in order.
    Times are those of the keys, stamped where they were read: a busy screen does not matter.
    """

    looks_like_code: LooksLikeCode = staticmethod(is_ticket_shaped)
    """Whether a text is one of our codes, which is caught even in a field and in pasted text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._burst = _Burst()
        self._last_key_at = _NEVER
        self._late_end_until = _NEVER
        self._swallows_rest = False
        self._hold_timer: asyncio.TimerHandle | None = None

    def accepts_scans(self) -> bool:
        """Tell whether scans are wanted now; a locked kiosk drops them unread."""
        return True

    @property
    def holds_keys(self) -> bool:
        """Whether keys are held back at this moment."""
        return bool(self._burst.keys)

    async def on_event(self, event: events.Event) -> None:
        """Look at keys and pastes that no widget has seen yet."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._take_key(event)
        elif isinstance(event, _HoldOver):
            await self._take_hold_over(event)
        elif isinstance(event, events.Paste) and not event.is_forwarded and self._take_paste(event):
            return
        else:
            await super().on_event(event)

    async def _take_key(self, key: events.Key) -> None:
        gap = 0.0 if was_waiting(key) else key.time - self._last_key_at
        self._last_key_at = key.time
        if self.holds_keys and gap > self._burst.limit:
            await self._finish()
        if self._swallows_rest and 0 <= gap <= KEY_GAP:
            return
        self._swallows_rest = False
        if self.holds_keys and key.key in _ENDS:
            await self._finish(key)
        elif self.holds_keys or _may_begin(key):
            await self._hold(key)
        elif key.key in _ENDS and key.time <= self._late_end_until:
            self._late_end_until = _NEVER
        else:
            await super().on_event(key)

    async def _hold(self, key: events.Key) -> None:
        burst, target = self._burst, self.focused
        burst.keys.append(key)
        if target is not None and len(burst.keys) == 1 and _is_seen_at_once(key, target):
            burst.undo = _remember(target)
            burst.passed_on = 1
            await super().on_event(key)  # people see their letters at once
        if len(burst.keys) >= LONGEST_KEPT:
            await self._finish()
        elif self._hold_timer is None:
            self._wait(burst.limit)

    def _wait(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._hold_timer = loop.call_later(seconds, lambda: self.post_message(_HoldOver()))

    async def _take_hold_over(self, event: _HoldOver) -> None:
        self._hold_timer = None
        if not self.holds_keys:
            return
        late = event.time - (self._last_key_at + self._burst.limit)
        if late < 0:
            self._wait(-late)
        elif late > _LOOP_WAS_BUSY and not self._burst.waited_once_more:
            self._burst.waited_once_more = True  # keys read meanwhile may stand behind this event
            self._wait(KEY_GAP / 4)
        else:
            await self._finish()

    async def _finish(self, end: events.Key | None = None) -> None:
        """Decide about the keys held; ``end`` is the Enter or Tab that closed the burst."""
        burst, self._burst = self._burst, _Burst()
        verdict = self._decide(burst.text)
        if isinstance(verdict, Typed) or _may_be_typed(verdict):
            for key in [*burst.keys[burst.passed_on :], *([end] if end else [])]:
                await super().on_event(key)
        else:
            burst.undo()
            self._late_end_until = self._last_key_at + LATE_END
            self._swallows_rest = not _is_whole(verdict)
        self._tell(verdict)

    def _decide(self, text: str) -> BurstVerdict:
        taker = what_takes_typing(self.focused)
        return decide_burst(text, taker=taker, looks_like_code=self.looks_like_code)

    def _tell(self, verdict: BurstVerdict, *, pasted: bool = False) -> None:
        match verdict:
            case Typed():
                return
            case Scan():
                text = verdict.text[:LONGEST_KEPT]
                message: Message = CodeScanned(text, pasted=pasted)
            case Mixed():
                message = ScannersMixed()
            case ThroughInputMethod():
                message = ImeSuspected()
            case _:
                assert_never(verdict)
        if self.accepts_scans():
            self.screen.post_message(message)

    def _take_paste(self, paste: events.Paste) -> bool:
        """Tell whether the paste was a code; into a field anything but our codes may be pasted."""
        text = paste.text[: LONGEST_KEPT + 1].strip()
        verdict = self._decide(text)
        if isinstance(verdict, ThroughInputMethod):
            verdict = Scan(text, foreign=True)  # nobody's input method pastes
        in_field = what_takes_typing(self.focused) != "nothing"
        if isinstance(verdict, Typed) or (in_field and not _is_whole(verdict)):
            return False
        self._tell(verdict, pasted=True)
        return True


def what_takes_typing(widget: Widget | None) -> Taker:
    """Tell what would take letters typed now; a widget of ours has ``takes_typing = True``."""
    if isinstance(widget, Input):
        return "secret" if widget.password else "field"
    takes = isinstance(widget, TextArea) or bool(getattr(widget, "takes_typing", False))
    return "field" if takes else "nothing"


def _may_be_typed(verdict: BurstVerdict) -> bool:
    return isinstance(verdict, ThroughInputMethod) and verdict.typed


def _is_whole(verdict: BurstVerdict) -> bool:
    """Tell whether nothing of the same transmission follows; a foreign code may have lines."""
    return isinstance(verdict, Scan) and not verdict.foreign


def _may_begin(key: events.Key) -> bool:
    """Tell whether to hold ``key``; a control key too, for a code may hold that of Ctrl+Q."""
    return bool(_character(key)) or (key.key.startswith("ctrl+") and key.key not in _ENDS)


def _character(key: events.Key) -> str:
    printable = key.is_printable or key.character == WIDE_SPACE
    return key.character or "" if printable and "+" not in key.key else ""


def _is_seen_at_once(key: events.Key, target: Widget) -> bool:
    """Tell whether ``key`` is typing that can be taken back, and not a ticket's beginning."""
    character = _character(key)
    takes = isinstance(target, Input) or (
        isinstance(target, RemembersTyping) and target.check_consume_key(key.key, character)
    )
    return takes and not may_begin_ticket(character)


def _remember(target: Widget) -> Callable[[], object]:
    """Return what puts ``target`` back; both run in its own queue, before and after the key."""
    restore: Callable[[], object] = _nothing

    def remember() -> None:
        nonlocal restore
        restore = _restorer(target)

    def take_back() -> None:
        restore()

    target.call_later(remember)
    return lambda: target.call_later(take_back)


def _restorer(target: Widget) -> Callable[[], object]:
    if isinstance(target, Input):
        value, cursor = target.value, target.cursor_position

        def restore() -> None:
            target.value, target.cursor_position = value, cursor

        return restore
    assert isinstance(target, RemembersTyping)
    return target.remember_typing()
