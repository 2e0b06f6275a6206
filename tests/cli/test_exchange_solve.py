"""``kiosk exchange solve``: a file in, a file and one JSON object out, and an exit code."""

import json

import pytest

from tests.cli.command import Command
from venue_kiosk.testing import Venue

pytestmark = pytest.mark.xdist_group("exchange")


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory):
    with Venue(tmp_path_factory.mktemp("exchange") / "venue", plugins=["exchange"]) as venue:
        yield Command(venue)


def instance(**changes):
    flags = dict.fromkeys(("facilitator", "needs_accessible_seat", "anchored"), False)
    facts = dict.fromkeys(("experienced", "category", "neighbourhood", "organisation"))
    weights = dict.fromkeys(("organisation", "experience", "category", "neighbourhood"), 0)
    return {
        "format": "venue-groups/1",
        "meta": {"name": "small"},
        "rounds": 3,
        "groups": [{"id": f"G{n}", "min": 4, "max": 4, "accessible_seats": 0} for n in range(4)],
        "people": [{"id": f"P{n:02d}", **flags, **facts} for n in range(16)],
        "together": [],
        "apart": [],
        "pins": [],
        "policy": {
            "facilitators_per_group": None,
            "neighbourhood_mode": "off",
            "cluster_cap": 3,
            "weights": {**weights, "repeat": 1},
        },
        **changes,
    }


@pytest.fixture
def write(tmp_path):
    def write_instance(**changes):
        path = tmp_path / "instance.json"
        path.write_text(json.dumps(instance(**changes)), encoding="utf-8")
        return path

    return write_instance


def test_an_allocation_is_written_and_judged(kiosk, write, tmp_path):
    out = tmp_path / "allocation.json"
    ran = kiosk("exchange", "solve", write(), "--moves", 20_000, "--out", out, "--json")
    result = json.loads(ran.out)
    assert (ran.code, result["status"], result["score"], result["proven"]) == (0, "ok", 0, True)
    assert result["moves"] is None
    allocation = json.loads(out.read_bytes())
    assert allocation["format"] == "venue-groups-allocation/1"
    meetings = [
        frozenset(pair)
        for seating in allocation["rounds"]
        for team in seating.values()
        for pair in [(a, b) for a in team for b in team if a < b]
    ]
    assert len(set(meetings)) == len(meetings) == 3 * 4 * 6


def test_the_same_budget_gives_the_same_bytes(kiosk, write, tmp_path):
    source = write(rounds=5)
    outs = [tmp_path / "one.json", tmp_path / "two.json"]
    for out in outs:
        kiosk("exchange", "solve", source, "--moves", 2_000, "--seed", 7, "--out", out)
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_what_cannot_be_is_refused_with_its_culprits(kiosk, write, tmp_path):
    out = tmp_path / "allocation.json"
    source = write(together=[[f"P{n:02d}" for n in range(5)]])
    ran = kiosk("exchange", "solve", source, "--out", out, "--json")
    result = json.loads(ran.out)
    assert (ran.code, result["status"], result["score"]) == (1, "infeasible", None)
    [conflict] = result["conflicts"]
    assert (conflict["code"], conflict["path"]) == ("together_too_large", "$.together[0]")
    assert conflict["people"] == [f"P{n:02d}" for n in range(5)]
    assert conflict["text"] in ran.err
    assert not out.exists()


def test_a_wrong_file_is_refused_with_each_place(kiosk, write):
    pins = [{"person": "P99", "group": "G9"}]
    ran = kiosk("exchange", "solve", write(pins=pins), "--json")
    result = json.loads(ran.out)
    assert (ran.code, result["status"]) == (2, "invalid")
    paths = [conflict["path"] for conflict in result["conflicts"]]
    assert paths == ["$.pins[0].person", "$.pins[0].group"]
    assert all(path in ran.err for path in paths)


def test_a_missing_file_is_unusable_input(kiosk, tmp_path):
    ran = kiosk("exchange", "solve", tmp_path / "nothing.json", "--json")
    assert (ran.code, json.loads(ran.out)["status"]) == (2, "invalid")


def test_a_place_that_takes_no_file_is_unusable(kiosk, write, tmp_path):
    out = tmp_path / "missing" / "allocation.json"
    ran = kiosk("exchange", "solve", write(), "--moves", 100, "--out", out)
    assert (ran.code, out.parent.exists()) == (2, False)


def test_the_clock_ends_a_search_that_has_no_budget(kiosk, write):
    # Six tables of six can meet anew in three rounds only, which no bound here knows.
    groups = [{"id": f"G{n}", "min": 6, "max": 6, "accessible_seats": 0} for n in range(6)]
    people = [{**instance()["people"][0], "id": f"P{n:02d}"} for n in range(36)]
    hard = write(rounds=4, groups=groups, people=people)
    ran = kiosk("exchange", "solve", hard, "--seconds", "0.05", "--json")
    assert (ran.code, json.loads(ran.out)["proven"]) == (0, False)
