"""The opened kiosk: one handler at one lane of one event, with its living plugins."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from venue_kiosk.config import KioskConfig
from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Handler
from venue_kiosk.domain.programme import Programme
from venue_kiosk.plugin.host import PluginHost
from venue_kiosk.ports import Clock
from venue_kiosk.services.admission import AdmissionDesk
from venue_kiosk.services.applications import ApplicationDesk
from venue_kiosk.services.audit_desk import AuditDesk
from venue_kiosk.services.authorisation import Authorisation
from venue_kiosk.services.hand_over import HandOverDesk
from venue_kiosk.services.head_counts import HeadCounts
from venue_kiosk.services.life_cycle import LifeCycle
from venue_kiosk.services.people import People
from venue_kiosk.services.register import Register
from venue_kiosk.services.session_lock import SessionLock

if TYPE_CHECKING:  # no desk waits for what only the last day needs
    from venue_kiosk.domain.certificate.file import Certificate
    from venue_kiosk.services.erasure_request import ErasureRequest


@dataclass(kw_only=True)
class OpenKiosk:
    """Belongs to the thread that opened it; ``fork`` gives another thread one of its own."""

    folder: Path
    programme: Programme
    config: KioskConfig
    handler: Handler
    lane: str
    clock: Clock
    desk: AdmissionDesk
    register: Register
    applications: ApplicationDesk
    session_lock: SessionLock
    audit: AuditDesk
    authorisation: Authorisation
    life_cycle: LifeCycle
    head_counts: HeadCounts
    people: People
    hand_over: HandOverDesk
    host: PluginHost
    fork: Callable[[], "OpenKiosk"]
    """Open the same event for the calling thread; close the result there."""
    erase: Callable[["ErasureRequest"], "Certificate"]
    """Erase the event and certify it; close this kiosk first."""
    open_for: Callable[["OpenKiosk", Credential], "OpenKiosk"]
    """What ``become`` does."""
    resources: ExitStack = field(default_factory=ExitStack)
    hold: ExitStack = field(default_factory=ExitStack)
    """The lane; it goes to whoever goes on here."""

    def plugin(self, name: str) -> object:
        """Return a plugin's living object; KeyError when the plugin is not enabled."""
        return self.host.living[name]

    def become(self, credential: Credential) -> "OpenKiosk":
        """Sign another person in at this lane; close this kiosk when the new one is there.

        Raises:
            SignInError: the credential was not accepted.
            NotNowError: the person may not work today, or has to wait after wrong passphrases.
        """
        return self.open_for(self, credential)

    def close(self) -> None:
        """Close the vault's connection and, for the first opener, give the lane back."""
        self.resources.close()
        self.hold.close()

    def __enter__(self) -> Self:
        """Return the kiosk itself."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()
