"""The rules that cannot hold together, when counting shows nothing: a smallest set of culprits."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from plugins.exchange.instance import Conflict, Instance
from plugins.exchange.messages import _
from plugins.exchange.model import compose_model
from plugins.exchange.seating_search import OutOfStepsError, search_plan

_STEPS: Final = 20_000


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule, as what it says of whom and how the instance looks without it."""

    path: str
    people: Sequence[str]
    groups: Sequence[str]
    drop: Callable[[Instance], Instance]


def explain_contradiction(instance: Instance) -> Sequence[Conflict]:
    """Return one conflict that names rules of which none can stay while all others do."""
    culprits = []
    for rule in list(_rules(instance)):
        without = rule.drop(instance)
        if _is_impossible(without):
            instance = without
        else:
            culprits.append(rule)
    people = sorted({name for rule in culprits for name in rule.people})
    groups = sorted({name for rule in culprits for name in rule.groups})
    paths = [rule.path for rule in culprits]
    text = _("These rules cannot hold together: {places}", places=", ".join(paths) or "$.groups")
    path = paths[0] if paths else "$.groups"
    return [Conflict(code="rules_clash", path=path, people=people, groups=groups, text=text)]


def _is_impossible(instance: Instance) -> bool:
    try:
        return search_plan(compose_model(instance), steps=_STEPS) is None
    except OutOfStepsError:
        return False


def _rules(instance: Instance) -> Iterator[_Rule]:
    for number, pair in enumerate(instance.apart):
        yield _Rule(f"$.apart[{number}]", pair, (), _without_apart(pair))
    for number, pin in enumerate(instance.pins):
        drop = _without_pin(number)
        yield _Rule(f"$.pins[{number}]", (pin.person,), (pin.group,), drop)
    for number, team in enumerate(instance.together):
        yield _Rule(f"$.together[{number}]", team, (), _without_team(number))
    anchored = [n for n, person in enumerate(instance.people) if person.anchored]
    for number in anchored if instance.rounds > 1 else ():
        name = instance.people[number].id
        yield _Rule(f"$.people[{number}].anchored", (name,), (), _without_anchor(name))
    if any(person.needs_accessible_seat for person in instance.people):
        needing = [person.id for person in instance.people if person.needs_accessible_seat]
        tables = [group.id for group in instance.groups if group.accessible_seats]
        yield _Rule("$.groups[*].accessible_seats", needing, tables, _without_seats)
    if instance.policy.facilitators_per_group is not None:
        hosts = [person.id for person in instance.people if person.facilitator]
        yield _Rule("$.policy.facilitators_per_group", hosts, (), _without_facilitators)


def _without_apart(pair: tuple[str, str]) -> Callable[[Instance], Instance]:
    return lambda each: replace(each, apart=[other for other in each.apart if other is not pair])


def _without_pin(number: int) -> Callable[[Instance], Instance]:
    """Blank the pin, so that the others keep their numbers."""

    def drop(instance: Instance) -> Instance:
        pins = list(instance.pins)
        pins[number] = replace(pins[number], rounds=())
        return replace(instance, pins=pins)

    return drop


def _without_team(number: int) -> Callable[[Instance], Instance]:
    def drop(instance: Instance) -> Instance:
        together = list(instance.together)
        together[number] = together[number][:1]
        return replace(instance, together=together)

    return drop


def _without_anchor(name: str) -> Callable[[Instance], Instance]:
    def drop(instance: Instance) -> Instance:
        people = [
            replace(each, anchored=False) if each.id == name else each for each in instance.people
        ]
        return replace(instance, people=people)

    return drop


def _without_seats(instance: Instance) -> Instance:
    people = [replace(each, needs_accessible_seat=False) for each in instance.people]
    return replace(instance, people=people)


def _without_facilitators(instance: Instance) -> Instance:
    return replace(instance, policy=replace(instance.policy, facilitators_per_group=None))
