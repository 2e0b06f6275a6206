"""The kiosk on an event that is open already: ``opened_kiosk EVENT ID PASSPHRASE [PLUGIN]``."""

import gc
import sys
from pathlib import Path

gc.set_threshold(50_000)  # as ``venue_kiosk.__main__`` does

from venue_kiosk.bootstrap import Installation, open_event, read_label  # noqa: E402
from venue_kiosk.cli.open_screens import run_quietly  # noqa: E402
from venue_kiosk.domain.credential import Credential  # noqa: E402
from venue_kiosk.ui.app import KioskApp  # noqa: E402


def main(event: Path, handler_id: str, passphrase: str, start_at: str | None) -> int:
    installation = Installation.find()
    app = KioskApp(
        read_label(event),
        lambda credential: open_event(installation, event, credential),
        desk=installation.read_config().desk,
        opened=open_event(installation, event, Credential(handler_id, passphrase)),
        start_at=start_at,
        fault_folder=event / "faults",
    )
    return run_quietly(app)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:4], *(sys.argv[4:] or [None])))
