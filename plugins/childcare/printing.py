"""Today's two-part tags as a PDF: the child's half and the parent's stub, to be torn apart."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final

from plugins.childcare.acts import Asked
from plugins.childcare.childcare import Childcare
from plugins.childcare.stubs import Stub, compose_payload
from venue_kiosk.api import Programme, render_date, write_whole

TEMPLATE: Final = "childcare_tags.typ"


def print_tags(plugin: Childcare, out: Path, asked: Asked, *, only: Collection[int] = ()) -> int:
    """Write the tags that are valid today, or only some numbers, to ``out``; return how many.

    Raises:
        NotPermittedError: the handler has no childcare duty.
        ConfigError: the template is missing or wrong.
        NotNowError: the disk does not take the file.
    """
    tags = [each for each in plugin.stubs.issue(asked) if not only or each[0].tag_no in only]
    kiosk = plugin.kiosk
    values = compose_tags(kiosk.programme, tags)
    pdf = kiosk.typesetter.pdf(kiosk.texts / TEMPLATE, values)
    write_whole(out, pdf)
    return len(tags)


def compose_tags(programme: Programme, tags: Sequence[tuple[Stub, str]]) -> dict[str, Any]:
    """Return the template's values; neither half says the room or a person."""
    return {
        "sample": programme.sample,
        "title": programme.title,
        "tags": [
            {
                "number": stub.tag_no,
                "issue": stub.issue,
                "code": code,
                "date": render_date(programme.session(stub.session_no).date),
                "qr": _qr_rows(compose_payload(stub, code)),
            }
            for stub, code in tags
        ],
    }


def _qr_rows(digits: str) -> Sequence[str]:
    """Return the symbol row by row, ``"1"`` for dark, without its quiet zone."""
    import qrcode  # noqa: PLC0415 - only printing needs it
    from qrcode.constants import ERROR_CORRECT_H  # noqa: PLC0415 - as above
    from qrcode.util import MODE_NUMBER, QRData  # noqa: PLC0415 - as above

    symbol = qrcode.QRCode(1, ERROR_CORRECT_H, border=0)
    symbol.add_data(QRData(digits.encode("ascii"), mode=MODE_NUMBER))
    symbol.make()
    return ["".join("01"[dark] for dark in row) for row in symbol.modules]
