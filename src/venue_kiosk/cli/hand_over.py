"""``kiosk hand-over``: asking the two people, making the package, showing the password once."""

from dataclasses import dataclass
from pathlib import Path

from venue_kiosk.bootstrap import Installation, open_event
from venue_kiosk.cli.answers import StreamAnswer
from venue_kiosk.cli.signing_in import ask_credential
from venue_kiosk.domain.handler import Task
from venue_kiosk.i18n import _
from venue_kiosk.services.hand_over import MadePackage


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The command line as it was typed."""

    event: Path
    out: Path
    handler: str | None
    witness: str | None
    password_stdin: bool
    archive: bool


def make_and_tell(installation: Installation, asked: Asked, answer: StreamAnswer) -> int:
    """Make the package and tell the password, this once.

    Raises:
        KioskError: nothing was handed over.
    """
    if not asked.password_stdin:
        answer.say(_("Who hands over:"))
    first = ask_credential(asked.handler, password_stdin=asked.password_stdin)
    with open_event(installation, asked.event, first) as kiosk:
        operator = kiosk.authorisation.consent(first)
        if not asked.password_stdin:
            answer.say(_("Who stands by:"))
        second = ask_credential(asked.witness, password_stdin=asked.password_stdin)
        witness = kiosk.authorisation.consent(second)
        two = kiosk.authorisation.authorise(Task.HAND_OVER, operator=operator, witness=witness)
        made = kiosk.hand_over.make(asked.out, two, as_archive=asked.archive)
    _tell(made, answer)
    return 0


def _tell(made: MadePackage, answer: StreamAnswer) -> None:
    packed = made.packed
    for each in packed.files:
        answer.say(f"{each.name}  {each.title}  {each.n}")
    answer.say(_("Hash of the hand-over list: {hash}", hash=packed.list_sha256))
    answer.say(_("Password of the package: {password}", password=made.password))
    answer.say(
        _("It is shown this once. Write it on a slip of its own and tell it by another route.")
    )
    answer.say(_("Next: the ward opens the package; then run “kiosk receipt”."))
    if answer.wants_json:
        answer.give(
            {
                "format": "venue-hand-over-result/1",
                "password": made.password,
                "list_sha256": packed.list_sha256,
                "files": [
                    {"name": each.name, "kind": each.kind, "n": each.n} for each in packed.files
                ],
                "items": [
                    {"plugin": owner, "item": item, "count": n}
                    for (owner, item), n in sorted(packed.counts.items())
                ],
            }
        )
