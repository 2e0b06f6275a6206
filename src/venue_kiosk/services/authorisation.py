"""Two different people agree, each by passphrase, before something that cannot be taken back."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final, Protocol

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Handler, HandlerRole, Party, Task
from venue_kiosk.errors import RefusedError
from venue_kiosk.i18n import _
from venue_kiosk.ports import AuditTrail, Clock, Transactions
from venue_kiosk.services.permission import require

WINDOW_S: Final = 300
"""How far apart two people may type their passphrases, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Who typed a passphrase that was accepted."""

    handler: Handler
    signing_key: bytes | None = field(default=None, repr=False)
    """Ed25519 seed (32 bytes) from the witness's slot; nobody else has one."""


class Prove(Protocol):
    """Checks a passphrase again, whoever is signed in."""

    def __call__(self, credential: Credential) -> Proof:
        """Return who it is.

        Raises:
            SignInError: the credential was not accepted.
            NotNowError: the person may not work today, or has to wait after wrong passphrases.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One person's agreement: who, when, and the witness's key."""

    handler: Handler
    at: dt.datetime
    signing_key: bytes | None = field(default=None, repr=False)

    @property
    def handler_id(self) -> str:
        """Who agreed."""
        return self.handler.handler_id

    @property
    def role(self) -> HandlerRole:
        """As the certificate names it."""
        return self.handler.role

    @property
    def party(self) -> Party:
        """For whom the person acts."""
        return self.handler.party


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoPeople:
    """Operator and witness agreed to one task, near enough to each other."""

    operator: Consent
    witness: Consent
    window_s: int


class Authorisation:
    """Takes the two consents; each is asked for when its person stands at the kiosk."""

    def __init__(
        self,
        prove: Prove,
        *,
        audit: AuditTrail,
        transactions: Transactions,
        clock: Clock,
        window_s: int = WINDOW_S,
    ) -> None:
        self._prove = prove
        self._audit = audit
        self._transactions = transactions
        self._clock = clock
        self._window_s = window_s

    def consent(self, credential: Credential) -> Consent:
        """Return one person's agreement, given now.

        Raises:
            SignInError: the credential was not accepted.
            NotNowError: the person may not work today, or has to wait after wrong passphrases.
        """
        proof = self._prove(credential)
        return Consent(handler=proof.handler, at=self._clock.now(), signing_key=proof.signing_key)

    def authorise(self, task: Task, *, operator: Consent, witness: Consent) -> TwoPeople:
        """Join two consents, and write both into the operation log.

        Raises:
            NotPermittedError: the operator's role does not allow ``task``.
            RefusedError: one person twice, or too long between the two.
        """
        require_two(task, operator, witness, window_s=self._window_s)
        with self._transactions.transaction():
            for consent, act in ((operator, "authorised"), (witness, "witnessed")):
                self._audit.append(consent.handler_id, act, at=consent.at, why=task)
        return TwoPeople(operator=operator, witness=witness, window_s=self._window_s)


def require_two(task: Task, operator: Consent, witness: Consent, *, window_s: int) -> None:
    """Let only two different people pass, the first of whom may do ``task``.

    Raises:
        NotPermittedError: the operator's role does not allow it.
        RefusedError: one person twice, or too long between the two.
    """
    require(operator.handler, task)
    if operator.handler_id == witness.handler_id:
        raise RefusedError(
            _("One person cannot confirm twice."),
            _("Ask a second person to enter their own id and passphrase."),
        )
    if abs((witness.at - operator.at).total_seconds()) > window_s:
        raise RefusedError(
            _("Too much time passed between the two passphrases."),
            _("Both enter their passphrases again, within {n} seconds.", n=window_s),
        )
