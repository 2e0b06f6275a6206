"""The words of the exchange plugin on screens and in error messages."""

from pathlib import Path
from typing import Final

from venue_kiosk.api import Catalogue

_: Final = Catalogue(Path(__file__).parent / "locale", "exchange")
