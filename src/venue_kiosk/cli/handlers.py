"""``kiosk handlers``: who may open the event, told and changed at the command line."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click

from venue_kiosk.bootstrap import Installation, open_event
from venue_kiosk.cli.answers import StreamAnswer, read_line
from venue_kiosk.cli.signing_in import ask_credential
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Duty, Handler, HandlerRole, Party
from venue_kiosk.domain.person import Person
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.passphrases import Style
from venue_kiosk.services.people import Issued
from venue_kiosk.services.people_words import tell_person


def run(
    installation: Installation,
    act: str,
    *,
    event: Path,
    handler: str | None,
    password_stdin: bool,
    as_json: bool,
    **facts: Any,
) -> int:
    """Do one act of the command line, signed in as ``handler``.

    Raises:
        KioskError: it was refused.
    """
    own = ask_credential(handler, password_stdin=password_stdin)
    answer = StreamAnswer(wants_json=as_json)
    if act in {"revoke", "passphrase"}:
        facts["own"] = own
    if act == "passphrase":
        facts["password_stdin"] = password_stdin
    with open_event(installation, event, own) as kiosk:
        return _ACTS[act](kiosk, answer, **facts)


def show(kiosk: OpenKiosk, answer: StreamAnswer) -> int:
    """Show every account; wrong passphrases beside it."""
    people, waiting = kiosk.people.listed(), kiosk.people.waiting()
    if answer.wants_json:
        facts = [_facts(person, waiting.get(person.handler_id, 0)) for person in people]
        answer.give({"handlers": facts})
        return 0
    for person in people:
        click.echo("\t".join(tell_person(person, wrong=waiting.get(person.handler_id, 0))))
    return 0


def add(
    kiosk: OpenKiosk,
    answer: StreamAnswer,
    *,
    who: str,
    role: str,
    duties: Sequence[str],
    trained: dt.datetime | None,
    reported: dt.datetime | None,
    document: str | None,
    opens: bool,
    symbols: bool,
) -> int:
    """Add an account and show its passphrase this once."""
    kind = HandlerRole(role)
    handler = Handler(
        handler_id=who,
        role=kind,
        duties=frozenset(map(Duty, duties)),
        trained=_day(trained),
        reported=_day(reported),
        party=Party.CLIENT if kind is HandlerRole.AUDITOR else Party.CONTRACTOR,
    )
    person = Person(handler=handler, report_document=document or "", opens=opens)
    return _show_issued([kiosk.people.add(person, style=_style(symbols=symbols))], answer)


def change(
    kiosk: OpenKiosk,
    answer: StreamAnswer,
    *,
    who: str,
    duties: Sequence[str],
    trained: dt.datetime | None,
    reported: dt.datetime | None,
    document: str | None,
    new_passphrase: bool,
    symbols: bool,
) -> int:
    """Record what is given; a new passphrase is shown this once."""
    if duties or trained or reported or document is not None:
        kiosk.people.change(
            who,
            duties=frozenset(map(Duty, duties)) if duties else None,
            trained=_day(trained),
            reported=_day(reported),
            document=document,
        )
    elif not new_passphrase:
        raise UsageError(
            _("There is nothing to change."), _("See: {command} --help", command="kiosk handlers")
        )
    if new_passphrase:
        return _show_issued([kiosk.people.issue(who, style=_style(symbols=symbols))], answer)
    return _done(answer, who)


def revoke(
    kiosk: OpenKiosk, answer: StreamAnswer, *, who: str, own: Credential, disk_copied: bool
) -> int:
    """End an account; renew the key where the disk may have been copied."""
    kiosk.people.revoke(who)
    if not disk_copied:
        return _done(answer, who)
    answer.say(_("The vault is encrypted anew …"))
    return _show_issued(kiosk.people.renew_key(own), answer)


def clear_wait(kiosk: OpenKiosk, answer: StreamAnswer, *, who: str) -> int:
    """Let somebody try again at once."""
    kiosk.people.clear_wait(who)
    return _done(answer, who)


def choose(
    kiosk: OpenKiosk,
    answer: StreamAnswer,
    *,
    who: str | None,
    own: Credential,
    password_stdin: bool,
) -> int:
    """Replace a passphrase by one that its owner chose."""
    person = who or own.user_id
    former = (
        own.passphrase
        if person == own.user_id
        else _hidden(_("Former passphrase of {id}: ", id=person), password_stdin=password_stdin)
    )
    words = _hidden(_("New passphrase of {id}: ", id=person), password_stdin=password_stdin)
    if not password_stdin and words != _hidden(_("The same once more: "), password_stdin=False):
        raise UsageError(_("The two are not the same."), _("Nothing was changed. Try again."))
    kiosk.people.choose(person, former, words)
    return _done(answer, person)


def _hidden(words: str, *, password_stdin: bool) -> str:
    if password_stdin:
        return read_line()
    return str(click.prompt(words, hide_input=True, prompt_suffix="", err=True))


def _show_issued(issued: Sequence[Issued], answer: StreamAnswer) -> int:
    for each in issued:
        answer.say(
            _("Passphrase of {id}: {passphrase}", id=each.handler_id, passphrase=each.passphrase)
        )
    answer.say(_("The passphrases are shown this once. Give each to its handler on paper."))
    if answer.wants_json:
        answer.give({"passphrases": {each.handler_id: each.passphrase for each in issued}})
    return 0


def _done(answer: StreamAnswer, who: str) -> int:
    answer.say(_("Done: {id}", id=who))
    if answer.wants_json:
        answer.give({"handler": who})
    return 0


def _facts(person: Person, wrong: int) -> dict[str, Any]:
    handler = person.handler
    return {
        "id": handler.handler_id,
        "role": handler.role,
        "duties": [duty for duty in Duty if duty in handler.duties],
        "trained": handler.trained and handler.trained.isoformat(),
        "reported": handler.reported and handler.reported.isoformat(),
        "document": person.report_document,
        "opens": person.opens,
        "needs_passphrase": person.needs_passphrase,
        "revoked_at": person.revoked_at and person.revoked_at.isoformat(timespec="seconds"),
        "wrong_passphrases": wrong,
    }


def _day(value: dt.datetime | None) -> dt.date | None:
    return None if value is None else value.date()


def _style(*, symbols: bool) -> Style:
    return Style.SYMBOLS if symbols else Style.WORDS


_ACTS: Final[Mapping[str, Callable[..., int]]] = {
    "list": show,
    "add": add,
    "change": change,
    "revoke": revoke,
    "unlock": clear_wait,
    "passphrase": choose,
}
