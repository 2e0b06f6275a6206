"""What can go wrong in a way that somebody has to act on.

The whole tree::

    KioskError                 a sentence for people, and the next step
    ├── UsageError             the input or the command line cannot be used      exit 2
    │   └── ConfigError        a configuration file is wrong, with its place
    ├── RefusedError           asked properly, answered no                       exit 1
    └── NotNowError            right question, wrong moment                      exit 3
        ├── SignInError        handler or passphrase not accepted
        ├── NotPermittedError  the handler's role does not allow it
        └── VaultError         the vault cannot be opened, read or written
            ├── VaultDamagedError   bytes are not what they must be
            ├── VaultNewerError     written by a newer version
            ├── VaultReadOnlyError  the file or folder cannot be written
            ├── VaultFullError      no space left
            ├── VaultRolledBackError  older than what was last seen of it
            └── VaultBusyError      another process held the vault too long

What the desk calls normal ("already checked in") is a value, never an error. Whatever is not
a ``KioskError`` is a bug and reaches the fault screen.
"""

from typing import ClassVar


class KioskError(Exception):
    """Something a person must act on.

    ``message`` and ``hint`` are ready for display in the current language and hold no personal
    data: they may be shown, printed and logged.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What is wrong and where, one sentence."""
        self.hint = hint
        """What to do next, one sentence; may be empty."""


class UsageError(KioskError):
    """The input or the command line cannot be used."""

    exit_code = 2


class ConfigError(UsageError):
    """A configuration file is wrong; the message names the file and the key."""


class RefusedError(KioskError):
    """The question was proper and the answer is no."""

    exit_code = 1


class NotNowError(KioskError):
    """The question is right but the moment, the state or the permission is not."""

    exit_code = 3


class SignInError(NotNowError):
    """The handler id or the passphrase was not accepted; never says which."""


class NotPermittedError(NotNowError):
    """The signed-in handler's role or duties do not allow this."""


class VaultError(NotNowError):
    """The vault cannot be opened, read or written."""


class VaultDamagedError(VaultError):
    """Bytes of the vault are not what they must be."""


class VaultRolledBackError(VaultError):
    """The vault is older than what was last seen of it, or differs from it."""

    may_go_on: bool = False
    """Whether who signed in is the handling manager, who may answer for going on."""


class VaultNewerError(VaultError):
    """The vault was written by a newer version of the kiosk."""


class VaultReadOnlyError(VaultError):
    """The vault's file or folder cannot be written."""


class VaultFullError(VaultError):
    """The disk has no space left; nothing was stored."""


class VaultBusyError(VaultError):
    """Another process held the vault longer than the waiting time; nothing was stored."""
