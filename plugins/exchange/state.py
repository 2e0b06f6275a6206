"""How the session stands: tables, seats, pins and rules by record number; nothing is a name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

EVERY_ROUND: Final = 0
"""Where a pin names no round."""

Use: TypeAlias = Literal["open", "spare", "closed"]
Host: TypeAlias = Literal["staff", "missing", "guest"]
RuleKind: TypeAlias = Literal["together", "apart"]

Row: TypeAlias = tuple[Any, ...]
"""The values of one row of a table, its key apart."""
Rows: TypeAlias = Mapping[tuple[Any, ...], Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the hall."""

    table_no: int
    seats: int
    """Most guests."""
    use: Use = "spare"
    """``closed`` by a person; ``spare`` where nobody is needed."""
    accessible_seats: int = 0
    accessible_taken: int = 0
    """Counted; by whom is not kept."""
    host: Host = "staff"
    """Who facilitates: one of the staff, nobody yet, or a guest."""
    guest_host: int | None = None
    """The guest who does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything that a person may change or take back."""

    tables: Mapping[int, Table] = field(default_factory=dict)
    seats: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """Table by round and person."""
    pins: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """Table by round and person; ``EVERY_ROUND`` for all of them."""
    rules: Mapping[tuple[RuleKind, int, int], bool] = field(default_factory=dict)
    """Kind, set and person; always true."""
    gone: frozenset[int] = frozenset()
    """People who checked in and did not come to a table, or left."""

    @property
    def open_tables(self) -> Sequence[Table]:
        """The tables in use, by number."""
        return [self.tables[n] for n in sorted(self.tables) if self.tables[n].use == "open"]

    @property
    def rounds_planned(self) -> int:
        """How many rounds have seats."""
        return max((number for number, _person in self.seats), default=0)

    @property
    def hosts(self) -> Mapping[int, int]:
        """The guests who facilitate, with their tables."""
        return {
            each.guest_host: each.table_no
            for each in self.open_tables
            if each.guest_host is not None
        }

    def seating(self, number: int) -> dict[int, int]:
        """Return each person's table in a round, counted from 1."""
        return {person: table for (each, person), table in self.seats.items() if each == number}

    def table_of(self, person: int, number: int) -> int | None:
        """Return a person's table in a round."""
        return self.seats.get((number, person))

    def rule_sets(self, kind: RuleKind) -> Sequence[tuple[int, Sequence[int]]]:
        """Return the sets of a kind with their people, by number."""
        found: dict[int, list[int]] = {}
        for each, set_no, person in sorted(self.rules):
            if each == kind:
                found.setdefault(set_no, []).append(person)
        return sorted(found.items())

    def rows(self) -> dict[str, Rows]:
        """Return the state as rows by part, for storing and comparing."""
        return {
            "tables": {(n,): _table_row(table) for n, table in self.tables.items()},
            "seats": {key: (table,) for key, table in self.seats.items()},
            "pins": {key: (table,) for key, table in self.pins.items()},
            "rules": dict.fromkeys(self.rules, ()),
            "gone": {(person,): () for person in self.gone},
        }


def compose_state(rows: Mapping[str, Rows]) -> State:
    """Return the state of rows as ``State.rows`` gives them."""
    return State(
        tables={key[0]: _table(key[0], row) for key, row in rows["tables"].items()},
        seats={(key[0], key[1]): row[0] for key, row in rows["seats"].items()},
        pins={(key[0], key[1]): row[0] for key, row in rows["pins"].items()},
        rules={(key[0], key[1], key[2]): True for key in rows["rules"]},
        gone=frozenset(key[0] for key in rows["gone"]),
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that changed: none before where it is new, none after where it is gone."""

    part: str
    key: tuple[Any, ...]
    before: Row | None
    after: Row | None


def compare(before: State, after: State) -> Sequence[Difference]:
    """Return every row that changed, in order."""
    return list(_differences(before.rows(), after.rows()))


def _differences(before: Mapping[str, Rows], after: Mapping[str, Rows]) -> Iterator[Difference]:
    for part, old in before.items():
        new = after[part]
        for key in sorted({*old, *new}):
            if old.get(key) != new.get(key):
                yield Difference(part, key, old.get(key), new.get(key))


def _table_row(table: Table) -> Row:
    return (
        table.seats,
        table.use,
        table.accessible_seats,
        table.accessible_taken,
        table.host,
        table.guest_host,
    )


def _table(table_no: int, row: Row) -> Table:
    seats, use, accessible_seats, accessible_taken, host, guest_host = row
    return Table(
        table_no=table_no,
        seats=seats,
        use=use,
        accessible_seats=accessible_seats,
        accessible_taken=accessible_taken,
        host=host,
        guest_host=guest_host,
    )
