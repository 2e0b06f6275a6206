"""``kiosk exchange …`` on an event, in processes of its own."""

import json

import pytest

from plugins.exchange.instance import Instance
from plugins.exchange.reading import parse_instance
from plugins.exchange.scoring import count_terms
from tests.laptop import MANAGER, RECEPTION, open_laptop
from tests.plugins.exchange.gatherings import write_settings
from venue_kiosk.testing import sample_application

FACILITATOR = "H-05"


@pytest.fixture(scope="module")
def laptop(tmp_path_factory):
    """Forty people, thirty of them checked in."""
    from venue_kiosk.testing import Venue

    made = []

    def make_venue(**options):
        venue = Venue(tmp_path_factory.mktemp("laptop") / "venue", **options)
        made.append(venue)
        return venue

    laptop = open_laptop(make_venue, plugins=["exchange"])
    write_settings(laptop.venue, tables=9)
    people = laptop.venue.register(*(sample_application(number) for number in range(40)))
    desk = laptop.venue.open(RECEPTION).desk
    for each in people[:30]:
        desk.check_in_attendee(each.attendee_id)
    laptop.people = people
    laptop.desk = desk
    yield laptop
    for venue in made:
        venue.close()


def run(laptop, name, *arguments, handler=FACILITATOR):
    first, second = name.split()
    signed_in = ("--handler", handler, "--password-stdin", "--json")
    from venue_kiosk.testing import passphrase_of

    return laptop.run(
        first,
        second,
        laptop.event,
        *arguments,
        *signed_in,
        given=f"{passphrase_of(handler)}\n",
    )


def test_from_the_plan_to_the_repair_of_a_round(laptop, tmp_path):
    early = run(laptop, "exchange repair")
    assert early.code != 0
    assert not early.out.strip()
    assert run(laptop, "exchange announce").code != 0

    made = run(laptop, "exchange allocate", "--seed", "3").object
    assert (made["status"], made["people"], made["tables"], made["seed"]) == ("ok", 30, 6, 3)
    assert (made["terms"], made["score"]) == (made["session_terms"], made["session_score"])
    assert run(laptop, "exchange announce").object["announced"] == 1

    for each in laptop.people[30:33]:
        [line] = laptop.desk.check_in_attendee(each.attendee_id).greeting
        assert line.number in range(1, 7)
    laptop.venue.open(MANAGER).plugin("exchange").office.close_table(2)

    listed = run(laptop, "exchange repair").object
    fewest = listed["plans"][0]["moves"]
    chosen = run(laptop, "exchange repair", "--moves", fewest).object
    assert chosen["chosen"] == fewest
    assert chosen["session_score"] == listed["plans"][0]["score"]
    assert run(laptop, "exchange repair", "--moves", "999").code == 2

    instance, allocation = tmp_path / "instance.json", tmp_path / "allocation.json"
    assert run(laptop, "exchange export", "--out", instance, "--allocation", allocation).code == 0
    read = parse_instance(instance.read_bytes())
    assert isinstance(read, Instance)
    seats = json.loads(allocation.read_text("utf-8"))["rounds"]
    assert count_terms(read, seats) == run(laptop, "exchange status").object["session_terms"]
    text = instance.read_text("utf-8") + allocation.read_text("utf-8")
    assert not any(each.reception_no in text for each in laptop.people)


def test_the_papers_are_written(laptop, tmp_path):
    assert run(laptop, "exchange papers", "--out", tmp_path / "papers").code == 0
    assert {each.name for each in (tmp_path / "papers").iterdir()} == {
        *("walking-rule.pdf", "table-cards.pdf"),
    }


def test_only_with_the_duty(laptop):
    for name in ("exchange allocate", "exchange announce", "exchange repair"):
        assert run(laptop, name, handler="H-03").code not in (0, 1)


def test_cards_by_count(laptop):
    shares = run(laptop, "exchange cards", "--blue", "7", "--yellow", "12").object["tables"]
    assert sum(each["blue"] for each in shares) == 7
    assert run(laptop, "exchange cards", "--blue", "7").code == 2
    assert run(laptop, "exchange cards", "--blue", "-1", "--yellow", "2").code == 2
