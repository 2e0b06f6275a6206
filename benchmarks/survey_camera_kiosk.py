"""The opened kiosk, which also notes when it beeps: FILE, then as ``opened_kiosk``."""

import sys
import time
from pathlib import Path

from benchmarks.opened_kiosk import main
from venue_kiosk.ui.sound import SoundBox


def note_sounds(file: Path) -> None:
    play = SoundBox.play
    file.touch()

    def noted(self, sound):
        with file.open("a") as log:
            log.write(f"{time.monotonic():.4f} {sound}\n")
        play(self, sound)

    SoundBox.play = noted


if __name__ == "__main__":
    note_sounds(Path(sys.argv[1]))
    sys.exit(main(Path(sys.argv[2]), *sys.argv[3:]))
