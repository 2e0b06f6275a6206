"""Nobody works a small cell out of a table and its total."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.report.hiding import LEAST, hide_small

TABLES = st.lists(st.integers(0, 12), min_size=1, max_size=4)


def fitting(numbers, shown):
    """Return every table that the shown cells and the total allow; a shown 0 is a 0."""
    total, places = sum(numbers), [n for n, each in enumerate(shown) if each is None]
    whole = len(places) == len(numbers)
    least = 0 if whole else 1
    rest = total - sum(each for each in shown if each is not None)
    for values in product(range(least, rest + 1), repeat=len(places)):
        if sum(values) == rest:
            yield dict(zip(places, values, strict=True))


@given(TABLES)
def test_no_small_cell_is_shown_or_certain(numbers):
    shown = hide_small(numbers)
    assert all(each is None or each == n for each, n in zip(shown, numbers, strict=True))
    assert all(each is None or not 0 < each < LEAST for each in shown)
    possible = list(fitting(numbers, shown))
    for place, n in enumerate(numbers):
        if 0 < n < LEAST and len(numbers) > 1:
            assert len({table[place] for table in possible}) > 1


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([200, 24, 12], [200, 24, 12]),
        ([200, 24, 3], [200, None, None]),
        ([51, 6, 3], [51, None, None]),
        ([1, 1, 1, 1, 1], [None] * 5),
        ([0, 0, 0], [0, 0, 0]),
        ([], []),
    ],
)
def test_what_is_hidden_beside_a_small_cell(numbers, shown):
    assert list(hide_small(numbers)) == shown


def test_a_number_that_stands_elsewhere_hides_nothing():
    assert list(hide_small([200, 24, 3], known=(0,))) == [200, None, None]
    assert list(hide_small([200, 0, 3], known=(0,))) == [200, None, None]
