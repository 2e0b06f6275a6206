"""Where accounts and their keys are kept, as protocols."""

from collections.abc import Sequence
from typing import Protocol

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.person import Person


class PeopleStore(Protocol):
    """The accounts in the vault."""

    def all(self) -> Sequence[Person]:
        """Return every account, revoked ones too, by id."""
        ...

    def get(self, handler_id: str) -> Person | None:
        """Return one account."""
        ...

    def record(self, person: Person) -> None:
        """Record a new account."""
        ...

    def change(self, person: Person) -> None:
        """Replace what is recorded of an account."""
        ...


class PeopleKeys(Protocol):
    """What lets people in: key slots for those who open, verifiers for the others."""

    def require_room(self) -> None:
        """Make sure that a key slot is free.

        Raises:
            RefusedError: every key slot is taken.
        """
        ...

    def give(self, person: Person, passphrase: str) -> None:
        """Let the person in with ``passphrase`` from now on, and with no former one.

        Raises:
            RefusedError: every key slot is taken.
            VaultError: the key file cannot be written.
        """
        ...

    def take(self, person: Person) -> None:
        """Let the person in no more.

        Raises:
            VaultError: the key file cannot be written.
        """
        ...

    def change_witness(self, handler_id: str, former: str, passphrase: str) -> None:
        """Give the witness another passphrase for the same signing key.

        Raises:
            SignInError: ``former`` is wrong.
            VaultError: the key file cannot be written.
        """
        ...

    def renew(self, own: Credential) -> None:
        """Encrypt the vault under a new key that only ``own`` opens; everybody else is out.

        Raises:
            NotNowError: another lane is open.
            SignInError: ``own`` is wrong.
            VaultError: the disk does not let it; the former key still works.
        """
        ...
