"""The words of the report plugin."""

from pathlib import Path
from typing import Final

from venue_kiosk.api import Catalogue

_: Final = Catalogue(Path(__file__).parent / "locale", "report")
