"""Who gets a place: one pass in a given order, within the programme's limits."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from venue_kiosk.domain.programme import Places


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may get a place; without an organisation only the capacity binds."""

    attendee_id: int
    organisation_code: str | None = None


class WhyWaiting(StrEnum):
    """Which limit was in the way when somebody's turn came."""

    NO_PLACE = "no_place"
    ORGANISATION_FULL = "organisation_full"
    """Enough people of the same organisation have a place."""
    ORGANISATIONS_FULL = "organisations_full"
    """Enough organisations have a place, and this is another one."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Everybody of the order given, either with a place or waiting."""

    accepted: tuple[int, ...]
    """Attendee ids in the order given."""
    waitlisted: tuple[int, ...]
    """Attendee ids in the order given, which is the order of promotion."""
    reasons: Mapping[int, WhyWaiting]
    """For each of ``waitlisted``."""


def decide_places(
    order: Sequence[Candidate], accepted: Iterable[Candidate], places: Places
) -> Selection:
    """Give places in ``order`` beside those already ``accepted``.

    ``order`` is the order of application, or the order the draw's seed decided: the same order
    always gives the same selection. Somebody whom a limit of organisations stops is passed over
    and waits; the place goes to the next one who fits.
    """
    taken = _Taken(accepted, places)
    given: list[int] = []
    reasons: dict[int, WhyWaiting] = {}
    for candidate in order:
        why = taken.why_not(candidate)
        if why is None:
            taken.give(candidate)
            given.append(candidate.attendee_id)
        else:
            reasons[candidate.attendee_id] = why
    return Selection(tuple(given), tuple(reasons), reasons)


def decide_promotions(
    waitlist: Sequence[Candidate], accepted: Iterable[Candidate], places: Places
) -> Sequence[int]:
    """Return who of the ``waitlist`` moves up now (繰上げ), in its order, within the limits."""
    return decide_places(waitlist, accepted, places).accepted


class _Taken:
    """The places given so far."""

    def __init__(self, accepted: Iterable[Candidate], places: Places) -> None:
        self._limits = places
        self._people = 0
        self._by_organisation: Counter[str] = Counter()
        for candidate in accepted:
            self.give(candidate)

    def give(self, candidate: Candidate) -> None:
        self._people += 1
        if candidate.organisation_code is not None:
            self._by_organisation[candidate.organisation_code] += 1

    def why_not(self, candidate: Candidate) -> WhyWaiting | None:
        if self._people >= self._limits.capacity:
            return WhyWaiting.NO_PLACE
        if candidate.organisation_code is None:
            return None
        same = self._by_organisation[candidate.organisation_code]
        most = self._limits.per_organisation
        if most is not None and same >= most:
            return WhyWaiting.ORGANISATION_FULL
        most = self._limits.organisations
        organisations = sum(count > 0 for count in self._by_organisation.values())
        if most is not None and not same and organisations >= most:
            return WhyWaiting.ORGANISATIONS_FULL
        return None
