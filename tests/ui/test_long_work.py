"""Questions and long work over a screen: answered by keys, stopped in time, never left standing."""

import threading

import pytest

from venue_kiosk.api_ui import AskingScreen, Done, Failed, KeyBar, Sentence, Stopped
from venue_kiosk.errors import RefusedError
from venue_kiosk.i18n import _, in_language
from venue_kiosk.ui.base_app import BaseApp
from venue_kiosk.ui.fault import FaultScreen
from venue_kiosk.ui.screen_text import press, screen_text, type_text, wait_for_work


class OfficeScreen(AskingScreen):
    def __init__(self, kiosk):
        super().__init__(kiosk, _)

    def compose(self):
        yield Sentence(classes="answer")
        yield KeyBar([])


class OfficeApp(BaseApp):
    """Remembers what the dialogs came back with."""

    def __init__(self, kiosk):
        super().__init__()
        self.office = OfficeScreen(kiosk)
        self.came_back = []

    def on_mount(self):
        self.push_screen(self.office)

    def begin(self, coroutine):
        async def wait():
            self.came_back.append(await coroutine)

        self.run_worker(wait())


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


@pytest.fixture
async def office(make_venue):
    with make_venue(plugins=[]).open() as kiosk:
        app = OfficeApp(kiosk)
        async with app.run_test(size=(60, 18)) as pilot:
            await wait_for_work(pilot)
            yield pilot


def work(pilot, do):
    pilot.app.begin(pilot.app.office.work_on(lambda: "Counting", do))


async def test_the_work_has_a_kiosk_and_a_thread_of_its_own(office):
    seen = []

    def count(kiosk, _tell):
        seen.append((kiosk, threading.current_thread()))
        return kiosk.register.count_by_decision()

    work(office, count)
    await wait_for_work(office)
    assert office.app.came_back == [Done({})]
    [(kiosk, thread)] = seen
    assert kiosk is not office.app.office.kiosk
    assert thread is not threading.main_thread()


async def test_progress_is_shown_while_the_work_goes_on(office, until):
    shown, go_on = threading.Event(), threading.Event()

    def count(_kiosk, tell):
        tell(1_200, 30_000)
        shown.set()
        go_on.wait(10)

    work(office, count)
    await until(office, shown.is_set)
    await office.pause()
    assert "Counting" in screen_text(office.app)
    assert "1,200 / 30,000" in screen_text(office.app)
    go_on.set()
    await wait_for_work(office)
    assert office.app.came_back == [Done(None)]


async def test_stop_ends_the_work_at_its_next_step(office, until):
    begun = threading.Event()
    steps = []

    def count(_kiosk, tell):
        for step in range(10_000):
            tell(step, 10_000)
            steps.append(step)
            begun.set()
            threading.Event().wait(0.001)

    work(office, count)
    await until(office, begun.is_set)
    await press(office, "escape")
    await wait_for_work(office)
    assert office.app.came_back == [Stopped()]
    assert len(steps) < 10_000


async def test_a_problem_comes_back_as_what_somebody_must_act_on(office):
    problem = RefusedError("No.", "Ask again.")

    def refuse(_kiosk, _tell):
        raise problem

    work(office, refuse)
    await wait_for_work(office)
    assert office.app.came_back == [Failed(problem)]
    office.app.office.say_problem(problem)
    await office.pause()
    assert "■ No." in screen_text(office.app)


async def test_a_bug_in_the_work_shows_the_fault_and_leaves_no_dialog_standing(office, until):
    def stumble(_kiosk, _tell):
        raise ZeroDivisionError

    work(office, stumble)
    await until(office, lambda: isinstance(office.app.screen, FaultScreen))
    await press(office, "enter")
    await wait_for_work(office)
    assert office.app.screen is office.app.office
    assert office.app.came_back == [Stopped()]
    office.app._exception = None  # seen, and nothing else may fail the test


async def test_the_work_stops_when_the_kiosk_closes(make_venue, until):
    begun, ended = threading.Event(), threading.Event()

    def count(_kiosk, tell):
        try:
            while True:
                tell(1, 0)
                begun.set()
                threading.Event().wait(0.001)
        finally:
            ended.set()

    with make_venue(plugins=[]).open() as kiosk:
        async with OfficeApp(kiosk).run_test() as pilot:
            await wait_for_work(pilot)
            work(pilot, count)
            await until(pilot, begun.is_set)
    assert ended.wait(10)


@pytest.mark.parametrize(
    ("key", "answer"), [("y", True), ("f8", True), ("n", False), ("b", False), ("escape", False)]
)
async def test_a_question_is_answered_by_one_key(office, key, answer):
    office.app.begin(office.app.office.confirm(lambda: "Really?", yes="do it"))
    await wait_for_work(office)
    assert "Really?" in screen_text(office.app)
    await press(office, key)
    assert office.app.came_back == [answer]


@pytest.mark.parametrize("key", ["enter", "space", "f2"])
async def test_a_key_that_is_pressed_by_habit_answers_nothing(office, key):
    office.app.begin(office.app.office.confirm(lambda: "Really?", yes="do it"))
    await wait_for_work(office)
    await press(office, key)
    assert office.app.came_back == []


async def test_a_text_is_asked_for(office):
    office.app.begin(office.app.office.ask(lambda: "Which number?", example="0123-4"))
    await wait_for_work(office)
    await type_text(office, " 0042-7 ")
    await press(office, "enter")
    assert office.app.came_back == ["0042-7"]


async def test_leaving_a_question_is_no_answer(office):
    office.app.begin(office.app.office.ask(lambda: "Which number?", example="0123-4"))
    await wait_for_work(office)
    await press(office, "escape")
    assert office.app.came_back == [None]


async def test_an_example_is_not_taken_for_an_answer_nor_for_none(office):
    office.app.begin(office.app.office.ask(lambda: "Which number?", example="0123-4"))
    await wait_for_work(office)
    await press(office, "enter")
    assert office.app.came_back == []
    assert "Which number?" in screen_text(office.app)
