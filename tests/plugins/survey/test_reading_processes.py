"""Processes that read pages: what their end does to a batch."""

import os
from typing import Any

from plugins.survey.reading.workers import Lost, WorkerPool


class DiesAtArrival:
    """Ends the process that unpacks it; longer than what a pipe holds, as a sheet's print is."""

    def __init__(self) -> None:
        self.print = bytes(1_000_000)

    def __reduce__(self) -> Any:
        return _end, (), self.__dict__

    def __call__(self) -> None:
        raise AssertionError("its process is gone")


def _end() -> "DiesAtArrival":
    os._exit(9)


def _repeat(_prepared: Any, task: Any) -> Any:
    return task


def test_a_process_that_dies_before_it_knows_the_sheet_loses_its_page_only():
    with WorkerPool(_repeat, DiesAtArrival(), count=1) as pool:
        pool.begin("page 1")
        results = []
        while pool.is_busy:
            results += pool.results()
    assert [task for task, _result in results] == ["page 1"]
    assert isinstance(results[0][1], Lost)
