"""Processes that read pages on every core; one that dies or hangs on a bad file is replaced."""

import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any, Final, Self, TypeAlias

from venue_kiosk.api import begin_from_source

LONGEST_TASK_S: Final = 60.0
"""A task that takes longer is given up, and its process with it."""
_MOST_MEMORY: Final = 1536 * 2**20
_GLANCE_S: Final = 0.5

Work: TypeAlias = Callable[[Any, Any], Any]
"""A module's function: called with what was prepared and a task, in another process."""


class Lost:
    """Stands for the result of a task whose process died or was given up."""


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    task: Any = None
    since: float = 0.0


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

    def begin(self, task: Any) -> None:
        """Give a task to a process; there must be room."""
        worker = self._idle.pop() if self._idle else self._new()
        worker.task, worker.since = task, monotonic()
        with suppress(OSError):  # it died idle: its silence is noticed like any other
            worker.pipe.send(task)
        self._busy.append(worker)

    def results(self) -> Iterator[tuple[Any, Any]]:
        """Wait a moment and yield finished tasks with their results, or ``Lost``."""
        ready = wait([worker.pipe for worker in self._busy], timeout=_GLANCE_S)
        for worker in list(self._busy):
            if worker.pipe in ready:
                yield self._take(worker)
            elif monotonic() - worker.since > LONGEST_TASK_S:
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
    _limit_memory()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        work, prepare = pipe.recv()
        prepared = prepare()
        while True:
            pipe.send(work(prepared, pipe.recv()))


def _limit_memory() -> None:
    """Let a file that unpacks to gigabytes end this process, not the laptop."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))
