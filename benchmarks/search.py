"""From a key on the name search to its result: ``python -m benchmarks search``."""

import time
from collections.abc import Iterator, Sequence

from benchmarks.stage import WHO, Stage, stage
from benchmarks.tables import NOTHING, Table, median, ms, percentile, show, times, verdict
from benchmarks.terminal import Terminal
from plugins.reception.messages import _

TARGET = 0.050
TARGET_PEOPLE = 10_000
ERASE = "\x7f"
TYPED = (
    ("takahashi", "たかはし"),
    ("sato", "さと"),
    ("yamaza", "やまざ"),
    ("hasegawa", "はせがわ"),
    ("mitsuha", "みつは"),
)
"""Letters of which the last one brings the result, and the kana that then stand there."""
QUERIES = {
    "たか": "kana, many",
    "たかはし かず": "kana, family and given name",
    "むむむ": "kana, nobody",
    "髙橋": "kanji, many",
    "濵田 誠": "kanji, family and given name",
    "0001": "phone",
    "0042-7": "reception number",
}


def run(*, quick: bool) -> None:
    sizes = (200, 10_000) if quick else (200, 10_000, 100_000)
    rounds = 3 if quick else 12
    screen, register = [], []
    for people in sizes:
        with stage(people=people) as made:
            register += _register(made, people, 20 if quick else 200)
            screen.append((people, _screen(made, rounds)))
    show(
        Table(
            "Search: a key to the people found",
            ("people", "n", "p50 ms", "p95 ms", "most ms", "÷ 200 people", "target"),
            [_row(people, waits, median(screen[0][1])) for people, waits in screen],
            "The last letter of a name in romaji, written to the pty of the search screen,"
            " until kana and people have come out of it."
            f" Target: p50 at most {ms(TARGET)} ms at {TARGET_PEOPLE:,} people.",
        )
    )
    columns = ("people", "query", "n", "found", "p50 ms", "p95 ms")
    show(Table("Search: the register alone, without a screen", columns, register))


def _row(people: int, waits: Sequence[float], base: float) -> Sequence[str]:
    met = verdict(median(waits), TARGET) if people == TARGET_PEOPLE else NOTHING
    figures = (ms(median(waits)), ms(percentile(waits, 0.95)), ms(max(waits)))
    return (f"{people:,}", str(len(waits)), *figures, times(median(waits), base), met)


def _screen(made: Stage, rounds: int) -> Sequence[float]:
    made.venue.close()
    arguments = [str(made.venue.event), *WHO, "reception"]
    waits = []
    with Terminal("benchmarks.opened_kiosk", arguments, made.environment) as terminal:
        terminal.wait_for(_("Reception no."))
        terminal.read_for(0.3)
        terminal.press("f")
        terminal.wait_for(_("Find by name, or by the last 4 digits of the phone"))
        for _round in range(rounds):
            for letters, kana in TYPED:
                waits.append(_type(terminal, letters, kana))
    return waits[len(TYPED) :]


def _type(terminal: Terminal, letters: str, kana: str) -> float:
    terminal.type_slowly(letters[:-1])
    terminal.read_for(0.2)
    terminal.forget()
    sent = terminal.press(letters[-1])
    shown = terminal.wait_for(kana, "1  ")
    terminal.read_for(0.1)
    terminal.type_slowly(ERASE * len(kana))
    terminal.read_for(0.2)
    return shown - sent


def _register(made: Stage, people: int, count: int) -> Iterator[Sequence[str]]:
    with made.venue.open() as kiosk:
        for query, words in QUERIES.items():
            waits, found = [], 0
            for _round in range(count):
                began = time.perf_counter()
                hits = kiosk.register.find(query)
                waits.append(time.perf_counter() - began)
                found = len(hits) if isinstance(hits, Sequence) else 0
            p50, p95 = (f"{each * 1e3:.2f}" for each in (median(waits), percentile(waits, 0.95)))
            yield (f"{people:,}", f"{words}: {query}", str(count), str(found), p50, p95)
