"""Colour cards and the walking rule: fair by counting, whatever the numbers."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from plugins.exchange.card_shares import share_cards
from plugins.exchange.walking import next_table, rounds_without_repeats
from tests.plugins.exchange.gatherings import Gathering

COUNTS = st.integers(0, 120)


@given(COUNTS, COUNTS, st.integers(1, 40))
def test_every_colour_and_every_table_gets_an_even_share(blue, yellow, tables):
    shares = share_cards(blue, yellow, tables)
    for counts in (
        [each.blue for each in shares],
        [each.yellow for each in shares],
        [each.blue + each.yellow for each in shares],
    ):
        assert max(counts) - min(counts) <= 1
    assert sum(each.blue for each in shares) == blue
    assert sum(each.yellow for each in shares) == yellow


@given(COUNTS, COUNTS, st.integers(1, 40), st.booleans())
def test_one_card_more_changes_one_table_only(blue, yellow, tables, is_blue):
    before = share_cards(blue, yellow, tables)
    after = share_cards(blue + is_blue, yellow + (not is_blue), tables)
    assert sum(one != two for one, two in zip(before, after, strict=True)) == 1


@given(st.integers(2, 24), st.integers(1, 7))
def test_walking_on_by_the_seat_number_repeats_nobody_as_long_as_it_says(tables, guests):
    promised = rounds_without_repeats(tables, guests)
    places = {
        (table, seat): table for table in range(1, tables + 1) for seat in range(1, guests + 1)
    }
    met = set()
    for _round in range(min(promised, tables)):
        for table in range(1, tables + 1):
            here = [person for person, at in places.items() if at == table]
            for pair in combinations([*here, ("host", table)], 2):
                key = frozenset(pair)
                assert key not in met
                met.add(key)
        places = {who: next_table(at, who[1], tables) for who, at in places.items()}


def test_cards_are_counted_and_a_late_card_gets_a_table(make_venue):
    gathering = Gathering(make_venue, people=1)
    cards = gathering.exchange.cards
    shares = cards.set_totals(blue=20, yellow=41)
    table_no = cards.add("yellow")
    changed = [two.table_no for one, two in zip(shares, cards.shares(), strict=True) if one != two]
    assert changed == [table_no]
    assert gathering.venue.query("SELECT count(*) FROM exchange_seats") == [(0,)]
