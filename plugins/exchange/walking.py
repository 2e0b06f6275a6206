"""The walking rule: seat ``a`` moves on by ``a`` tables each round, and strangers keep meeting."""

from math import gcd


def rounds_without_repeats(tables: int, guests: int) -> int:
    """Return for how many rounds nobody meets anybody twice, with ``guests`` at each table.

    The seats are counted from 1; the facilitator's seat 0 stays. Two guests of one table are
    apart by the difference of their seats each round, and meet again when that has gone round.
    """
    steps = range(1, guests + 1)
    return min((tables // gcd(tables, step) for step in steps), default=tables)


def next_table(table_no: int, seat: int, tables: int) -> int:
    """Return where the guest on a seat goes for the next round; tables are numbered from 1."""
    return (table_no - 1 + seat) % tables + 1
