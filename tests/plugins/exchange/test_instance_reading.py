"""Every problem of an instance is named by its place; nothing wrong is read as right."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_instances import document, group, person, read

from plugins.exchange.instance import Instance
from plugins.exchange.reading import MOST_BYTES, parse_instance


def good():
    return document(
        [person("A", organisation="x"), person("B"), person("C", facilitator=True)],
        [group("G1", 1, 3), group("G2", 0, 3)],
        rounds=2,
        together=[["A", "C"]],
        apart=[["A", "B"]],
        pins=[{"person": "B", "group": "G2", "rounds": [1]}],
        previous={"format": "venue-groups-allocation/1", "rounds": [{"G1": ["A"]}, {}]},
        announced_rounds=[0],
    )


def problems(content):
    found = parse_instance(json.dumps(content).encode())
    assert not isinstance(found, Instance)
    assert all(each.text for each in found)
    return [(each.code, each.path) for each in found]


def put(content, place, value):
    *steps, last = place
    for step in steps:
        content = content[step]
    if value is ...:
        del content[last]
    else:
        content[last] = value


@pytest.mark.parametrize(
    ("place", "value", "code", "path"),
    [
        (("format",), "venue-groups/2", "format", "$.format"),
        (("rounds",), 0, "out_of_range", "$.rounds"),
        (("rounds",), True, "wrong_type", "$.rounds"),
        (("groups",), [], "count", "$.groups"),
        (("groups", 1, "id"), "G1", "duplicate_id", "$.groups[1].id"),
        (("groups", 0, "min"), 4, "size_order", "$.groups[0].min"),
        (("groups", 0, "max"), 2.5, "wrong_type", "$.groups[0].max"),
        (("groups", 0, "accessible_seats"), -1, "out_of_range", "$.groups[0].accessible_seats"),
        (("people", 2, "id"), "A", "duplicate_id", "$.people[2].id"),
        (("people", 0, "id"), "", "wrong_type", "$.people[0].id"),
        (("people", 0, "id"), "\ud800", "wrong_type", "$.people[0].id"),
        (("people", 1, "organisation"), 7, "wrong_type", "$.people[1].organisation"),
        (("people", 1, "organisation"), ..., "missing_key", "$.people[1].organisation"),
        (("people", 1, "anchored"), None, "wrong_type", "$.people[1].anchored"),
        (("people", 1, "name"), "x", "unknown_key", "$.people[1].name"),
        (("people", 1, "a b"), "x", "unknown_key", '$.people[1]["a b"]'),
        (("together", 0, 1), "Z", "unknown_person", "$.together[0][1]"),
        (("apart", 0, 1), "A", "apart_from_self", "$.apart[0]"),
        (("apart", 0), ["A"], "count", "$.apart[0]"),
        (("pins", 0, "person"), "Z", "unknown_person", "$.pins[0].person"),
        (("pins", 0, "group"), "Z", "unknown_group", "$.pins[0].group"),
        (("pins", 0, "rounds", 0), 2, "out_of_range", "$.pins[0].rounds[0]"),
        (("policy", "weights", "repeat"), -1, "out_of_range", "$.policy.weights.repeat"),
        (("policy", "neighbourhood_mode"), "near", "wrong_type", "$.policy.neighbourhood_mode"),
        (("previous", "rounds"), [{}], "count", "$.previous.rounds"),
        (("previous", "rounds", 0, "G2"), ["A"], "duplicate_id", "$.previous.rounds[0].G2[0]"),
        (("announced_rounds", 0), 5, "out_of_range", "$.announced_rounds[0]"),
        (("policy",), ..., "missing_key", "$.policy"),
        (("meta",), [], "wrong_type", "$.meta"),
    ],
)
def test_a_problem_has_its_place(place, value, code, path):
    content = good()
    put(content, place, value)
    assert (code, path) in problems(content)


def test_all_problems_are_told_at_once():
    content = good()
    content["people"][0]["anchored"] = "yes"
    content["apart"] = [["A", "Y"], ["Z", "B"]]
    assert problems(content) == [
        ("wrong_type", "$.people[0].anchored"),
        ("unknown_person", "$.apart[0][1]"),
        ("unknown_person", "$.apart[1][0]"),
    ]


def test_a_good_instance_keeps_what_it_says():
    instance = read(good())
    assert [each.id for each in instance.people] == ["A", "B", "C"]
    assert [list(pin.rounds) for pin in instance.pins] == [[1]]
    assert list(instance.announced) == [0]


def test_without_a_word_every_round_is_announced():
    content = good()
    del content["announced_rounds"]
    assert list(read(content).announced) == [0, 1]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_json"),
        (b"\xff{}", "not_json"),
        (b'{"rounds": NaN}', "not_json"),
        (b'{"rounds": 1, "rounds": 2}', "not_json"),
        (b"[" * 200_000, "not_json"),
        (b'{"rounds": ' + b"9" * 10_000 + b"}", "not_json"),
        (b" " * (MOST_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_json_is_one_problem(content, code):
    [found] = parse_instance(content)
    assert (found.code, found.path) == (code, "$")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
)


@given(anything, st.sampled_from(sorted(good())))
def test_whatever_stands_at_a_key_is_read_or_refused(value, key):
    found = parse_instance(json.dumps({**good(), key: value}).encode())
    assert isinstance(found, Instance) or found
