"""The opened kiosk, which also counts: ``camera_kiosk COUNTS EVENT ID PASSPHRASE PLUGIN``.

COUNTS is a file; it holds how many pictures were drawn, how many were read and how many codes were
seen, anew five times a second.
"""

import sys
import threading
from pathlib import Path

from benchmarks.opened_kiosk import main
from venue_kiosk.ui.camera_worker import CameraWorker, CodeSeen
from venue_kiosk.ui.widgets.camera_preview import CameraPreview

PERIOD = 0.2
counts = {"drawn": 0, "read": 0, "seen": 0}


def count_calls(owner: type, method: str, name: str) -> None:
    original = getattr(owner, method)

    def counted(*arguments, **options):
        counts[name] += 1
        return original(*arguments, **options)

    setattr(owner, method, counted)


def write_now_and_then(file: Path) -> None:
    part = file.with_suffix(".part")
    while True:
        part.write_text(" ".join(map(str, counts.values())))
        part.replace(file)
        threading.Event().wait(PERIOD)


if __name__ == "__main__":
    count_calls(CameraPreview, "show", "drawn")
    count_calls(CameraWorker, "_look", "read")
    count_calls(CodeSeen, "__init__", "seen")
    file = Path(sys.argv[1])
    threading.Thread(target=write_now_and_then, args=(file,), daemon=True).start()
    sys.exit(main(Path(sys.argv[2]), *sys.argv[3:6]))
