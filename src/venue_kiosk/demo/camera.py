"""Starting and ending the pretend camera's process."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from venue_kiosk.errors import NotNowError
from venue_kiosk.i18n import _

_WAIT_S: Final = 5


@contextmanager
def pretend_camera(notices: Path, *, seed: int, fps: float, steps: int, most: int) -> Iterator[str]:
    """Give the address of a stream of notices; the process ends with the block.

    Raises:
        NotNowError: the process did not start.
    """
    arguments = [str(notices), str(seed), str(fps), str(steps), str(most)]
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "venue_kiosk.demo.stream", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        port = process.stdout.readline().strip() if process.stdout else ""
        if not port.isdigit():
            raise NotNowError(_("The demo's camera did not start."), _("Try again."))
        yield f"http://127.0.0.1:{port}/camera.mjpg"
    finally:
        process.kill()
        process.wait(_WAIT_S)
        if process.stdout:
            process.stdout.close()
