"""What the board does with tables: close, open, who facilitates, paper, people who came back."""

from collections.abc import Callable
from pathlib import Path

from textual import work

from plugins.exchange.board_flows import BoardFlows
from plugins.exchange.messages import _
from venue_kiosk.api import KioskError
from venue_kiosk.api_ui import Words


class TableFlows(BoardFlows):
    """The keys for a table, and for more."""

    @work(exclusive=True)
    async def action_table(self) -> None:
        """Change the marked table."""
        if self.standing is None:
            return
        table_no, office = self.marked_table, self.exchange.office
        chosen = await self.choose(
            lambda: _("Table {n}", n=table_no),
            lambda: [
                _("The facilitator is missing"),
                _("A facilitator of the staff is here"),
                _("Close this table"),
                _("An accessible seat is free again"),
            ],
        )
        acts: dict[int, tuple[Callable[[], object], Words]] = {
            0: (
                lambda: office.miss_host(table_no),
                lambda: _("Send somebody, let a guest facilitate (Enter), or close the table."),
            ),
            1: (lambda: office.staff_host(table_no), lambda: _("The table has a facilitator.")),
            2: (
                lambda: office.close_table(table_no),
                lambda: _("Table {n} is closed. F6 shows where its people can go.", n=table_no),
            ),
            3: (lambda: office.free_accessible_seat(table_no), lambda: _("One seat more is free.")),
        }
        if chosen in acts:
            self.do(*acts[chosen])

    @work(exclusive=True)
    async def action_more(self) -> None:
        """Do what is rarely needed."""
        chosen = await self.choose(
            lambda: _("What else?"),
            lambda: [
                _("Open a table"),
                _("Somebody who was gone is back"),
                _("Print table cards and the walking rule"),
                _("Forget the rules of one person"),
                _("Count colour cards"),
                _("A late colour card"),
            ],
        )
        match chosen:
            case 0:
                await self._open_table()
            case 1:
                await self._came_back()
            case 2:
                self._print()
            case 3:
                await self._forget_rules()
            case 4:
                await self._count_cards()
            case 5:
                await self._add_card()
            case _:
                pass

    async def _open_table(self) -> None:
        tables = self.exchange.book.room().state.tables.values()
        unused = sorted(each.table_no for each in tables if each.use != "open")
        if not unused:
            self.say(lambda: _("Every table is in use."))
            return
        chosen = await self.choose(
            lambda: _("Which table?"), lambda: [_("Table {n}", n=each) for each in unused]
        )
        if chosen is not None:
            table_no = unused[chosen]
            self.do(
                lambda: self.exchange.office.open_table(table_no),
                lambda: _("Table {n} is open.", n=table_no),
            )

    async def _came_back(self) -> None:
        gone = self.exchange.gone()
        if not gone:
            self.say(lambda: _("Nobody is marked as gone."))
            return
        chosen = await self.choose(
            lambda: _("Who is back?"), lambda: [each.reception_no for each in gone]
        )
        if chosen is not None:
            person = gone[chosen].attendee_id
            self.do(lambda: self.exchange.office.mark_back(person), lambda: _("Seated."))

    def _print(self) -> None:
        from plugins.exchange.printing import print_papers  # noqa: PLC0415 - typst is heavy

        folder = papers_folder(self.kiosk.folder)
        self.do(
            lambda: print_papers(self.exchange, folder),
            lambda: _("The papers are in {folder}", folder=folder),
        )

    async def _forget_rules(self) -> None:
        text = await self.ask_whom(lambda: _("Whose rules? Type the reception number."))
        if text:
            office = self.exchange.office
            self.do(
                lambda: office.forget_rules(office.find(text).attendee_id),
                lambda: _("The rules are forgotten."),
            )

    async def _count_cards(self) -> None:
        blue = await self.ask(lambda: _("How many blue cards?"), "60")
        yellow = await self.ask(lambda: _("How many yellow cards?"), "108") if blue else None
        if blue and yellow:
            self.do(
                lambda: self.exchange.cards.set_totals(blue=_number(blue), yellow=_number(yellow)),
                self.card_words,
            )

    async def _add_card(self) -> None:
        chosen = await self.choose(lambda: _("Which colour?"), lambda: [_("blue"), _("yellow")])
        if chosen is None:
            return
        try:
            table_no = self.exchange.cards.add("yellow" if chosen else "blue")
        except KioskError as error:
            self.say_problem(error)
            return
        self.say(lambda: _("This card goes to table {n}.", n=table_no))

    def card_words(self) -> str:
        """Return every table's share of colour cards, tables of one share together."""
        shares: dict[tuple[int, int], list[int]] = {}
        for each in self.exchange.cards.shares():
            shares.setdefault((each.blue, each.yellow), []).append(each.table_no)
        if not shares:
            return _("Colour cards: count them with F12.")
        return "\n".join(
            _("blue {blue}, yellow {yellow}: tables {tables}", blue=b, yellow=y, tables=_spans(t))
            for (b, y), t in shares.items()
        )


def papers_folder(event: Path) -> Path:
    """Return where the papers of an event go."""
    return event.with_name(f"{event.name}-exchange")


def _number(text: str) -> int:
    """Return a typed number, or one that is out of range."""
    folded = text.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    return int(folded) if folded.isdecimal() else -1


def _spans(numbers: list[int]) -> str:
    """Return numbers with runs as ``1-5``."""
    spans: list[list[int]] = []
    for each in numbers:
        if spans and each == spans[-1][-1] + 1:
            spans[-1][1:] = [each]
        else:
            spans.append([each])
    return ", ".join("-".join(map(str, span)) for span in spans)
