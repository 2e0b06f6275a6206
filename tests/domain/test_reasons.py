"""Every reason has its stable word and survives being written down."""

import datetime as dt
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue_kiosk.domain.life_cycle import State
from venue_kiosk.domain.reasons import ScanReason, encode_reason, parse_reason

STABLE = (
    *("ok", "ok_forced", "repeat_same_desk", "already_in", "cancelled", "waitlisted"),
    *("not_confirmed", "not_selected", "wrong_programme", "wrong_session", "not_yet", "closed"),
    "not_opened",
    *("full", "reissued", "unknown_code", "not_a_ticket", "other_format", "unreadable"),
    *("ambiguous_name", "db_busy", "internal", "proxy", "objected"),
)
"""Other programs read these words: they are never renamed and never reused."""

KINDS = get_args(ScanReason)
VALUES = {
    str: st.text(),
    str | None: st.none() | st.text(),
    int: st.integers(-(2**63), 2**63 - 1),
    int | None: st.none() | st.integers(0, 9999),
    bool: st.booleans(),
    dt.time: st.times(),
    State: st.sampled_from(State),
    tuple[dt.date, ...]: st.lists(st.dates(), max_size=5).map(tuple),
}


def reasons():
    return st.one_of(
        st.builds(
            kind, **{field.name: VALUES[field.type] for field in msgspec.structs.fields(kind)}
        )
        for kind in KINDS
    )


def test_the_words_that_other_programs_read_are_these_and_no_others():
    assert sorted(kind.__struct_config__.tag for kind in KINDS) == sorted(STABLE)


@given(reason=reasons())
def test_a_reason_read_back_is_the_reason_written(reason):
    line = encode_reason(reason)
    assert "\n" not in line
    assert parse_reason(line) == reason
    assert type(parse_reason(line)) is type(reason)
    assert msgspec.json.decode(line)["code"] == reason.code


@pytest.mark.parametrize(
    "text", ['{"code":"okay"}', '{"code":"full","present":1}', "{}", "ok", '"ok"', ""]
)
def test_an_unknown_or_broken_reason_is_refused(text):
    with pytest.raises(msgspec.DecodeError):
        parse_reason(text)
