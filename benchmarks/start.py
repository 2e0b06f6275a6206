"""From process start to the first paint of each screen: ``python -m benchmarks start``."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from benchmarks.stage import WHO, Stage, stage
from benchmarks.tables import NOTHING, Table, interleaved, median, percentile, show, times, verdict
from benchmarks.terminal import Terminal
from plugins.reception.messages import _ as reception_words
from venue_kiosk.i18n import _

SECONDS = 0.8
RATIO = 2.5


def run(*, quick: bool) -> None:
    count = 3 if quick else 15
    with stage() as made:
        _first_paint(made, count)
        _after_sign_in(made, 2 if quick else 7)


def _first_paint(made: Stage, count: int) -> None:
    environment = made.environment
    event = [str(made.venue.event), *WHO]
    started: dict[str, Callable[[], float]] = {
        "empty Textual app": partial(_until, "nothing but this line", "benchmarks.empty_app"),
        "sign-in": partial(_until, _("Passphrase"), "venue_kiosk", ("open", event[0]), environment),
        "home": partial(
            _until, _("What do you do?"), "benchmarks.opened_kiosk", event, environment
        ),
        "reception desk": partial(
            _until,
            reception_words("Reception no."),
            "benchmarks.opened_kiosk",
            [*event, "reception"],
            environment,
        ),
    }
    interleaved(1, *started.values())
    found = interleaved(count, *started.values())
    empty = median(found[0])
    rows = []
    for name, values in zip(started, found, strict=True):
        middle = median(values)
        met = verdict(middle, min(SECONDS, RATIO * empty)) if middle != empty else NOTHING
        rows.append(
            (
                name,
                str(count),
                f"{middle:.2f}",
                f"{min(values):.2f}",
                f"{percentile(values, 0.9):.2f}",
                times(middle, empty),
                met,
            )
        )
    show(
        Table(
            "Start: process start to the words of the screen on a pty of 80×24",
            ("screen", "n", "median s", "least s", "p90 s", "÷ empty", "target"),
            rows,
            f"Warm start, interleaved. Target: at most {SECONDS} s and {RATIO}× the empty app."
            " Home and desk are those of an event with a cheap key slot, opened before the"
            " screen: the cost of the real key is in the next table.",
        )
    )


def _until(
    words: str,
    module: str,
    arguments: Sequence[str] = (),
    environment: Mapping[str, str] = MappingProxyType({}),
) -> float:
    with Terminal(module, arguments, environment) as terminal:
        return terminal.wait_for(words) - terminal.started


def _after_sign_in(made: Stage, count: int) -> None:
    opening, desk, back = [], [], []
    for _round in range(count):
        with Terminal("venue_kiosk", ["open", str(made.real)], made.environment) as terminal:
            terminal.wait_for(_("Passphrase"))
            terminal.type_slowly(WHO[0] + "\r" + WHO[1])
            opening.append(-terminal.press("\r") + terminal.wait_for(_("What do you do?")))
            terminal.read_for(0.3)
            number = _number_of_desk(made)
            desk.append(-terminal.press(number) + terminal.wait_for(reception_words("next")))
            terminal.read_for(0.3)
            back.append(-terminal.press("\x1bOS") + terminal.wait_for(_("What do you do?")))
    rows = [
        (name, str(count), f"{median(values):.2f}", f"{max(values):.2f}")
        for name, values in (
            ("Enter after the passphrase → home (key derived, vault checked)", opening),
            ("number → reception desk", desk),
            ("F4 → home", back),
        )
    ]
    show(Table("Start: after the sign-in screen", ("step", "n", "median s", "most s"), rows))


def _number_of_desk(made: Stage) -> str:
    from venue_kiosk.plugin.screens import find_screens

    with made.venue.open() as kiosk:
        entries = [each for each in find_screens(kiosk.host) if kiosk.handler.may(each.task)]
    return str([each.plugin for each in entries].index("reception") + 1)
