"""The words of the survey plugin on screens, in error messages and on the sheets."""

from pathlib import Path
from typing import Final

from venue_kiosk.api import Catalogue

_: Final = Catalogue(Path(__file__).parent / "locale", "survey")
