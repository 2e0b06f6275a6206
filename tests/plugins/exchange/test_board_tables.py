"""The board's rarer keys: who facilitates, who left, paper, colour cards, no approvals."""

import pypdfium2

from tests.plugins.exchange.gatherings import FACILITATOR, Gathering
from venue_kiosk.ui.screen_text import press, screen_text, type_text


async def more(pilot, shows, number):
    """Choose one of the rarer things."""
    await press(pilot, "f12")
    await shows(pilot, "What else?")
    await press(pilot, number)


async def test_a_guest_takes_over_where_the_facilitator_is_missing(gathering, shows):
    gathering.announce()
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await press(pilot, "f10")
        await shows(pilot, "The facilitator is missing")
        await press(pilot, "1")
        await shows(pilot, "Table 1 has no facilitator.")
        await press(pilot, "f6")
        await shows(pilot, "host of table 1")
        await press(pilot, "right", "right")
        for _plan in range(4):
            if "facilitates table 1." in screen_text(pilot.app):
                break
            await press(pilot, "right")
        await press(pilot, "enter")
        await shows(pilot, "host: a guest")
    assert gathering.exchange.book.room().state.tables[1].host == "guest"


async def test_who_left_comes_back_to_a_table(gathering, shows):
    gathering.announce()
    person = min(gathering.seating())
    gathering.exchange.office.mark_gone(person)
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await shows(pilot, "59 people")
        await more(pilot, shows, "2")
        await shows(pilot, "Who is back?")
        await press(pilot, "1")
        await shows(pilot, "Seated.")
    assert person in gathering.seating()


async def test_the_paper_holds_numbers_and_no_names(gathering, shows):
    gathering.announce()
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await more(pilot, shows, "3")
        await shows(pilot, "The papers are in")
    folder = gathering.venue.event.with_name("event-exchange")
    cards = pypdfium2.PdfDocument(folder / "table-cards.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in cards)
    assert all(each.reception_no in text for each in gathering.people[:60])
    assert gathering.people[0].name.split()[1] not in text
    assert len(pypdfium2.PdfDocument(folder / "walking-rule.pdf")) == 1


async def test_names_stand_on_the_cards_where_the_ward_approved_it(make_venue):
    gathering = Gathering(make_venue, people=8, approvals=("table_card_names",))
    gathering.announce()
    from plugins.exchange.paper_values import compose_cards

    values = compose_cards(gathering.exchange, gathering.exchange.book.room())
    names = {who["name"] for table in values["tables"] for who in table["teams"][0]["people"]}
    assert names == {gathering.people[0].name}


async def test_colour_cards_are_shared_and_a_late_one_has_its_table(make_venue, shows):
    gathering = Gathering(make_venue, people=5, settings={"mode": '"colour_cards"'})
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await shows(pilot, "Colour cards: count them with F12.")
        await more(pilot, shows, "5")
        await shows(pilot, "How many blue cards?")
        await type_text(pilot, "9")
        await press(pilot, "enter")
        await shows(pilot, "How many yellow cards?")
        await type_text(pilot, "２１")
        await press(pilot, "enter")
        await shows(pilot, "blue 2, yellow 3: tables 1-3")
        await more(pilot, shows, "6")
        await shows(pilot, "Which colour?")
        await press(pilot, "2")
        await shows(pilot, "This card goes to table")


async def test_without_approvals_the_board_says_what_it_does_not_count(make_venue, shows):
    gathering = Gathering(make_venue, people=20, approvals=())
    gathering.announce()
    async with gathering.venue.run_app(FACILITATOR, start_at="exchange") as pilot:
        await shows(pilot, "Not counted:")
        assert "colleagues" not in screen_text(pilot.app)


async def test_the_board_can_be_left_while_it_searches(make_venue, shows):
    gathering = Gathering(make_venue, settings={"search_moves": 10**9, "rounds": 9})
    gathering.exchange.allocator.allocate(seed=1, continues=lambda _progress: False)
    gathering.exchange.office.announce()
    async with gathering.venue.run_app("H-02", start_at="exchange") as pilot:
        gathering.come(1)
        await shows(pilot, "searching the rounds not announced anew")
        await press(pilot, "f4")
        await shows(pilot, "What do you do?")
    before = gathering.seating(1)
    assert len(before) == 61
    assert gathering.seating(9).keys() == before.keys()
