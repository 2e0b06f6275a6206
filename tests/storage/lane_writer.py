"""A lane of its own process: stores numbered rows and acknowledges each after its commit."""

import os
import sys
from pathlib import Path

from venue_kiosk.adapters.system import SystemClock, SystemTokens
from venue_kiosk.domain.credential import Credential
from venue_kiosk.storage.audit import AuditLog
from venue_kiosk.storage.vault import Vault


def main(folder: str, passphrase: str) -> None:
    clock, tokens = SystemClock(), SystemTokens()
    vault = Vault.open(Path(folder), Credential("H-01", passphrase), tokens=tokens)
    with vault.take_lane() as lane, vault.database() as db:
        log = AuditLog(db)
        while True:
            uid = tokens.octets(8).hex()
            with db.transaction():
                db.execute("INSERT INTO seen_uids (uid, lane) VALUES (?, ?)", (uid, lane.name))
                log.append("H-01", "row_seen", at=clock.now(), lane=lane.name)
            os.write(1, f"{lane.name} {uid}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
