"""PDFs written by hand: what no scanner writes, and a few that it does."""

import zlib


def pdf(*pages, claimed=None):
    """A PDF of pages, each ``(what it draws, its pictures by name)``; None for one not there."""
    objects, kids = [b"<</Type/Catalog/Pages 2 0 R>>", b""], []
    for page in pages:
        if page is None:
            kids.append(b"9999 0 R")
            continue
        draws, pictures = page
        names = []
        for name, body in pictures.items():
            objects.append(body)
            names.append(b"/%s %d 0 R" % (name.encode(), len(objects)))
        objects.append(draws)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</XObject<<%s>>>>>>" % (len(objects), b"".join(names))
        )
        kids.append(b"%d 0 R" % len(objects))
    count = len(pages) if claimed is None else claimed
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), count)
    return _file(objects)


def _file(objects):
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n" % (len(objects) + 1, len(out))
    return out + head + table + tail + b"%%EOF"


def stream(body, extra=b""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (extra, len(body), body)


def draw(*names):
    """Draws pictures or forms over the whole page, the first at the bottom."""
    each = [b"q 595 0 0 842 0 0 cm /%s Do Q" % name.encode() for name in names]
    return stream(b" ".join(each))


def image(width, height, body, coding):
    head = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8"
    size = b"/Width %d/Height %d/Filter/%s" % (width, height, coding.encode())
    return stream(body, head + size)


def jpeg_page(content, width, height):
    return draw("I"), {"I": image(width, height, content, "DCTDecode")}


def bloated_page(megabytes):
    """A page whose drawing unpacks to so many megabytes of spaces."""
    packer = zlib.compressobj(9)
    block = b" " * 2**20
    first = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)  # the same bytes each time
    body = first + again * (megabytes - 1) + packer.flush()
    return stream(body, b"/Filter/FlateDecode"), {}
