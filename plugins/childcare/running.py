"""What each ``kiosk childcare …`` does: the same services as the desk, on numbers alone."""

from pathlib import Path

from plugins.childcare.accepting import Request
from plugins.childcare.acts import Asked, Done
from plugins.childcare.childcare import Childcare
from plugins.childcare.counting import compose_counts
from plugins.childcare.desk import PickUp
from plugins.childcare.messages import _
from plugins.childcare.printing import print_tags
from plugins.childcare.refusals import wrong_stub
from plugins.childcare.stubs import StubShown, parse_code, parse_scan
from plugins.childcare.telling import tell_done, tell_room
from venue_kiosk.api import Answer, Task, require


def asked_of(
    plugin: Childcare, answer: Answer, *, uid: str | None, second: str | None = None, why: str = ""
) -> Asked:
    """Return who stands behind an act; the second person's passphrase is the next line."""
    require(plugin.kiosk.handler, Task.RUN_CHILDCARE)  # before a second person types a passphrase
    if second is None:
        return Asked(uid=uid, why=why or "")
    passphrase = next(answer.lines(), "")
    proven = plugin.kiosk.verify_handler(second.strip().upper(), passphrase)
    return Asked(uid=uid, second=proven, why=why or "")


def run_status(plugin: Childcare, answer: Answer) -> int:
    """Say how the room stands."""
    room = plugin.room()
    for line in tell_room(room, plugin.settings):
        answer.say(line)
    if answer.wants_json:
        answer.give(compose_counts(room, plugin.store))
    return 0


def run_drop_off(
    plugin: Childcare,
    answer: Answer,
    *,
    band: str,
    reserved: bool,
    slip: int | None,
    tag: int | None,
    second: str | None,
    why: str | None,
    uid: str | None,
) -> int:
    """Give a place and a tag."""
    asked = asked_of(plugin, answer, uid=uid, second=second, why=why or "")
    request = Request(band=band, reserved=reserved, slip_no=slip)
    return answer_done(plugin.desk.drop_off(request, asked, tag_no=tag), answer)


def run_pick_up(
    plugin: Childcare,
    answer: Answer,
    *,
    tag: int,
    stub: str,
    band: str,
    card_left: bool,
    uid: str | None,
) -> int:
    """Hand a child over against its stub."""
    child = PickUp(tag_no=tag, band=band, card_returned=not card_left)
    shown = read_stub(tag, stub)
    return answer_done(plugin.desk.pick_up(child, shown, Asked(uid=uid)), answer)


def read_stub(tag_no: int, text: str) -> StubShown:
    """Return what was scanned or typed.

    Raises:
        StubMismatchError: it is neither a stub's code nor four digits with their check digit.
    """
    scanned = parse_scan(text)
    if scanned is not None:
        return scanned
    code = parse_code(text)
    if code is None:
        raise wrong_stub()
    return StubShown(tag_no, code)


def run_lost_stub(
    plugin: Childcare,
    answer: Answer,
    *,
    tag: int,
    band: str,
    second: str,
    why: str,
    card_left: bool,
    uid: str | None,
) -> int:
    """Hand a child over without a stub, by two people."""
    child = PickUp(tag_no=tag, band=band, card_returned=not card_left)
    asked = asked_of(plugin, answer, uid=uid, second=second, why=why)
    return answer_done(plugin.desk.release(child, asked), answer)


def run_reopen(
    plugin: Childcare, answer: Answer, *, tag: int, band: str, why: str, uid: str | None
) -> int:
    """Take a pick-up back."""
    child = PickUp(tag_no=tag, band=band)
    return answer_done(plugin.desk.reopen(child, Asked(uid=uid, why=why)), answer)


def run_reissue(
    plugin: Childcare,
    answer: Answer,
    *,
    tag: int,
    why: str,
    second: str | None,
    uid: str | None,
) -> int:
    """Replace both halves of a tag."""
    asked = asked_of(plugin, answer, uid=uid, second=second, why=why)
    return answer_done(plugin.stubs.reissue(tag, asked), answer)


def run_carers(
    plugin: Childcare, answer: Answer, *, qualification: str, number: int, uid: str | None
) -> int:
    """Set how many carers are on duty."""
    return answer_done(plugin.duty.set_carers(qualification, number, Asked(uid=uid)), answer)


def run_tags(
    plugin: Childcare, answer: Answer, *, out: Path, tag: tuple[int, ...], uid: str | None
) -> int:
    """Print today's tags; a reprint has the same codes."""
    n = print_tags(plugin, out, Asked(uid=uid), only=tag)
    answer.say(_("{n} tags: {file}", n=n, file=out.name))
    if answer.wants_json:
        answer.give({"tags": n, "file": str(out)})
    return 0


def answer_done(done: Done, answer: Answer) -> int:
    """Say what an act did."""
    answer.say(tell_done(done))
    if answer.wants_json:
        answer.give(
            {
                "act": done.act,
                "at": done.at.isoformat(),
                "tag": done.tag_no,
                "slip": done.slip_no,
                "next_slip": done.next_slip,
                "repeat": done.repeat,
            }
        )
    return 0
