"""The log's screen as the ward's auditor sees it: counts and codes, never a name."""

import pytest
from textual.screen import ModalScreen
from textual.widgets import OptionList

from venue_kiosk.domain.attendee import Decision
from venue_kiosk.domain.audit import head_of, paper_form
from venue_kiosk.errors import NotPermittedError
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import sample_application
from venue_kiosk.ui.audit_screen import AuditScreen
from venue_kiosk.ui.fault import FaultScreen
from venue_kiosk.ui.home import HomeScreen
from venue_kiosk.ui.screen_text import press, screen_text, type_text

AUDITOR = "H-08"
DESK = "H-03"
PERSONAL = ("見本　花子", "花子", "はなこ", "0355", "0001-")


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
def day(make_venue):
    """An event at which three people arrived and somebody searched for a name."""
    venue = make_venue(plugins=["intake", "reception"])
    people = venue.register(*(sample_application(n) for n in range(3)))
    with venue.open(DESK) as kiosk:
        for person in people:
            kiosk.desk.check_in(venue.ticket_of(person.attendee_id))
        kiosk.register.record_search(queries=2, shown=1)
    return venue


def rows(pilot):
    options = pilot.app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(n).prompt) for n in range(options.option_count)]


async def open_log(pilot):
    if isinstance(pilot.app.screen, HomeScreen):
        names = rows(pilot)
        number = next(n for n, name in enumerate(names, 1) if "Operation log" in name)
        await press(pilot, str(number))
    assert isinstance(pilot.app.screen, AuditScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("language", ["ja", "en"])
async def test_the_auditor_sees_lines_and_counts_but_no_person(day, size, language):
    async with day.run_app(AUDITOR, size=size) as pilot:
        await open_log(pilot)
        pilot.app.switch_language(language)
        shown = [screen_text(pilot.app)]
        for key in ("n", "v", "s"):
            await press(pilot, key)
            shown.append(screen_text(pilot.app))
        text = "\n".join(shown)
        assert "H-03" in text
        assert not any(word in text for word in PERSONAL)


KEYS = [*"abcdefghijklmnopqrstuvwxyz0123456789", "space", "enter", "tab", "up", "down"]
KEYS += [*(f"f{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 12)), "pageup", "ctrl+p", "ctrl+c"]


async def test_whatever_key_the_auditor_presses_no_name_is_shown(day):
    async with day.run_app(AUDITOR) as pilot:
        await open_log(pilot)
        for key in KEYS:
            await press(pilot, key)
            shown = screen_text(pilot.app)
            assert not any(word in shown for word in PERSONAL), key
            assert not isinstance(pilot.app.screen, FaultScreen), key
            if isinstance(pilot.app.screen, ModalScreen):
                await press(pilot, "escape")
            elif not isinstance(pilot.app.screen, AuditScreen):
                await open_log(pilot)


async def test_home_offers_the_auditor_nothing_of_the_desk(day):
    async with day.run_app(AUDITOR) as pilot:
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert [name.split("  ")[1] for name in rows(pilot)] == [
            "Operation log and counts",
            "List of handlers",
        ]


async def test_reception_is_not_offered_the_log(day):
    async with day.run_app(DESK) as pilot:
        await press(pilot, "escape")
        assert "Operation log" not in screen_text(pilot.app)
    with day.open(DESK) as kiosk:
        for ask in (kiosk.audit.lines, kiosk.audit.verify, kiosk.audit.make_midday_slip):
            with pytest.raises(NotPermittedError):
                ask()


async def test_lines_are_narrowed_to_an_act_and_a_day_and_back(day):
    async with day.run_app(AUDITOR) as pilot:
        await open_log(pilot)
        every = len(rows(pilot))
        await press(pilot, "a")
        chosen = next(n for n, row in enumerate(rows(pilot), 1) if "check-in" in row)
        await press(pilot, str(chosen))
        assert len(rows(pilot)) == 3
        assert all("check-in" in row for row in rows(pilot))
        for key in ("a", "1", "d", "2"):
            await press(pilot, key)
        assert len(rows(pilot)) == every


async def test_the_check_asks_for_paper_and_the_paper_settles_it(day):
    async with day.run_app(AUDITOR) as pilot:
        await open_log(pilot)
        await press(pilot, "v")
        assert "paper" in screen_text(pilot.app)
        with day.look() as database:
            [(seq, line)] = database.query(
                "SELECT seq, line FROM core_audit ORDER BY seq DESC LIMIT 1"
            )
        head = paper_form(bytes.fromhex(head_of(line)))
        await press(pilot, "c")
        await type_text(pilot, f"{seq + 1} {head}")
        await press(pilot, "enter")
        assert "agrees with the paper" in screen_text(pilot.app)
        await press(pilot, "c")
        await type_text(pilot, f"{seq} {head}")
        await press(pilot, "enter")
        assert "differs from the paper slip" in screen_text(pilot.app)
        await press(pilot, "c")
        await type_text(pilot, "seven")
        await press(pilot, "enter")
        assert "not a count" in screen_text(pilot.app)


async def test_a_midday_slip_is_recorded_shown_and_printed(day):
    async with day.run_app(AUDITOR) as pilot:
        await open_log(pilot)
        await press(pilot, "m", "y")
        [slip] = [line for line in day.deeds("slip") if line["kind"] == "midday"]
        assert slip["who"] == AUDITOR
        assert paper_form(bytes.fromhex(slip["prev"])) in screen_text(pilot.app)
        await press(pilot, "p")
        pdf = day.event.with_name(f"{day.event.name}-midday-slip-{slip['seq']}.pdf")
        assert pdf.read_bytes().startswith(b"%PDF")


def test_the_auditor_finds_nobody_and_checks_nobody_in(day):
    with day.open(AUDITOR) as kiosk:
        for ask in (
            lambda: kiosk.register.find("みほん"),
            lambda: kiosk.register.at_number("0001-4"),
            lambda: kiosk.register.get(1),
            kiosk.register.accepted_ids,
            lambda: kiosk.register.addressees(tuple(Decision)),
            lambda: kiosk.desk.open_check_in("0001-4"),
            lambda: kiosk.desk.check_in("0001-4"),
            kiosk.applications.select,
            lambda: kiosk.applications.import_applications([sample_application(9)]),
        ):
            with pytest.raises(NotPermittedError) as raised:
                ask()
            assert raised.value.message
            assert raised.value.hint


async def test_a_log_that_is_changed_meanwhile_is_told_in_plain_words(day):
    async with day.run_app(AUDITOR) as pilot:
        await open_log(pilot)
        with day.look() as database, database.transaction():
            database.execute("DELETE FROM core_audit WHERE seq = 5")
        await press(pilot, "v")
        assert "Do not rely on it" in screen_text(pilot.app)
        assert "line 6" in screen_text(pilot.app)
