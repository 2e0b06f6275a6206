"""What the page code says: form, version, side and print; never whose sheet it is."""

import re
from dataclasses import dataclass
from typing import Final

from plugins.survey.opencv import opencv
from plugins.survey.reading.pixels import Grey, crop
from plugins.survey.sheet.places import QR_PLACE

_TEXT: Final = re.compile(
    r"VS1:(?P<form>[A-Z][A-Z0-9-]{0,23}):(?P<version>[0-9][0-9.]{0,7}):(?P<page>[1-5])"
    r":(?P<print_id>[0-9A-F]{8})(:(?P<serial>[2-9A-HJ-NP-Z]{6}))?"
)
_QUIET_MM: Final = (2.6, 0.8, 4.0)
"""Room around the code, tried one after another."""


@dataclass(frozen=True, slots=True)
class PageCode:
    """The parts of a page code."""

    form: str
    version: str
    page: int
    print_id: str
    serial: str | None


def read_code(flat: Grey) -> PageCode | None:
    """Return the page code of a flattened page; None when it cannot be read or is no such code."""
    import zxingcpp  # noqa: PLC0415 - only reading needs it

    cv2 = opencv()
    for quiet in _QUIET_MM:
        patch = crop(flat, QR_PLACE, quiet)
        if quiet != _QUIET_MM[0]:
            patch = cv2.resize(patch, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
        for found in zxingcpp.read_barcodes(patch, formats=zxingcpp.BarcodeFormat.QRCode):
            if code := parse_code(found.text):
                return code
    return None


def parse_code(text: str) -> PageCode | None:
    """Return the parts of a page code's text, or None."""
    match = _TEXT.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    return PageCode(
        form=parts["form"].lower(),
        version=parts["version"],
        page=int(parts["page"]),
        print_id=parts["print_id"],
        serial=parts["serial"],
    )
