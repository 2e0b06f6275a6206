"""The facts of an audit log that is whole and signed."""

from venue_kiosk.domain.audit_check import check_log
from venue_kiosk.domain.signatures import PublicKey
from venue_kiosk.services.verification import LogFacts


def read_log(content: bytes, key: PublicKey) -> LogFacts | None:
    """Return what a log is if it is valid under the key, else nothing."""
    check = check_log(content, key)
    if not check.valid:
        return None
    return LogFacts(count=check.count, head=check.head, genesis=check.genesis)
