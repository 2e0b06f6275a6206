"""The vault finds exactly the people whom the pure rule finds."""

import pytest

from venue_kiosk.demo.draws import Draws
from venue_kiosk.demo.names import draw_name, names_of_cases
from venue_kiosk.domain.attendee import Application, Category, Channel
from venue_kiosk.domain.name_keys import search_keys
from venue_kiosk.domain.name_search import NameQuery, parse_query, rank
from venue_kiosk.domain.reception_no import compose_reception_no
from venue_kiosk.ports import NewAttendee
from venue_kiosk.storage.attendees import AttendeeRegister
from venue_kiosk.storage.core_tables import CORE_MIGRATIONS
from venue_kiosk.storage.migrations import migrate

QUERIES = (
    *("たか", "たか か", "taka k", "おおの", "おの い", "やまさき", "やまざき し", "さい けい"),
    *("けい", "ぐえん", "グエン ティ", "なかむらみ", "なかむら み", "ゆー", "ん ん"),
    *(
        "高橋",
        "髙橋 和",
        "斉藤",
        "斉藤 恵",
        "東",
        "吉田",
        "葛城",
        "佐佐木",
        "0001",
        "090-0000-0001",
    ),
)


def _people(count):
    draws = Draws(7, "finding")
    names = names_of_cases("plain") + [draw_name(draws, "plain") for _ in range(count)]
    return [
        Application(
            channel=Channel.HAGAKI,
            name=name.written,
            furigana=name.reading if draws.happens(90) else None,
            phone=f"090-0000-{draws.below(20):04d}",
            category=Category.ZAIJU,
            childcare_wanted=False,
        )
        for name in names
    ]


@pytest.fixture
def register(bare, nine):
    with bare() as database:
        migrate(database, CORE_MIGRATIONS, at=nine)
        register = AttendeeRegister(database)
        with database.transaction():
            register.record(
                NewAttendee(
                    application=application,
                    reception_no=compose_reception_no(number),
                    ticket_digits=f"{number:020d}",
                    identity=str(number),
                    recorded_at=nine,
                    sample=True,
                )
                for number, application in enumerate(_people(300), 1)
            )
        yield register


def test_the_vault_finds_whom_the_rule_finds(register):
    keys = [
        (number, search_keys(each.name, each.furigana, each.phone))
        for number, each in enumerate(_people(300), 1)
    ]
    found = 0
    for text in QUERIES:
        query = parse_query(text)
        assert isinstance(query, NameQuery)
        hits = register.find(query, limit=1_000)
        by_rule = {(hit.attendee_id, hit.tier) for hit in rank(query, keys)}
        assert {(hit.attendee.attendee_id, hit.tier) for hit in hits} == by_rule, text
        assert [hit.tier for hit in hits] == sorted(hit.tier for hit in hits)
        found += bool(hits)
    assert found > len(QUERIES) // 2
