"""The camera in a thread of its own: reads codes, offers pictures, never holds the screen up."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker, get_current_worker

from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import _
from venue_kiosk.ports import Clock, CodeReader, Frame, FrameSource
from venue_kiosk.ui.base_app import BaseApp

SAME_CODE_SECONDS: Final = 2.0
"""A code that stays in view is told once, and again after it was away for so long."""
FIRST_WAIT: Final = 0.5
LONGEST_WAIT: Final = 8.0

_GLANCE: Final = 0.1
"""Seconds between two looks at whether the app leaves."""
_CAMERA: Final = threading.Lock()
"""Held while the camera is open: the laptop has one, and it cannot be opened twice."""


class CodeSeen(Message):
    """The camera saw a QR code."""

    def __init__(self, text: str, reader: str) -> None:
        super().__init__()
        self.text = text
        """For ``parse_ticket``, never shown."""
        self.reader = reader


class CameraLost(Message):
    """There is no picture: not plugged in, unplugged, or taken by another program.

    Told once for each loss; the kiosk goes on trying.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__()
        self.message = message
        self.hint = hint


class PreviewReady(Message):
    """A new picture can be taken; at most one such message is ever waiting."""

    def __init__(self, slot: "_NewestFrame") -> None:
        super().__init__()
        self._slot = slot

    def take(self) -> "Frame | None":
        """Return the newest picture once; ``None`` when somebody has taken it."""
        return self._slot.take()


class _NewestFrame:
    """Holds one frame, so that a busy screen never makes pictures pile up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._frame: Frame | None = None

    def put(self, frame: Frame) -> bool:
        """Store ``frame``; tell whether the place was empty."""
        with self._lock:
            was_empty = self._frame is None
            self._frame = frame
            return was_empty

    def take(self) -> "Frame | None":
        with self._lock:
            frame, self._frame = self._frame, None
            return frame


class CameraWorker:
    """Watches one camera for one screen or widget, which gets the messages."""

    def __init__(
        self,
        target: Widget,
        *,
        open_source: Callable[[], FrameSource],
        reader: CodeReader,
        clock: Clock,
    ) -> None:
        """Prepare; ``open_source`` is called in the thread, again after each loss."""
        self._target = target
        self._open_source = open_source
        self._reader = reader
        self._clock = clock
        self._watch: _Watch | None = None

    def start(self) -> None:
        """Begin watching; anew if it was watching already."""
        self.stop()
        watch = self._watch = _Watch()
        self._target.run_worker(lambda: self._run(watch), thread=True, group="camera")

    def stop(self) -> None:
        """Stop watching and forget the picture; returns at once."""
        if self._watch is not None:
            self._watch.end()
            self._watch = None

    def _run(self, watch: "_Watch") -> None:
        watch.worker = get_current_worker()
        wait, told = FIRST_WAIT, False
        while not watch.is_over:
            lost = self._watch_until_lost(watch)
            if watch.saw_picture:
                wait, told, watch.saw_picture = FIRST_WAIT, False, False
            if not (told or watch.is_over):
                self._target.post_message(lost)
                told = True
            watch.pause(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    def _watch_until_lost(self, watch: "_Watch") -> CameraLost:
        try:
            with watch.camera() as taken:
                if taken:
                    self._watch_frames(watch)
        except KioskError as problem:
            return CameraLost(problem.message, problem.hint)
        return CameraLost(
            _("The camera gives no more pictures."), _("Check the cable of the camera.")
        )

    def _watch_frames(self, watch: "_Watch") -> None:
        source = self._open_source()
        try:
            watch.use(source)
            for frame in source.frames():
                if watch.is_over:
                    break
                self._look(frame, watch)
        finally:
            source.close()

    def _look(self, frame: Frame, watch: "_Watch") -> None:
        began = self._clock.monotonic()
        watch.saw_picture = True
        target = self._answerer()
        if target is self._target and watch.newest.put(frame):
            target.post_message(PreviewReady(watch.newest))
        for reading in self._reader.read(frame):
            if watch.is_news(reading.text, began):
                target.post_message(CodeSeen(reading.text, reading.reader))

    def _answerer(self) -> Widget:
        """Return who is told: the target, or the lock in front of it."""
        app = self._target.app
        return app.screen if isinstance(app, BaseApp) and app.is_locked else self._target


class _Watch:
    """One run of the thread, from ``start`` to ``stop``."""

    def __init__(self) -> None:
        self.newest = _NewestFrame()
        self.saw_picture = False
        self._source: FrameSource | None = None
        self.worker: Worker[None] | None = None
        self._ended = threading.Event()
        self._seen_at: dict[str, float] = {}

    @property
    def is_over(self) -> bool:
        """Whether somebody stopped it, or the app leaves."""
        cancelled = self.worker is not None and self.worker.is_cancelled
        return cancelled or self._ended.is_set()

    def end(self) -> None:
        """Stop it, from the app's thread."""
        self._ended.set()
        if self._source is not None:
            self._source.close()
        self.newest.take()

    def use(self, source: FrameSource) -> None:
        """Let ``end`` close ``source``, even if it came first."""
        self._source = source
        if self.is_over:
            source.close()

    @contextmanager
    def camera(self) -> Iterator[bool]:
        """Hold the camera, once the desk that was left has let it go; tell whether it is held."""
        taken = False
        while not (taken or self.is_over):
            taken = _CAMERA.acquire(timeout=_GLANCE)
        try:
            yield taken
        finally:
            if taken:
                _CAMERA.release()

    def pause(self, seconds: float) -> None:
        """Wait, but not beyond the end."""
        while seconds > 0 and not self.is_over:
            self._ended.wait(min(seconds, _GLANCE))
            seconds -= _GLANCE

    def is_news(self, text: str, now: float) -> bool:
        """Tell whether a code came into view just now."""
        for gone in [seen for seen, at in self._seen_at.items() if now - at > SAME_CODE_SECONDS]:
            del self._seen_at[gone]
        news = text not in self._seen_at
        self._seen_at[text] = now
        return news
