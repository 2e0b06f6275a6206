"""Unpacking one picture within bounds; on bad bytes decoders may raise whatever they like."""

import io
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from plugins.survey.opencv import opencv
from plugins.survey.reading.pixels import Grey

_MOST_PIXELS: Final = 60_000_000
"""Larger pictures are refused, unless they can be unpacked at a fraction of their size."""
_LARGEST_SIDE: Final = 5200
"""A JPEG is unpacked at half, quarter or eighth size while it is longer than this."""
_PDF_DPI: Final = 200
_PDF_MOST_PIXELS: Final = 16_000_000
_JPEG: Final = frozenset({"JPEG", "MPO"})
"""The latter has a second picture behind it: telephones put there what makes the first bright."""
_FORMS_WITHIN: Final = 15
"""How deep pictures are sought in what a PDF page draws."""
_REDUCTIONS: Final = (1, 2, 4, 8)


class UnreadableError(Exception):
    """The file holds no picture that can be unpacked within bounds."""


def decode_picture(path: Path, _index: int) -> "Grey | None":
    """Return a JPEG, PNG or the like; a large JPEG at a fraction of its size."""
    return _decode(path.read_bytes())


def _decode(content: bytes) -> "Grey | None":
    import numpy as np  # noqa: PLC0415 - only reading needs it
    from PIL import Image  # noqa: PLC0415 - as above

    cv2 = opencv()
    Image.MAX_IMAGE_PIXELS = None  # bounds are checked here, by the header alone
    with Image.open(io.BytesIO(content)) as header:
        longest, pixels = max(header.size), header.size[0] * header.size[1]
        is_jpeg = header.format in _JPEG
        can_shrink = is_jpeg and not header.info.get("progressive")
    if pixels > _MOST_PIXELS and not can_shrink:
        raise UnreadableError
    factor = next((f for f in _REDUCTIONS if longest / f <= _LARGEST_SIDE), _REDUCTIONS[-1])
    if not can_shrink:
        factor = 1
    flags = {1: cv2.IMREAD_GRAYSCALE, 2: cv2.IMREAD_REDUCED_GRAYSCALE_2,
             4: cv2.IMREAD_REDUCED_GRAYSCALE_4, 8: cv2.IMREAD_REDUCED_GRAYSCALE_8}  # fmt: skip
    if pixels / factor**2 > _MOST_PIXELS or not _is_whole(content, is_jpeg=is_jpeg):
        raise UnreadableError
    data = np.frombuffer(content, np.uint8)
    picture: Grey | None = cv2.imdecode(data, flags[factor] | cv2.IMREAD_IGNORE_ORIENTATION)
    return picture


def _is_whole(content: bytes, *, is_jpeg: bool) -> bool:
    """Tell whether a JPEG has its end: decoders fill what is missing with grey, silently."""
    return not is_jpeg or b"\xff\xd9" in content[-4096:]


def count_tiff(path: Path) -> int:
    """Return how many pages a TIFF has."""
    return int(opencv().imcount(str(path)))


def decode_tiff(path: Path, index: int) -> "Grey | None":
    """Return one page of a TIFF."""
    import numpy as np  # noqa: PLC0415 - only reading needs it
    from PIL import Image  # noqa: PLC0415 - as above

    cv2 = opencv()
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(path) as file:
        file.seek(index)
        if file.size[0] * file.size[1] > _MOST_PIXELS:
            raise UnreadableError
        if file.info.get("compression") == "raw" and file.mode in {"L", "RGB"}:
            # In one piece, as a rule, which OpenCV would hold three times.
            plain = file.convert("L")
            file.close()
            return np.array(plain)
    done, pages = cv2.imreadmulti(str(path), index, 1, flags=cv2.IMREAD_GRAYSCALE)
    page: Grey | None = pages[0] if done and pages else None
    return page


def decode_heif(path: Path, _index: int) -> Grey:
    """Return a HEIC picture, as telephones take them."""
    import numpy as np  # noqa: PLC0415 - as above
    import pi_heif  # noqa: PLC0415 - as above

    cv2 = opencv()
    file = pi_heif.open_heif(path, convert_hdr_to_8bit=True)
    width, height = file.size
    if width * height > _MOST_PIXELS:
        raise UnreadableError
    colours: Any = np.asarray(file)[:, :width]  # a row may be longer than the picture is wide
    if colours.ndim == 2:
        return np.array(colours)  # its memory goes with the file
    code = cv2.COLOR_RGB2GRAY if colours.shape[2] == 3 else cv2.COLOR_RGBA2GRAY
    grey: Grey = cv2.cvtColor(colours, code)
    return grey


def count_pdf(path: Path) -> int:
    """Return how many pages a PDF has."""
    import pypdfium2  # noqa: PLC0415 - as above

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def absent_from_pdf(path: Path, most: int) -> Sequence[int]:
    """Return which of its first ``most`` pages a PDF counts but has not; none is unpacked."""
    import pypdfium2  # noqa: PLC0415 - as above

    absent = []
    with pypdfium2.PdfDocument(path) as document:
        for index in range(min(len(document), most)):
            try:
                document.get_page_size(index)
            except pypdfium2.PdfiumError:
                absent.append(index)
    return absent


def decode_pdf(path: Path, index: int) -> "Grey | None":
    """Return one page of a PDF at scanning size; a large JPEG in it at a fraction of its size."""
    import pypdfium2  # noqa: PLC0415 - as above

    with pypdfium2.PdfDocument(path) as document:
        page = document[index]
        pictures = _pictures_of(page)
        if _pixels(pictures) > _MOST_PIXELS:
            return _decode_only_jpeg(page)
        width, height = page.get_size()
        scale = _PDF_DPI / 72
        pixels = max(1.0, width * height) * scale**2
        scale *= min(1.0, (_PDF_MOST_PIXELS / pixels) ** 0.5)
        if len(pictures) > 1 and _pixels(pictures) > _PDF_MOST_PIXELS:
            for each in pictures:
                each.get_bitmap().close()  # raises where rendering would leave it out, silently
        picture = page.render(scale=scale, grayscale=True).to_numpy().copy()
    grey: Grey = picture[:, :, 0] if picture.ndim > 2 else picture
    return grey


def _pictures_of(page: Any) -> Sequence[Any]:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE  # noqa: PLC0415 - as above

    return list(page.get_objects([FPDF_PAGEOBJ_IMAGE], max_depth=_FORMS_WITHIN))


def _pixels(pictures: Sequence[Any]) -> int:
    """Return how large pictures are together, by what the PDF says of them; none is unpacked."""
    sizes = [each.get_px_size() for each in pictures]
    return sum(width * height for width, height in sizes)


def _decode_only_jpeg(page: Any) -> "Grey | None":
    """Return the one JPEG that a page is made of."""
    objects = list(islice(page.get_objects(max_depth=1), 2))
    if len(objects) != 1 or getattr(objects[0], "get_filters", list)() != ["DCTDecode"]:
        raise UnreadableError
    return _decode(bytes(objects[0].get_data()))
