"""The list of handlers: who is added, changed, let in and out, and by whom."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Duty, Handler, HandlerRole, Task
from venue_kiosk.domain.person import Person
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import RefusedError, UsageError
from venue_kiosk.i18n import _
from venue_kiosk.ports import AuditTrail, Clock, TokenSource, Transactions
from venue_kiosk.ports.people import PeopleKeys, PeopleStore
from venue_kiosk.services.authorisation import Prove
from venue_kiosk.services.passphrases import (
    Style,
    event_words,
    make_passphrase,
    require_strong,
)
from venue_kiosk.services.permission import require
from venue_kiosk.services.sign_in_gate import SignInGate

_ID: Final = re.compile(r"[A-Z][A-Za-z0-9-]{0,15}")


@dataclass(frozen=True, slots=True)
class Issued:
    """A passphrase to be shown once and written on its slip."""

    handler_id: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleParts:
    """What the list of handlers works with."""

    store: PeopleStore
    keys: PeopleKeys
    gate: SignInGate
    prove: Prove
    audit: AuditTrail
    transactions: Transactions
    clock: Clock
    tokens: TokenSource


class People:
    """The accounts of one event, for the handler who is signed in."""

    def __init__(
        self, parts: PeopleParts, programme: Programme, *, handler: Handler, with_card: bool
    ) -> None:
        self._parts = parts
        self._programme = programme
        self._handler = handler
        self._with_card = with_card

    def listed(self) -> Sequence[Person]:
        """Return every account; no name is in it.

        Raises:
            NotPermittedError: the role does not allow it.
        """
        require(self._handler, Task.SEE_LOG)
        return self._parts.store.all()

    def waiting(self) -> Mapping[str, int]:
        """Return wrong passphrases by id, where there are any.

        Raises:
            NotPermittedError: the role does not allow it.
        """
        require(self._handler, Task.SEE_LOG)
        return self._parts.gate.waiting()

    def add(self, person: Person, *, style: Style = Style.WORDS) -> Issued:
        """Add an account and let its owner in; shows the passphrase this once.

        Raises:
            NotPermittedError: the role does not allow it.
            UsageError: the id is not one, or the duties do not fit the role.
            RefusedError: the id was used before, every key slot is taken, or it is a witness.
        """
        require(self._handler, Task.MANAGE_PEOPLE)
        _check(person)
        if self._parts.store.get(person.handler_id) is not None:
            raise RefusedError(
                _("{id} was given to somebody already.", id=person.handler_id),
                _("Choose an id that was never used in this event."),
            )
        if person.opens:
            self._parts.keys.require_room()
        with self._parts.transactions.transaction():
            self._parts.store.record(replace(person, needs_passphrase=True))
            self._log("handler_added", of=person.handler_id)
        return self._issue(person, style)

    def change(
        self,
        handler_id: str,
        *,
        duties: frozenset[Duty] | None = None,
        trained: dt.date | None = None,
        reported: dt.date | None = None,
        document: str | None = None,
    ) -> Person:
        """Record duties, training or the report to the ward; what is not given stays.

        Raises:
            NotPermittedError: the role does not allow it.
            UsageError: nobody has the id, or the duties do not fit the role.
        """
        require(self._handler, Task.MANAGE_PEOPLE)
        before = self._current(handler_id)
        handler = replace(
            before.handler,
            duties=before.handler.duties if duties is None else duties,
            trained=trained or before.handler.trained,
            reported=reported or before.handler.reported,
        )
        document = before.report_document if document is None else document
        after = replace(before, handler=handler, report_document=document)
        _check(after)
        with self._parts.transactions.transaction():
            self._parts.store.change(after)
            self._log("handler_changed", of=handler_id)
        return after

    def issue(self, handler_id: str, *, style: Style = Style.WORDS) -> Issued:
        """Give somebody a new passphrase, for instance when the slip was lost.

        Raises:
            NotPermittedError: the role does not allow it.
            UsageError: nobody has the id.
            RefusedError: it is the witness, whose key nobody else can wrap again.
        """
        require(self._handler, Task.MANAGE_PEOPLE)
        person = self._current(handler_id)
        if person.handler.role is HandlerRole.WITNESS:
            raise RefusedError(
                _("Only the witness can change the witness's passphrase."),
                _("Let the witness enter the former and the new one."),
            )
        return self._issue(person, style)

    def choose(self, handler_id: str, former: str, passphrase: str) -> None:
        """Let somebody replace their own passphrase; anybody may, with the former one.

        Raises:
            SignInError: the former passphrase is wrong.
            NotNowError: the person may not work today, or has to wait after wrong passphrases.
            UsageError: the new passphrase is too weak, or the same.
        """
        self._parts.prove(Credential(handler_id, former))
        if former == passphrase:
            raise UsageError(
                _("This is the passphrase you have already."), _("Choose another one.")
            )
        near = event_words(self._programme)
        require_strong(passphrase, with_card=self._with_card, near=near)
        person = self._current(handler_id)
        if person.handler.role is HandlerRole.WITNESS:
            with self._parts.transactions.transaction():
                self._log("passphrase_chosen", of=handler_id, who=handler_id)
            self._parts.keys.change_witness(handler_id, former, passphrase)
            return
        self._give(person, passphrase, "passphrase_chosen", who=handler_id)

    def revoke(self, handler_id: str) -> None:
        """End an account: its key slot is overwritten, its id is never given again.

        Raises:
            NotPermittedError: the role does not allow it.
            UsageError: nobody has the id.
            RefusedError: it is one's own account, or the witness's.
        """
        require(self._handler, Task.MANAGE_PEOPLE)
        person = self._revocable(handler_id)
        with self._parts.transactions.transaction():
            self._parts.store.change(
                replace(person, revoked_at=self._parts.clock.now(), needs_passphrase=False)
            )
            self._log("handler_revoked", of=handler_id)
            if not person.opens:
                self._parts.keys.take(person)
        if person.opens:
            self._parts.keys.take(person)

    def renew_key(self, own: Credential, *, style: Style = Style.WORDS) -> Sequence[Issued]:
        """Encrypt the vault anew where a revoked handler may have copied the disk.

        Everybody else who opens the kiosk gets a new passphrase: a slot cannot be wrapped again
        without its owner's. Cut off, those without one are listed as needing it.

        Raises:
            NotPermittedError: the role does not allow it.
            SignInError: ``own`` is not the signed-in handler's passphrase.
            NotNowError: another lane is open.
        """
        require(self._handler, Task.MANAGE_PEOPLE)
        own = replace(own, user_id=self._handler.handler_id)
        proof = self._parts.prove(own)
        others = [
            person
            for person in self._parts.store.all()
            if person.is_current and person.opens and person.handler_id != own.user_id
            if person.handler.role is not HandlerRole.WITNESS
        ]
        with self._parts.transactions.transaction():
            for person in others:
                self._parts.store.change(replace(person, needs_passphrase=True))
            self._log("key_renewed", of=proof.handler.handler_id)
        self._parts.keys.renew(own)
        return [self._issue(person, style) for person in others]

    def clear_wait(self, handler_id: str) -> None:
        """Let somebody try again at once after wrong passphrases.

        Raises:
            NotPermittedError: the role does not allow it.
            UsageError: nobody has the id.
        """
        require(self._handler, Task.MANAGE_PEOPLE)
        self._current(handler_id)
        with self._parts.transactions.transaction():
            self._log("wait_cleared", of=handler_id)
        self._parts.gate.clear(handler_id)

    def _issue(self, person: Person, style: Style) -> Issued:
        passphrase = make_passphrase(self._parts.tokens, style)
        self._give(person, passphrase, "passphrase_issued", who=self._handler.handler_id)
        return Issued(person.handler_id, passphrase)

    def _give(self, person: Person, passphrase: str, act: str, *, who: str) -> None:
        # Logged before it is done: cut off between, the log says too much, never too little.
        with self._parts.transactions.transaction():
            self._parts.store.change(replace(person, needs_passphrase=True))
            self._log(act, of=person.handler_id, who=who)
        with self._parts.transactions.transaction():
            self._parts.keys.give(person, passphrase)
            self._parts.store.change(replace(person, needs_passphrase=False))

    def _current(self, handler_id: str) -> Person:
        person = self._parts.store.get(handler_id)
        if person is None or not person.is_current:
            raise UsageError(
                _("There is no handler {id}.", id=handler_id),
                _("See the list of handlers for the ids."),
            )
        return person

    def _revocable(self, handler_id: str) -> Person:
        person = self._current(handler_id)
        if handler_id == self._handler.handler_id:
            raise RefusedError(
                _("You cannot revoke your own account."),
                _("Another manager or the security officer can."),
            )
        if person.handler.role is HandlerRole.WITNESS:
            raise RefusedError(
                _("The witness's account ends with the event."),
                _("Without it the erasure could not be confirmed."),
            )
        return person

    def _log(self, act: str, *, of: str, who: str | None = None) -> None:
        self._parts.audit.append(
            who or self._handler.handler_id, act, at=self._parts.clock.now(), why=of
        )


def _check(person: Person) -> None:
    handler = person.handler
    if not _ID.fullmatch(handler.handler_id):
        raise UsageError(
            _("An id is a capital letter, then letters, digits and “-”, 16 at most."),
            _("For example H-09. No names: the id stands in the operation log."),
        )
    if handler.role is HandlerRole.WITNESS:
        raise RefusedError(
            _("A witness's key is made with the event."),
            _("Name the witness in the programme file before making an event."),
        )
    if (handler.role is HandlerRole.HANDLER) is not bool(handler.duties):
        raise UsageError(
            _("A handler has at least one duty; the other roles have none."),
            _("Choose from: {duties}", duties=", ".join(Duty)),
        )
