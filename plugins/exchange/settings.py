"""The settings of the exchange session, ``config/exchange.toml``."""

from typing import Annotated, Final, Literal

import msgspec

from plugins.exchange.instance import Weights
from plugins.exchange.messages import _
from venue_kiosk.api import ConfigError

FILE: Final = "exchange.toml"

Count = Annotated[int, msgspec.Meta(ge=1, le=2_000)]
Weight = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class WeightTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one count of each term costs; the organisers agree on them."""

    organisation: Weight = 100
    experience: Weight = 40
    category: Weight = 20
    repeat: Weight = 10
    neighbourhood: Weight = 1


class ExchangeSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the session runs; sizes are guests, the facilitator sits there beside them."""

    format: Literal["venue-exchange/1"]
    mode: Literal["people", "colour_cards"] = "people"
    """``colour_cards`` balances by counts of cards alone and keeps nothing of any person."""
    tables: Annotated[int, msgspec.Meta(ge=1, le=2_000)]
    """Tables there are in the hall, numbered from 1."""
    seats: Annotated[int, msgspec.Meta(ge=1, le=99)]
    """Most guests at one table."""
    fewest: Annotated[int, msgspec.Meta(ge=0, le=99)]
    """Fewest guests at one table after a change."""
    guests_per_table: Annotated[int, msgspec.Meta(ge=1, le=99)]
    """How many guests a table should have; decides how many tables are used."""
    rounds: Annotated[int, msgspec.Meta(ge=1, le=20)] = 1
    slack: Annotated[int, msgspec.Meta(ge=0, le=9)] = 0
    """How far from an even share a table may be when a plan is made."""
    facilitators: bool = True
    """Whether every table has one."""
    accessible_seats: dict[str, Count] = {}
    """How many seats of a table a wheelchair reaches, by table number."""
    neighbourhood: Literal["spread", "cluster", "off"] = "off"
    cluster_cap: Annotated[int, msgspec.Meta(ge=1, le=99)] = 3
    search_moves: Annotated[int, msgspec.Meta(ge=1, le=10**9)] = 1_000_000
    """How long a search lasts, in moves, so that it can be repeated."""
    weights: WeightTable = WeightTable()

    @property
    def engine_weights(self) -> Weights:
        """The weights as the search takes them."""
        return Weights(**msgspec.structs.asdict(self.weights))


def check_settings(settings: ExchangeSettings) -> ExchangeSettings:
    """Return settings whose parts fit together.

    Raises:
        ConfigError: they contradict each other; names the key.
    """
    if settings.fewest > settings.guests_per_table:
        raise _wrong(_("fewest: is more than guests_per_table"))
    if settings.guests_per_table > settings.seats:
        raise _wrong(_("guests_per_table: is more than seats"))
    for table, seats in settings.accessible_seats.items():
        if not (table.isdecimal() and 1 <= int(table) <= settings.tables):
            raise _wrong(_("accessible_seats: there is no table {table}", table=table))
        if seats > settings.seats:
            raise _wrong(_("accessible_seats: table {table} has fewer seats", table=table))
    return settings


def _wrong(problem: str) -> ConfigError:
    return ConfigError(
        _("{file} is wrong: {problem}", file=FILE, problem=problem),
        _("Correct the file and start again."),
    )
