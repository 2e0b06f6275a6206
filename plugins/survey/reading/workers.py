"""Processes that read pages on every core; one that dies or hangs on a bad file is replaced."""

import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from typing import Any, Final, Self, TypeAlias

from venue_kiosk.api import begin_from_source

LONGEST_TASK_S: Final = 60.0
"""A task that takes longer is given up, and its process with it."""
LONGEST_PAGE_S: Final = 20.0
"""As above, for a page that is tried by itself."""
_MOST_MEMORY: Final = 208 * 2**20
"""What a process may take for its pages; before the first it holds 68 MiB, 276 together."""
_WORN: Final = 32 * 2**20
_GLANCE_S: Final = 0.5

_STATM: Final = Path("/proc/self/statm")

Work: TypeAlias = Callable[[Any, Any], Any]
"""A module's function: called with what was prepared and a task, in another process."""


class Lost:
    """Stands for the result of a task whose process died or was given up."""


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    task: Any = None
    until: float = 0.0


class WorkerPool:
    """Runs tasks in processes of their own, at most one a process."""

    def __init__(self, work: Work, prepare: Callable[[], Any], *, count: int) -> None:
        """Prepare ``count`` processes; each calls ``prepare`` once. Both must be picklable."""
        self._context = multiprocessing.get_context("spawn")
        self._work, self._prepare = work, prepare
        self._idle: list[_Worker] = []
        self._busy: list[_Worker] = []
        self._count = count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for worker in [*self._idle, *self._busy]:
            _end(worker)

    @property
    def has_room(self) -> bool:
        """Whether a task can begin at once."""
        return len(self._busy) < self._count

    @property
    def is_busy(self) -> bool:
        """Whether any task is under way."""
        return bool(self._busy)

    def begin(self, task: Any, *, alone: bool = False) -> None:
        """Give a task to a process, ``alone`` to a new one for less time; there must be room."""
        if alone and self._idle:
            _end(self._idle.pop())
        worker = self._idle.pop() if self._idle and not alone else self._new()
        longest_s = LONGEST_PAGE_S if alone else LONGEST_TASK_S
        worker.task, worker.until = task, monotonic() + longest_s
        with suppress(OSError):  # it died idle: its silence is noticed like any other
            worker.pipe.send(task)
        self._busy.append(worker)

    def results(self) -> Iterator[tuple[Any, Any]]:
        """Wait a moment and yield finished tasks with their results, or ``Lost``."""
        ready = wait([worker.pipe for worker in self._busy], timeout=_GLANCE_S)
        for worker in list(self._busy):
            if worker.pipe in ready:
                yield self._take(worker)
            elif monotonic() > worker.until:
                self._busy.remove(worker)
                _end(worker)
                yield worker.task, Lost()

    def _take(self, worker: _Worker) -> tuple[Any, Any]:
        self._busy.remove(worker)
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError):
            _end(worker)
            return worker.task, Lost()
        self._idle.append(worker)
        return worker.task, result

    def _new(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        # By name only: the new process would import the plugin before anything else.
        package, serve = __name__.partition(".")[0], pickle.dumps(_serve)
        process = self._context.Process(
            target=begin_from_source, args=(package, serve, theirs), daemon=True
        )
        process.start()
        theirs.close()
        # Not among the arguments: multiprocessing would write them into a pipe that it keeps open
        # itself, and wait for ever for a process that died before it read them.
        with suppress(OSError):
            ours.send((self._work, self._prepare))
        return _Worker(process, ours)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _serve(pipe: Connection) -> None:
    """Learn the work, then answer tasks until the other side hangs up."""
    _hush_libraries()
    with suppress(EOFError, OSError, KeyboardInterrupt, MemoryError):
        work, prepare = pipe.recv()
        prepared = prepare()
        _limit_memory()
        while True:
            pipe.send(work(prepared, pipe.recv()))


def _hush_libraries() -> None:
    """Keep what decoders write of bad bytes off the screen; what Python says still gets there."""
    sys.stderr = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="replace", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _limit_memory() -> None:
    """Let a file that unpacks to gigabytes end this process, not the laptop.

    Linux alone counts what is held; stacks of threads that a library began count too, and there
    are as many as cores, so the limit is set above what is there already.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        most = _held() + _MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def is_worn() -> bool:
    """Tell whether pages before left so much behind that a large one may lack memory here."""
    try:
        import resource  # noqa: PLC0415 - as above

        most = resource.getrlimit(resource.RLIMIT_DATA)[0]
        return most != resource.RLIM_INFINITY and _held() + _MOST_MEMORY - most > _WORN
    except (ImportError, OSError):
        return False


def _held() -> int:
    return int(_STATM.read_text().split()[5]) * os.sysconf("SC_PAGE_SIZE")
