"""The sample symposium, moved to today, so that its desk is open whenever somebody tries it."""

import datetime as dt
import re
from typing import Final

_ALL_DAY: Final = "admit_from = 00:00:00\nadmit_until = 23:59:59\n"
_DAYS_FROM_EVENT: Final = {"decision_date": -21, "cancel_by": -8, "contact_by": -3}


def compose_sample_programme(template: str, *, today: dt.date, capacity: int) -> bytes:
    """Return the sample programme's file for ``today``, with ``capacity`` places.

    Notices keep the usual hours; only the desk admits all day.
    """
    text = re.sub(r"(?m)^date = .*\n(?=doors_open)", f"date = {today}\n{_ALL_DAY}", template)
    text = re.sub(r"(?m)^capacity = \d+", f"capacity = {capacity}", text)
    for name, days in _DAYS_FROM_EVENT.items():
        day = today + dt.timedelta(days=days)
        text = re.sub(rf"(?m)^{name} = .*", f"{name} = {day}", text)
    return text.encode()
