"""The ticket as a QR code: which modules are dark, and as a small picture for mails."""

import struct
import zlib
from collections.abc import Sequence
from typing import Final

QUIET_MODULES: Final = 4
"""White modules that ISO/IEC 18004 asks for on every side."""

_SMALLEST_VERSION: Final = 1
_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_GREY: Final = 0


def qr_rows(payload: str) -> tuple[str, ...]:
    """Return the symbol row by row, ``"1"`` for dark; error level Q, no quiet zone.

    Args:
        payload: decimal digits; 20 of them fill version 1, 21 by 21 modules.
    """
    import qrcode  # noqa: PLC0415 - only the making of notices needs it
    from qrcode.constants import ERROR_CORRECT_Q  # noqa: PLC0415 - as above
    from qrcode.util import MODE_NUMBER, QRData  # noqa: PLC0415 - as above

    symbol = qrcode.QRCode(_SMALLEST_VERSION, ERROR_CORRECT_Q, border=0)
    symbol.add_data(QRData(payload.encode("ascii"), mode=MODE_NUMBER))
    symbol.make()
    return tuple("".join("01"[dark] for dark in row) for row in symbol.modules)


def qr_png(rows: Sequence[str], *, scale: int = 8) -> bytes:
    """Return the symbol with its quiet zone as a black-and-white PNG, ``scale`` pixels a module."""
    light = "0" * QUIET_MODULES
    blank = "0" * (len(rows) + 2 * QUIET_MODULES)
    framed = [blank] * QUIET_MODULES + [light + row + light for row in rows]
    framed += [blank] * QUIET_MODULES
    return _one_bit_png([_scaled(row, scale) for row in framed for _ in range(scale)])


def _scaled(row: str, scale: int) -> str:
    return "".join(module * scale for module in row)


def _one_bit_png(lines: Sequence[str]) -> bytes:
    """Return a square PNG of one bit a pixel, in which ``"1"`` is black."""
    size = len(lines)
    header = struct.pack(">IIBBBBB", size, size, 1, _GREY, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + _packed(line) for line in lines), 9)
    chunks = _chunk(b"IHDR", header), _chunk(b"IDAT", pixels), _chunk(b"IEND", b"")
    return _PNG_SIGNATURE + b"".join(chunks)


def _packed(line: str) -> bytes:
    white = line.translate(str.maketrans("01", "10"))
    octets = -(-len(white) // 8)
    return int(white.ljust(octets * 8, "0"), 2).to_bytes(octets, "big")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
