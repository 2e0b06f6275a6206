"""A text as a QR code, for paper."""

from collections.abc import Sequence


def symbol_rows(text: str) -> Sequence[str]:
    """Return the symbol row by row, ``"1"`` for dark, without its quiet zone; error level M."""
    import qrcode  # noqa: PLC0415 - only paper needs it
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415 - as above

    symbol = qrcode.QRCode(None, ERROR_CORRECT_M, border=0)
    symbol.add_data(text)
    symbol.make()
    return ["".join("01"[dark] for dark in row) for row in symbol.modules]
