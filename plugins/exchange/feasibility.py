"""Rules that cannot hold, found by counting, each with who and what is in the way."""

from collections.abc import Iterator, Sequence

from plugins.exchange.instance import Conflict
from plugins.exchange.messages import _
from plugins.exchange.model import Block, Model


def find_conflicts(model: Model) -> Sequence[Conflict]:
    """Return every contradiction that counting alone shows."""
    found = [*_totals(model), *_blocks(model), *_teams_by_size(model), *_pins(model)]
    return list({(each.code, each.text): each for each in found}.values())


def _totals(model: Model) -> Iterator[Conflict]:
    n = len(model.people)
    least = sum(group.least for group in model.groups)
    most = sum(group.most for group in model.groups)
    if n > most:
        text = _("{n} people do not fit: the tables have {most} seats.", n=n, most=most)
        yield Conflict(code="too_many_people", path="$.people", text=text)
    if n < least:
        text = _("{n} people are too few: the tables need at least {least}.", n=n, least=least)
        yield Conflict(code="too_few_people", path="$.people", text=text)
    needing = [each.id for each in model.people if each.needs_accessible_seat]
    seats = sum(group.accessible_seats for group in model.groups)
    if len(needing) > seats:
        text = _(
            "{n} people need an accessible seat; there are {seats}.", n=len(needing), seats=seats
        )
        yield Conflict(code="accessible_seats", path="$.groups", text=text, people=needing)
    wanted = model.instance.policy.facilitators_per_group
    facilitators = [each.id for each in model.people if each.facilitator]
    if wanted is not None and len(facilitators) != wanted * len(model.groups):
        text = _(
            "The tables need {needed} facilitators; there are {n}.",
            needed=wanted * len(model.groups),
            n=len(facilitators),
        )
        path = "$.policy.facilitators_per_group"
        yield Conflict(code="facilitators", path=path, text=text, people=facilitators)


def _blocks(model: Model) -> Iterator[Conflict]:
    largest = max(group.most for group in model.groups)
    widest = max(group.accessible_seats for group in model.groups)
    wanted = model.instance.policy.facilitators_per_group
    for block in model.blocks:
        if (
            len(block.people) <= largest
            and block.seats <= widest
            and (wanted is None or block.facilitators <= wanted)
        ):
            continue
        names = [model.people[number].id for number in block.people]
        path = _team_path(model, names)
        if len(block.people) > largest:
            text = _("{n} people stay together; no table has so many seats.", n=len(names))
            yield Conflict(code="together_too_large", path=path, people=names, text=text)
        if block.seats > widest:
            text = _("{n} people who stay together need accessible seats.", n=block.seats)
            yield Conflict(code="together_accessible", path=path, people=names, text=text)
        if wanted is not None and block.facilitators > wanted:
            text = _("{n} facilitators stay together.", n=block.facilitators)
            yield Conflict(code="together_facilitators", path=path, people=names, text=text)
    for number, pair in enumerate(model.instance.apart):
        one, two = (model.person_index[name] for name in pair)
        if model.block_of[one] == model.block_of[two]:
            text = _("Two people are to stay together and to be kept apart.")
            path = f"$.apart[{number}]"
            yield Conflict(code="apart_together", path=path, people=pair, text=text)


def _team_path(model: Model, names: Sequence[str]) -> str | None:
    """Return where the rule stands that binds these people, if one does."""
    for number, team in enumerate(model.instance.together):
        if not set(names).isdisjoint(team):
            return f"$.together[{number}]"
    return None


def _teams_by_size(model: Model) -> Iterator[Conflict]:
    """Count the teams of a size against how many of them all tables can take."""
    sizes = sorted({len(block.people) for block in model.blocks} - {1})
    wanted = model.instance.policy.facilitators_per_group or 0
    largest = max(group.most for group in model.groups)
    for size in sizes:
        if size > largest:
            return  # said already of each such team
        teams = [block for block in model.blocks if len(block.people) >= size]
        with_host = any(block.facilitators for block in teams)
        seats = [group.most - (0 if with_host else wanted) for group in model.groups]
        room = sum(max(0, each) // size for each in seats)
        if len(teams) > room:
            text = _(
                "{n} teams of {size} or more stay together; the tables have room for {room}.",
                n=len(teams),
                size=size,
                room=room,
            )
            people = [model.people[number].id for block in teams for number in block.people]
            yield Conflict(code="teams_over_capacity", path="$.together", people=people, text=text)


def _pins(model: Model) -> Iterator[Conflict]:
    for number, homes in enumerate(model.homes):
        pinned: dict[int, list[Block]] = {}
        for block, home in zip(model.blocks, homes, strict=True):
            if len(home) > 1:
                yield _two_homes(model, number, block, sorted(home))
            for group in home:
                pinned.setdefault(group, []).append(block)
        for group, blocks in pinned.items():
            yield from _overfull(model, number, group, blocks)


def _two_homes(model: Model, number: int, block: Block, home: Sequence[int]) -> Conflict:
    names = [model.people[each].id for each in block.people]
    text = _("Round {round} has pins to different tables for one team.", round=number + 1)
    return Conflict(
        code="pins_disagree",
        path=_pin_path(model, names),
        people=names,
        groups=[model.groups[each].id for each in home],
        text=text,
    )


def _overfull(model: Model, number: int, group: int, blocks: Sequence[Block]) -> Iterator[Conflict]:
    rule = model.groups[group]
    members = [person for block in blocks for person in block.people]
    names = [model.people[person].id for person in members]
    path = _pin_path(model, names)
    wanted = model.instance.policy.facilitators_per_group
    facilitators = sum(block.facilitators for block in blocks)
    missing = 0 if wanted is None else max(0, wanted - facilitators)
    where = {"round": number + 1, "table": rule.id}
    reasons = {}
    if len(members) + missing > rule.most:
        reasons["pins_over_size"] = _("Round {round}: too many pins to {table}.", **where)
    if sum(block.seats for block in blocks) > rule.accessible_seats:
        reasons["pins_over_accessible"] = _(
            "Round {round}: {table} has too few accessible seats for its pins.", **where
        )
    if wanted is not None and facilitators > wanted:
        reasons["pins_over_facilitators"] = _(
            "Round {round}: too many facilitators are pinned to {table}.", **where
        )
    if any(not model.apart[person].isdisjoint(members) for person in members):
        reasons["pins_apart"] = _(
            "Round {round}: people to be kept apart are pinned to {table}.", **where
        )
    for code, text in reasons.items():
        yield Conflict(code=code, path=path, people=names, groups=[rule.id], text=text)


def _pin_path(model: Model, names: Sequence[str]) -> str | None:
    for number, pin in enumerate(model.instance.pins):
        if pin.person in names:
            return f"$.pins[{number}]"
    return None
