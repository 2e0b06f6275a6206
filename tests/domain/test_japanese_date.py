"""Visitors read dates with the era and times on the twelve-hour clock."""

import datetime as dt

import pytest

from venue_kiosk.domain.japanese_date import render_date, render_time


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 11, 24), "令和8年11月24日（火）"),
        (dt.date(2025, 10, 4), "令和7年10月4日（土）"),
        (dt.date(2019, 5, 1), "令和元年5月1日（水）"),
        (dt.date(2019, 4, 30), "2019年4月30日（火）"),
    ],
)
def test_dates(day: dt.date, words: str) -> None:
    assert render_date(day) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (dt.time(13, 30), "午後1時30分"),
        (dt.time(13), "午後1時"),
        (dt.time(9, 5), "午前9時5分"),
        (dt.time(12), "正午"),
        (dt.time(12, 45), "午後0時45分"),
        (dt.time(0, 30), "午前0時30分"),
    ],
)
def test_times(time: dt.time, words: str) -> None:
    assert render_time(time) == words
