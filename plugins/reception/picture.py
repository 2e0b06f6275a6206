"""The code in a picture file, read by the camera's own reader."""

from pathlib import Path

from plugins.reception.messages import _
from venue_kiosk.api import Kiosk, RefusedError


def read_first_code(path: Path, kiosk: Kiosk) -> str:
    """Return the text of the first code in the file.

    Raises:
        UsageError: the file is missing, damaged, too large or no picture.
        RefusedError: there is no code in it.
    """
    reader = kiosk.open_code_reader()
    for frame in kiosk.read_pictures(path):
        for reading in reader.read_still(frame):
            return reading.text
    raise RefusedError(_("There is no readable code in this picture."), _("Type the number."))
