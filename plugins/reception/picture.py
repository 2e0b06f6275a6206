"""The code in a picture file, read by the camera's own reader."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from plugins.reception.messages import _
from venue_kiosk.api import Kiosk, RefusedError


def parse_dropped_path(text: str) -> Path | None:
    """Return the file whose path somebody typed or dropped on the terminal, if there is one.

    Terminals quote such a path, put a backslash before spaces, or make it a ``file:`` address.
    """
    bare = text.strip().strip("'\"")
    if bare.startswith("file://"):
        bare = unquote(urlsplit(bare).path)
    for written in (bare, bare.replace("\\", "")):
        try:
            path = Path(written).expanduser()
            if path.is_file():
                return path
        except (OSError, ValueError, RuntimeError):
            continue  # too long, a zero byte, or the home of nobody
    return None


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
