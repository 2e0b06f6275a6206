"""Files that claim too much or hold too little: one page is lost at most, and that is told."""

import io
import sys
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from filled_sheets import blank, filled
from pdf_files import bloated_page, draw, image, jpeg_page, pdf, stream
from PIL import Image
from survey_forms import sheet

from plugins.survey.reading.batch import BatchReader, prepare_reading
from plugins.survey.reading.decoders import UnreadableError
from plugins.survey.reading.inputs import find_inputs
from plugins.survey.reading.markers import find_markers
from plugins.survey.reading.picture_files import open_picture_file
from venue_kiosk.adapters.typesetter import TypstTypesetter

FORM = "symposium-a"
HERE = Path(__file__).parent
counts_memory = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone counts it")


def jpeg(picture, quality=60):
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


@pytest.fixture(scope="module")
def blank_page():
    """A page as a scanner writes it into a PDF: nobody wrote on it."""
    picture = cv2.resize(blank(FORM, 1), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return jpeg_page(jpeg(picture), picture.shape[1], picture.shape[0])


def page_of(folder, content, name="a.pdf", index=0):
    (folder / name).write_bytes(content)
    return open_picture_file(folder / name).page(index)


def read_all(folder, **files):
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)
    reader = BatchReader(prepare_reading(sheet(FORM), TypstTypesetter()))
    told = []
    pages = reader.read(find_inputs([folder]).files, lambda *at: told.append(at))
    lines = [page.reading for page in pages]
    assert told[-1] == (len(lines), len(lines))
    return lines


def huge(side=20_000):
    """A picture that says it is so large; its bytes are a few."""
    return image(side, side, zlib.compress(bytes(9000)), "FlateDecode")


def test_a_pdf_page_with_a_huge_picture_is_refused_before_it_is_unpacked(tmp_path):
    with pytest.raises(UnreadableError):
        page_of(tmp_path, pdf((draw("I"), {"I": huge()})))


def test_a_huge_picture_is_found_inside_a_form_too(tmp_path):
    form = stream(
        b"/I Do", b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</I 3 0 R>>>>"
    )
    with pytest.raises(UnreadableError):
        page_of(tmp_path, pdf((draw("F"), {"I": huge(), "F": form})))


def test_many_large_pictures_on_one_page_are_one_huge_one(tmp_path):
    names = [f"I{number}" for number in range(4)]
    with pytest.raises(UnreadableError):
        page_of(tmp_path, pdf((draw(*names), dict.fromkeys(names, huge(4_500)))))


def test_a_picture_that_cannot_be_unpacked_is_not_left_out_of_its_page(tmp_path):
    side = 4_100
    below = image(side, side, zlib.compress(bytes(side * side)), "FlateDecode")
    above = image(side, side, b"no JPEG at all", "DCTDecode")
    with pytest.raises(UnreadableError):
        page_of(tmp_path, pdf((draw("A", "B"), {"A": below, "B": above})))


def test_a_scan_of_64_megapixels_in_a_pdf_is_unpacked_at_a_fraction(tmp_path):
    picture = cv2.resize(blank(FORM, 1), (6700, 9600), interpolation=cv2.INTER_NEAREST)
    page = page_of(tmp_path, pdf(jpeg_page(jpeg(picture), 6700, 9600)))
    assert page.shape == (4800, 3350)
    assert len(find_markers(page).corners) == 6


def test_a_large_picture_with_what_makes_it_bright_behind_it_is_unpacked_at_a_fraction(tmp_path):
    file = io.BytesIO()
    large, gains = Image.new("L", (8000, 8000), 200), Image.new("L", (800, 800), 90)
    large.save(file, "MPO", save_all=True, append_images=[gains])
    assert page_of(tmp_path, file.getvalue(), "a.jpg").shape == (4000, 4000)


def test_pages_that_are_not_there_are_told_once(tmp_path, blank_page):
    lines = read_all(tmp_path, a=pdf(blank_page, claimed=100_000))
    assert [(line.page_index, line.status, line.reason) for line in lines] == [
        (0, "review", "nothing_marked"), (1, "rejected", "unreadable_file"),
    ]  # fmt: skip
    assert lines[1].pages == 99_999
    assert lines[1].pages_named == "2–100000"


def test_a_few_missing_pages_have_a_line_each_and_the_others_are_read(tmp_path, blank_page):
    pages = [blank_page] * 3 + [None, None] + [blank_page] * 8
    lines = read_all(tmp_path, a=pdf(*pages))
    assert [line.page_index for line in lines] == list(range(13))
    assert [line.page_index for line in lines if line.status == "rejected"] == [3, 4]


@counts_memory
def test_a_page_that_ends_its_process_loses_no_page_after_it(tmp_path, blank_page):
    lines = read_all(tmp_path, a=pdf(bloated_page(600), *[blank_page] * 10), b=pdf(blank_page))
    assert [line.reason for line in lines] == ["unreadable_file"] + ["nothing_marked"] * 11
    assert [line.page_index for line in lines] == [*range(11), 0]


def test_a_tiff_without_a_picture_in_it_has_a_line(tmp_path):
    (tmp_path / "a.tif").write_bytes(b"II*\x00\x08" + bytes(9))
    with pytest.raises(UnreadableError):
        open_picture_file(tmp_path / "a.tif")


def test_a_tiff_in_one_piece_is_read_like_any_other(tmp_path):
    colours = np.random.default_rng(1).integers(0, 256, (60, 40, 3)).astype(np.uint8)
    pages = []
    for coding in (None, "tiff_lzw"):
        file = io.BytesIO()
        Image.fromarray(colours).save(file, "TIFF", compression=coding)
        pages.append(page_of(tmp_path, file.getvalue(), "a.tif").astype(int))
    assert np.abs(pages[0] - pages[1]).max() <= 1


@pytest.mark.parametrize("name", ["telephone.heic", "telephone-grey.heic"])
def test_a_picture_as_telephones_take_them_is_read(name):
    """A sheet at a slant, by an encoder of HEVC: colours of half size, and ten bits of grey."""
    page = open_picture_file(HERE / name).page(0)
    assert page.shape == (900, 670)
    assert len(find_markers(page).corners) == 6


@pytest.mark.parametrize("coding", ["JPEG", "MPO", "PNG", "TIFF"])
@pytest.mark.parametrize("part", [0.3, 0.9])
def test_what_is_cut_off_is_never_filled_up_with_grey(tmp_path, coding, part):
    file = io.BytesIO()
    picture = Image.fromarray(filled(FORM, 1, 1)[0]).resize((850, 1200))
    options = {
        "TIFF": {"compression": "tiff_lzw"}, "MPO": {"save_all": True, "append_images": [picture]},
    }  # fmt: skip
    picture.save(file, coding, **options.get(coding, {}))
    content = file.getvalue()
    with pytest.raises(UnreadableError):
        page_of(tmp_path, content[: int(len(content) * part)], f"a.{coding.lower()}")
