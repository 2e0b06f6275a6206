"""One round from which all others follow by counting on: a starter, found by exchanges."""

from collections.abc import Sequence
from typing import Final

from plugins.exchange.chance import Draw
from plugins.exchange.swapping import allowed_loss

_TRIES: Final = 60_000
_COOLINGS: Final = 6
_HOTTEST, _COOLEST = 0.8, 0.15
_STEPS: Final = 32


def develop_rounds(groups: int, size: int, rounds: int, draw: Draw) -> Sequence[Sequence[int]]:
    """Return rounds made of the best starter found.

    People stand in circles of ``rounds``, and a few beside them who keep their places; from round
    to round everybody in a circle goes on by one. Two people then meet in another round whenever
    the starter holds the same difference twice, so only the starter's differences are counted.
    """
    starter = min(
        (_cool(groups, size, rounds, draw) for _cooling in range(_COOLINGS)),
        key=lambda found: found.cost,
    )
    return [starter.round(shift) for shift in range(rounds)]


class _Starter:
    def __init__(self, groups: int, size: int, rounds: int) -> None:
        self._rounds = rounds
        self._people = groups * size
        self._circled = self._people // rounds * rounds
        self.teams = [list(range(g * size, (g + 1) * size)) for g in range(groups)]
        self._kinds: dict[tuple[int, int, int], int] = {}
        self._kind = [
            [self._number(one, two) for two in range(self._people)] for one in range(self._people)
        ]
        self._free = [self._is_free(kind) for kind in self._kinds]
        self._have = [0] * len(self._kinds)
        self.cost = 0

    def begin(self, draw: Draw) -> None:
        """Seat everybody anyhow."""
        people = list(range(self._people))
        for last in range(len(people) - 1, 0, -1):
            chosen = draw() % (last + 1)
            people[last], people[chosen] = people[chosen], people[last]
        for team in self.teams:
            team[:] = [people.pop() for _ in team]
            for place, one in enumerate(team):
                for two in team[:place]:
                    self._change(one, two, 1)

    def try_exchange(self, draw: Draw, heat: int) -> None:
        """Let two people of different groups change places, unless that loses too much."""
        one_team = self.teams[draw() % len(self.teams)]
        two_team = self.teams[draw() % len(self.teams)]
        if one_team is two_team:
            return
        one_place, two_place = draw() % len(one_team), draw() % len(two_team)
        before = self.cost
        self._exchange(one_team, one_place, two_team, two_place)
        if self.cost > before + allowed_loss(draw(), heat):
            self._exchange(one_team, one_place, two_team, two_place)

    def round(self, shift: int) -> Sequence[int]:
        """Return everybody's group after so many steps."""
        at = [0] * self._people
        for group, team in enumerate(self.teams):
            for person in team:
                at[self._step(person, shift)] = group
        return at

    def _exchange(
        self, one_team: list[int], one_place: int, two_team: list[int], two_place: int
    ) -> None:
        one, two = one_team[one_place], two_team[two_place]
        for team, leaves, comes in ((one_team, one, two), (two_team, two, one)):
            for other in team:
                if other != leaves:
                    self._change(leaves, other, -1)
                    self._change(comes, other, 1)
        one_team[one_place], two_team[two_place] = two, one

    def _change(self, one: int, two: int, change: int) -> None:
        kind = self._kind[one][two]
        before = self._have[kind]
        self._have[kind] = now = before + change
        free = self._free[kind]
        self.cost += max(0, now - free) - max(0, before - free)

    def _number(self, one: int, two: int) -> int:
        return self._kinds.setdefault(self._difference(*sorted((one, two))), len(self._kinds))

    def _difference(self, one: int, two: int) -> tuple[int, int, int]:
        """Return what stays the same of two people from round to round."""
        circle, other = one // self._rounds, two // self._rounds
        if two >= self._circled:
            return circle if one < self._circled else one, two, -1
        apart = (one - two) % self._rounds
        if circle == other:
            apart = min(apart, self._rounds - apart)
        return circle, other, apart

    def _is_free(self, kind: tuple[int, int, int]) -> int:
        """Return how often a difference may stand in the starter: once, unless it meets itself."""
        one, two, apart = kind
        stays = apart == -1 and one >= self._circled
        return 0 if stays or (one == two and 2 * apart == self._rounds) else 1

    def _step(self, person: int, shift: int) -> int:
        if person >= self._circled:
            return person
        circle, place = divmod(person, self._rounds)
        return circle * self._rounds + (place + shift) % self._rounds


def _cool(groups: int, size: int, rounds: int, draw: Draw) -> _Starter:
    starter = _Starter(groups, size, rounds)
    starter.begin(draw)
    ratio = (_COOLEST / _HOTTEST) ** (1 / (_STEPS - 1))
    for step in range(_STEPS):
        heat = round(_HOTTEST * ratio**step * 256) << 8
        for _try in range(_TRIES // _STEPS):
            if not starter.cost:
                return starter
            starter.try_exchange(draw, heat)
    return starter
