"""``kiosk childcare …``: the list of commands with their parameters."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import click

from plugins.childcare import running
from plugins.childcare.acts import Asked, Done
from plugins.childcare.childcare import Childcare
from plugins.childcare.desk import LOST_STUB_REASONS, OVERRIDE_REASONS, REOPEN_REASONS
from plugins.childcare.stub_office import REISSUE_REASONS
from venue_kiosk.api import N_, Answer, Command, ScreenCommand

_TAG: Final = click.Argument(["tag"], type=int)
_BAND: Final = click.Option(["--band"], required=True, help=N_("The age band, as in the settings."))
_UID: Final = click.Option(["--uid"], help=N_("Do it once, however often it is asked for."))
_SECOND: Final = click.Option(
    ["--second"],
    metavar="ID",
    help=N_("Another handler; the passphrase is the next line of standard input."),
)
_NEEDED_SECOND: Final = click.Option(["--second"], metavar="ID", required=True, help=_SECOND.help)
_CARD_LEFT: Final = click.Option(
    ["--card-left"], is_flag=True, help=N_("The paper card did not go back to the parent.")
)


def _why(reasons: Sequence[str], **options: Any) -> click.Option:
    return click.Option(
        ["--why"], type=click.Choice(list(reasons)), help=N_("The reason."), **options
    )


def _on_tag(name: str, act: Callable[[Childcare], Callable[..., Done]], help_words: str) -> Command:
    def run(plugin: Childcare, answer: Answer, *, tag: int, uid: str | None) -> int:
        return running.answer_done(act(plugin)(tag, Asked(uid=uid)), answer)

    return Command(f"childcare {name}", run, help_words, [_TAG, _UID])


def _plain(name: str, act: Callable[[Childcare], Callable[..., Done]], help_words: str) -> Command:
    def run(plugin: Childcare, answer: Answer, *, uid: str | None) -> int:
        return running.answer_done(act(plugin)(Asked(uid=uid)), answer)

    return Command(f"childcare {name}", run, help_words, [_UID])


def _of_number(
    name: str, act: Callable[[Childcare], Callable[..., Done]], help_words: str
) -> Command:
    def run(plugin: Childcare, answer: Answer, *, n: int, uid: str | None) -> int:
        return running.answer_done(act(plugin)(n, Asked(uid=uid)), answer)

    return Command(f"childcare {name}", run, help_words, [click.Argument(["n"], type=int), _UID])


def _run_decline(plugin: Childcare, answer: Answer, *, tag: int, band: str, uid: str | None) -> int:
    return running.answer_done(plugin.desk.decline(tag, band, Asked(uid=uid)), answer)


def _run_correct(
    plugin: Childcare, answer: Answer, *, wrong: str, right: str, uid: str | None
) -> int:
    return running.answer_done(plugin.desk.correct_band(wrong, right, Asked(uid=uid)), answer)


_QUALIFICATION: Final = click.Argument(["qualification"])
_NUMBER: Final = click.Argument(["number"], type=int)
_OUT: Final = click.Option(
    ["--out"], type=click.Path(path_type=Path), required=True, help=N_("The PDF to write.")
)
_ONLY: Final = click.Option(
    ["--tag"], type=int, multiple=True, help=N_("Only this number; may be given more than once.")
)
_DROP_OFF: Final = (
    _BAND,
    click.Option(["--reserved"], is_flag=True, help=N_("A reservation is used up.")),
    click.Option(["--slip"], type=int, help=N_("The slip of the waiting list.")),
    click.Option(["--tag"], type=int, help=N_("The tag at hand; the first that is ready.")),
    *(_SECOND, _why(OVERRIDE_REASONS), _UID),
)

COMMANDS: Final = (
    Command("childcare status", running.run_status, N_("Say how the room stands.")),
    Command("childcare tags", running.run_tags, N_("Print today's tags."), [_OUT, _ONLY, _UID]),
    Command(
        "childcare carers",
        running.run_carers,
        N_("Set how many carers are on duty."),
        [_QUALIFICATION, _NUMBER, _UID],
    ),
    Command("childcare drop-off", running.run_drop_off, N_("Give a place and a tag."), _DROP_OFF),
    _on_tag("enter", lambda p: p.desk.enter, N_("Take a child into the room, all checks done.")),
    Command(
        "childcare decline",
        _run_decline,
        N_("Send a child back who cannot be accepted."),
        [_TAG, _BAND, _UID],
    ),
    _on_tag("call", lambda p: p.desk.call, N_("Call a parent by number, or once more.")),
    _on_tag("stop-calling", lambda p: p.desk.stop_calling, N_("Take a call back.")),
    Command(
        "childcare pick-up",
        running.run_pick_up,
        N_("Hand a child over against its stub."),
        [_TAG, click.Argument(["stub"]), _BAND, _CARD_LEFT, _UID],
    ),
    Command(
        "childcare lost-stub",
        running.run_lost_stub,
        N_("Hand a child over without a stub, by two people."),
        [_TAG, _BAND, _NEEDED_SECOND, _why(LOST_STUB_REASONS, required=True), _CARD_LEFT, _UID],
    ),
    Command(
        "childcare reopen",
        running.run_reopen,
        N_("Take a pick-up back."),
        [_TAG, _BAND, _why(REOPEN_REASONS, required=True), _UID],
    ),
    Command(
        "childcare reissue",
        running.run_reissue,
        N_("Replace both halves of a tag."),
        [_TAG, _why(REISSUE_REASONS, required=True), _SECOND, _UID],
    ),
    Command(
        "childcare correct-band",
        _run_correct,
        N_("Count one child in another age band."),
        [click.Argument(["wrong"]), click.Argument(["right"]), _UID],
    ),
    _plain("wait", lambda p: p.waiting.join, N_("Give out a slip of the waiting list.")),
    _of_number("leave", lambda p: p.waiting.leave, N_("Take a slip off the waiting list.")),
    _plain("no-show", lambda p: p.waiting.record_no_show, N_("Give up one reserved place.")),
    _of_number(
        "reserved", lambda p: p.waiting.set_reserved, N_("Set how many reservations there are.")
    ),
    _plain("card", lambda p: p.duty.settle_card, N_("A card left behind is in the paper ledger.")),
    _plain("close", lambda p: p.duty.close, N_("End the day.")),
)
DISPLAY: Final = ScreenCommand(
    "childcare display", "childcare-display", N_("Show the called numbers to the hall.")
)
