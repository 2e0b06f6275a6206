"""Printed tags under the desk's own reader: the parent's stub is what a pick-up accepts."""

import contextlib

import pypdfium2

from plugins.childcare.acts import PLAINLY
from plugins.childcare.desk import PickUp
from plugins.childcare.printing import print_tags
from plugins.childcare.stubs import parse_scan
from venue_kiosk.bootstrap.devices import open_code_reader, read_pictures


def test_every_printed_stub_is_read_and_opens_its_own_tag_only(room, tmp_path):
    pdf = tmp_path / "tags.pdf"
    print_tags(room.living, pdf, PLAINLY, only=range(1, 8))
    reader = open_code_reader()
    texts = [found.text for page in read_pictures(pdf) for found in reader.read_still(page)]
    shown = sorted((parse_scan(text) for text in texts), key=lambda stub: stub.tag_no)
    assert [stub.tag_no for stub in shown] == [1, 2, 3, 4, 5, 6, 7]
    tags = [room.take_in() for _stub in shown]
    for tag_no, stub in zip(tags, shown, strict=True):
        room.desk.pick_up(PickUp(tag_no=tag_no, band="2", card_returned=True), stub, PLAINLY)
    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        words = "".join(page.get_textpage().get_text_range() for page in document)
    assert all(stub.code in words for stub in shown)
