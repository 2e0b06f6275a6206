"""What a facilitator may do with the tables, one act each."""

from plugins.exchange.rule_acts import RuleActs
from plugins.exchange.seat_acts import SeatActs
from plugins.exchange.table_acts import TableActs


class ExchangeOffice(SeatActs, TableActs, RuleActs):
    """Moves, pins, tables and announcements of one session."""
