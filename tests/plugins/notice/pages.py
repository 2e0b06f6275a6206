"""Printed pages, looked at: rendered, read as text, sent by FAX, their QR codes decoded."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2
import zxingcpp

Picture = npt.NDArray[np.uint8]

_FAX_PPI = 408
_FAX_ACROSS = 204
_FAX_DOWN = 98


@dataclass(frozen=True)
class Page:
    """One page of a PDF."""

    width_mm: float
    height_mm: float
    text: str
    """Its text without any blank."""
    picture: Picture
    ppi: float


def pages(pdf: Path, ppi: float = 200) -> list[Page]:
    """Return the pages of a PDF as rendered at ``ppi``."""
    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        return list(_pages(document, ppi))


def _pages(document: pypdfium2.PdfDocument, ppi: float) -> Iterator[Page]:
    for page in document:
        width, height = page.get_size()
        words = page.get_textpage().get_text_bounded()
        picture = page.render(scale=ppi / 72, grayscale=True).to_numpy()
        yield Page(
            width_mm=width / 72 * 25.4,
            height_mm=height / 72 * 25.4,
            text="".join(words.split()),
            picture=picture[:, :, 0] if picture.ndim == 3 else picture,
            ppi=ppi,
        )


def codes(picture: Picture) -> list[zxingcpp.Barcode]:
    """Return the QR codes in a picture."""
    return list(
        zxingcpp.read_barcodes(
            picture,
            formats=zxingcpp.BarcodeFormat.QRCodeModel2,
            text_mode=zxingcpp.TextMode.Plain,
        )
    )


def payload(picture: Picture) -> str | None:
    """Return what zxing-cpp and, where it is installed, zbar agree on; nothing without a code."""
    found = {code.text for code in codes(picture)} | _read_by_zbar(picture)
    assert len(found) <= 1
    return next(iter(found), None)


def faxed(pdf: Path, page_no: int = 0, *, skew: float = 0.0) -> Picture:
    """Return a page as a standard-resolution FAX delivers it: 204 by 98 dpi, one bit a dot."""
    picture = pages(pdf, _FAX_PPI)[page_no].picture
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1)
    turned = cv2.warpAffine(picture, turn, (width, height), borderValue=255)
    dots = cv2.resize(
        turned,
        (width * _FAX_ACROSS // _FAX_PPI, height * _FAX_DOWN // _FAX_PPI),
        interpolation=cv2.INTER_AREA,
    )
    black_and_white = np.where(dots < 128, 0, 255).astype(np.uint8)
    tall = round(black_and_white.shape[0] * _FAX_ACROSS / _FAX_DOWN)
    size = (black_and_white.shape[1], tall)
    return np.asarray(cv2.resize(black_and_white, size, interpolation=cv2.INTER_NEAREST), np.uint8)


def _read_by_zbar(picture: Picture) -> set[str]:
    try:
        from pyzbar import pyzbar
    except ImportError:
        return set()
    symbols = pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE])
    return {symbol.data.decode() for symbol in symbols}
