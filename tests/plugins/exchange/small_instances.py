"""Small instances by hand and by chance, and every allocation they have."""

import json
from itertools import product

from hypothesis import strategies as st

from plugins.exchange.instance import Instance
from plugins.exchange.reading import parse_instance
from plugins.exchange.scoring import count_terms, weighted

WEIGHTS = {"organisation": 100, "experience": 40, "category": 20, "repeat": 10, "neighbourhood": 1}


def group(name, least=0, most=3, seats=0):
    return {"id": name, "min": least, "max": most, "accessible_seats": seats}


def person(name, **facts):
    usual = dict.fromkeys(("experienced", "category", "neighbourhood", "organisation"))
    flags = dict.fromkeys(("facilitator", "needs_accessible_seat", "anchored"), False)
    return {"id": name, **usual, **flags, **facts}


def document(people, groups, **changes):
    """Return the JSON object of an instance; ``facilitators``, ``mode`` and so on are changes."""
    policy = {
        "facilitators_per_group": changes.pop("facilitators", None),
        "neighbourhood_mode": changes.pop("mode", "spread"),
        "cluster_cap": changes.pop("cap", 2),
        "weights": dict(changes.pop("weights", WEIGHTS)),
    }
    usual = {"format": "venue-groups/1", "meta": {}, "rounds": 1, "together": [], "apart": []}
    return {**usual, "pins": [], "policy": policy, "groups": groups, "people": people, **changes}


def read(content) -> Instance:
    instance = parse_instance(json.dumps(content).encode())
    assert isinstance(instance, Instance), instance
    return instance


@st.composite
def documents(draw, most_people=6, most_rounds=2):
    names = [f"P{n}" for n in range(draw(st.integers(1, most_people)))]
    tables = [f"G{n}" for n in range(draw(st.integers(1, 3)))]
    rounds = draw(st.integers(1, most_rounds))
    seldom = st.sampled_from([False, False, False, True])
    few = st.sampled_from([None, "a", "b"])
    people = [
        person(
            name,
            facilitator=draw(seldom),
            experienced=draw(st.sampled_from([None, False, True])),
            category=draw(few),
            neighbourhood=draw(few),
            organisation=draw(few),
            needs_accessible_seat=draw(seldom),
            anchored=draw(seldom),
        )
        for name in names
    ]
    groups = []
    for name in tables:
        least = draw(st.integers(0, 2))
        groups.append(group(name, least, least + draw(st.integers(0, 3)), draw(st.integers(0, 2))))
    some = st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True)
    many = len(names) > 1
    pin = st.fixed_dictionaries(
        {"person": st.sampled_from(names), "group": st.sampled_from(tables)},
        optional={"rounds": st.just([draw(st.integers(0, rounds - 1))])},
    )
    return document(
        people,
        groups,
        rounds=rounds,
        together=draw(st.lists(some, max_size=2)) if many else [],
        apart=draw(st.lists(some.map(lambda team: team[:2]), max_size=2)) if many else [],
        pins=draw(st.lists(pin, max_size=2)),
        facilitators=draw(st.sampled_from([None, None, None, 0, 1])),
        mode=draw(st.sampled_from(["spread", "cluster", "off"])),
    )


def seatings(instance):
    """Yield every seating of one round that keeps the rules of that round, by round."""
    names = [each.id for each in instance.people]
    tables = [each.id for each in instance.groups]
    for number in range(instance.rounds):
        everything = (
            dict(zip(names, places, strict=True)) for places in product(tables, repeat=len(names))
        )
        yield [at for at in everything if keeps_rules(instance, number, at)]


def keeps_rules(instance, number, at):
    people = {each.id: each for each in instance.people}
    wanted = instance.policy.facilitators_per_group
    for each in instance.groups:
        team = [people[name] for name, table in at.items() if table == each.id]
        if not each.least <= len(team) <= each.most:
            return False
        if wanted is not None and sum(one.facilitator for one in team) != wanted:
            return False
        if sum(one.needs_accessible_seat for one in team) > each.accessible_seats:
            return False
    return (
        all(len({at[name] for name in team}) == 1 for team in instance.together)
        and all(at[one] != at[two] for one, two in instance.apart)
        and all(at[pin.person] == pin.group for pin in instance.pins if number in pin.rounds)
    )


def allocations(instance):
    """Yield every allocation that keeps every rule, as each round's table of each person."""
    anchored = [each.id for each in instance.people if each.anchored]
    for rounds in product(*seatings(instance)):
        if all(len({at[name] for at in rounds}) == 1 for name in anchored):
            yield rounds


def as_allocation(instance, rounds):
    return [
        {
            each.id: [name for name, table in sorted(at.items()) if table == each.id]
            for each in instance.groups
        }
        for at in rounds
    ]


def score(instance, allocation):
    return weighted(count_terms(instance, allocation), instance.policy.weights)


def as_rounds(allocation):
    return [{name: g for g, team in at.items() for name in team} for at in allocation]


@st.composite
def documents_after_a_change(draw, most_people=5):
    """An instance whose people were told tables before: some are new, some tables are gone."""
    content = draw(documents(most_people=most_people))
    rounds = content["rounds"]
    names = [each["id"] for each in content["people"]]
    tables = [each["id"] for each in content["groups"]]
    places = st.sampled_from([*tables, *tables, "GONE", None])
    before = []
    for _ in range(rounds):
        at = {name: draw(places) for name in [*names, "LEFT"]}
        before.append({t: [n for n in at if at[n] == t] for t in [*tables, "GONE"]})
    previous = {"format": "venue-groups-allocation/1", "rounds": before}
    announced = draw(st.lists(st.integers(0, rounds - 1), unique=True))
    return {**content, "previous": previous, "announced_rounds": announced}
