"""Processes that read pages: what their end does to a batch."""

import os
import sys
from typing import Any

import pytest

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


def _hold(_prepared: Any, megabytes: Any) -> Any:
    return len(bytes(megabytes * 2**20))


class Nothing:
    """Prepares nothing."""

    def __call__(self) -> None:
        return


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone counts it")
def test_a_page_that_needs_too_much_memory_ends_its_process_and_not_the_laptop():
    results = []
    with WorkerPool(_hold, Nothing(), count=1) as pool:
        for megabytes in (100, 300, 100):
            pool.begin(megabytes)
            while pool.is_busy:
                results += pool.results()
    kept = {task: result for task, result in results if not isinstance(result, Lost)}
    assert [task for task, _result in results] == [100, 300, 100]
    assert kept == {100: 100 * 2**20}


def _complain(_prepared: Any, task: Any) -> Any:
    os.write(2, b"libpng error: bad bytes\n")
    sys.stderr.write("our own words\n")
    return task


def test_what_a_decoder_writes_of_bad_bytes_is_kept_off_the_screen(capfd):
    with WorkerPool(_complain, Nothing(), count=1) as pool:
        pool.begin("page 1")
        while pool.is_busy:
            list(pool.results())
    assert capfd.readouterr().err == "our own words\n"
