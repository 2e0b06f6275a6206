"""Dates and times as visitors read them: 「令和8年11月24日（火）」, 「午後1時30分」."""

import datetime as dt
from typing import Final

_REIWA_BEGAN: Final = dt.date(2019, 5, 1)
_REIWA_OFFSET: Final = 2018
_WEEKDAYS: Final = "月火水木金土日"
_NOON: Final = 12


def render_date(day: dt.date) -> str:
    """Return the date with era year and weekday; days before Reiwa get the Western year."""
    return f"{_year(day)}年{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）"


def render_time(time: dt.time) -> str:
    """Return the time on the twelve-hour clock; 12:00 is 正午, full hours go without minutes."""
    if (time.hour, time.minute) == (_NOON, 0):
        return "正午"
    half = "午前" if time.hour < _NOON else "午後"
    minutes = f"{time.minute}分" if time.minute else ""
    return f"{half}{time.hour % _NOON}時{minutes}"


def _year(day: dt.date) -> str:
    if day < _REIWA_BEGAN:
        return str(day.year)
    year = day.year - _REIWA_OFFSET
    return f"令和{'元' if year == 1 else year}"
