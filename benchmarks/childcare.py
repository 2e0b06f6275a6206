"""From a key of the childcare desk to its answer: ``python -m benchmarks childcare``."""

from collections.abc import Iterator, Sequence

from benchmarks.stage import stage
from benchmarks.tables import Table, median, ms, percentile, show, verdict
from benchmarks.terminal import Terminal
from plugins.childcare.acts import PLAINLY
from plugins.childcare.messages import _
from venue_kiosk.testing import passphrase_of

TARGET = 0.060
IDLE = 0.25
CARER = "H-06"
AT_ONCE = 4
TAGS = 28
"""Each serves one child a day."""
F2, F3, F5, F6 = "\x1bOQ", "\x1bOR", "\x1b[15~", "\x1b[17~"


def run(*, quick: bool) -> None:
    times: dict[str, list[float]] = {}
    with stage() as made:
        codes = _prepare(made)
        event = made.venue.event
        made.venue.close()
        arguments = [str(event), CARER, passphrase_of(CARER), "childcare"]
        with Terminal("benchmarks.opened_kiosk", arguments, made.environment) as terminal:
            terminal.wait_for(_("Nobody is here."))
            terminal.read_for(4 * IDLE)
            for first in range(1, 8 if quick else TAGS, AT_ONCE):
                for act, seconds in _one_round(terminal, codes, range(first, first + AT_ONCE)):
                    times.setdefault(act, []).append(seconds)
    show(
        Table(
            "Childcare: an act's last key to its answer, committed",
            ("act", "n", "p50 ms", "p95 ms", "target"),
            [_row(act, values[AT_ONCE:]) for act, values in times.items()],
            "Keys written to the pty until the answer has come out of it; carers, 80×24."
            f" Target: p95 at most {ms(TARGET)} ms.",
        )
    )


def _row(act: str, values: Sequence[float]) -> Sequence[str]:
    p95 = percentile(values, 0.95)
    return (act, str(len(values)), ms(median(values)), ms(p95), verdict(p95, TARGET))


def _prepare(made) -> dict[int, str]:
    kiosk = made.venue.open(CARER)
    living = kiosk.plugin("childcare")
    codes = {stub.tag_no: code for stub, code in living.stubs.issue(PLAINLY)}
    living.duty.set_carers("nursery", AT_ONCE)
    return codes


def _one_round(
    terminal: Terminal, codes: dict[int, str], tags: range
) -> Iterator[tuple[str, float]]:
    """Let some children come, be called and go."""
    for tag in tags:
        yield "drop-off", _act(terminal, [F2], "3", _("Tag {n}: in our care", n=tag))
        yield (
            "to the room",
            _act(terminal, [F3, f"{tag}\r"], "1", _("Tag {tag}: in the room.", tag=tag)),
        )
        yield "call", _act(terminal, [F5, f"{tag}"], "\r", _("Please come to the childcare room."))
    for tag in tags:
        before = [F6, f"{tag}\r", f"{codes[tag]}\r", "1"]
        yield "pick-up", _act(terminal, before, "1", _("Tag {n}: picked up", n=tag))


def _act(terminal: Terminal, before: Sequence[str], last: str, words: str) -> float:
    for keys in before:
        terminal.press(keys)
        terminal.read_for(IDLE)
    terminal.forget()
    pressed = terminal.press(last)
    return terminal.wait_for(words) - pressed
