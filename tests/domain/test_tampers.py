"""1,600 rewritten logs: all refused with the paper, and what is missed without it."""

import pytest

from benchmarks.tampers import EACH, FINDERS, TAMPERS, count_refused
from venue_kiosk.testing.logs import ordinary

LINES = ordinary(118)
MISSED_WITHOUT_PAPER = {"cut the tail and its checkpoints", "forge with another key"}


@pytest.mark.parametrize("name", TAMPERS)
def test_paper_tells_every_tamper(name):
    only = {"+ paper": FINDERS["+ paper"]}
    assert count_refused(TAMPERS[name], LINES, each=EACH, finders=only) == {"+ paper": EACH}


@pytest.mark.parametrize("name", [name for name in TAMPERS if name != "bit flip"])
def test_hashes_alone_tell_nothing_of_somebody_who_works_them_out_again(name):
    found = count_refused(TAMPERS[name], LINES, each=10)
    assert found["chain only"] == 0
    assert (found["+ checkpoints"] == 0) == (name in MISSED_WITHOUT_PAPER)
