"""A folder of good and bad files: every page gets its line, the batch goes on, nothing is lost."""

import io
import struct
import zlib

import cv2
import numpy as np
import pytest
from filled_sheets import blank, filled, pictured
from PIL import Image
from survey_forms import sheet

from plugins.survey.reading.batch import BatchReader, prepare_reading
from plugins.survey.reading.inputs import find_inputs
from venue_kiosk.adapters.typesetter import TypstTypesetter
from venue_kiosk.errors import UsageError

FORM = "symposium-a"


def jpeg(picture, quality=85):
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def huge_png(side):
    """A PNG that claims ``side`` by ``side`` dots and unpacks to grey ones."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    row = zlib.compress(b"\x00" * (side + 1) * 64, 9)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", row) + chunk(b"IEND", b"")


def pdf_bomb():
    """A PDF of one page that is 14 km wide."""
    return (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 40000000 40000000]>>endobj\n"
            b"trailer<</Root 1 0 R>>\n%%EOF")  # fmt: skip


def cat():
    """A photograph of something that is no sheet."""
    chance = np.random.default_rng(1)
    soft = cv2.GaussianBlur(chance.normal(120, 90, (700, 900)).astype(np.float32), (0, 0), 9)
    return cv2.normalize(soft, None, 0, 255, cv2.NORM_MINMAX).astype(np.uint8)


def two_sheets():
    picture = pictured(filled(FORM, 1, 4)[0])
    small = cv2.resize(picture, None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA)
    return np.hstack([small, small])


def scanner_pdf(*pictures):
    """What a feeder scanner writes: one picture a page."""
    pages = [Image.fromarray(each) for each in pictures]
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return file.getvalue()


def long_tiff(*pictures):
    pages = [Image.fromarray(each) for each in pictures]
    file = io.BytesIO()
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    return file.getvalue()


@pytest.fixture(scope="module")
def files():
    """Every file of the folder by name; names are in the order in which they are read."""
    side1, side2 = (pictured(filled(FORM, side, 1)[0], seed=side) for side in (1, 2))
    sheet2 = [pictured(filled(FORM, side, 2)[0], seed=side) for side in (1, 2)]
    scanned_again = pictured(filled(FORM, 1, 1)[0], "rotated 180", 9)
    whole = jpeg(side1)
    return {
        "a/01-good.jpg": whole,
        "a/02-cat.jpg": jpeg(cat()),
        "a/03-blank.jpg": jpeg(np.full((1400, 1000), 250, np.uint8)),
        "a/04-other-event.jpg": jpeg(pictured(filled("active-b", 1, 1)[0])),
        "a/05-page-2-first.pdf": scanner_pdf(sheet2[1], sheet2[0]),
        "a/06-same-bytes.jpg": whole,
        "a/07-scanned-again.jpg": jpeg(scanned_again),
        "a/08-two-sheets.jpg": jpeg(two_sheets()),
        "a/09-huge.png": huge_png(15_000),
        "a/10-cut-off.jpg": whole[: len(whole) // 2],
        "a/11-bomb.pdf": pdf_bomb(),
        "a/12-words.jpg": b"not a picture at all",
        "a/13-empty.png": b"",
        "b/14-pages.tif": long_tiff(*sheet2, side2),
        "b/15-notes.txt": b"left out",
        "b/16-good.png": cv2.imencode(".png", side2)[1].tobytes(),
    }


@pytest.fixture(scope="module")
def batch(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("scans")
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    inputs = find_inputs([folder])
    reader = BatchReader(prepare_reading(sheet(FORM), TypstTypesetter()), with_pictures=True)
    told = []
    pages = list(reader.read(inputs.files, lambda done, total: told.append((done, total))))
    return inputs, pages, told


@pytest.fixture(scope="module")
def lines(batch):
    """Lines by file name without its ending."""
    found = {}
    for page in batch[1]:
        found.setdefault(page.reading.path.rsplit("/", 1)[-1].split(".")[0], []).append(
            page.reading
        )
    return found


def test_every_page_has_its_line_in_the_order_of_the_input(batch, files):
    inputs, pages, told = batch
    assert [path.name for path, _name in inputs.files] == [
        name.split("/")[1] for name in files if not name.endswith(".txt")
    ]
    assert [each.rsplit("/", 1)[-1] for each in inputs.others] == ["15-notes.txt"]
    order = [name for _path, name in inputs.files]
    places = [(order.index(page.reading.path), page.reading.page_index) for page in pages]
    assert places == sorted(places)
    assert told[-1] == (len(pages), len(pages))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("02-cat", "too_few_markers"), ("03-blank", "too_few_markers"),
        ("04-other-event", "other_form"), ("08-two-sheets", "two_sheets"),
        ("09-huge", "unreadable_file"), ("10-cut-off", "unreadable_file"),
        ("12-words", "unreadable_file"), ("13-empty", "unreadable_file"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_rejected_with_the_reason(lines, name, reason):
    [line] = lines[name]
    assert (line.status, line.reason, line.answers) == ("rejected", reason, {})


def test_a_pdf_bomb_is_a_rejected_page(lines):
    assert {line.status for line in lines["11-bomb"]} == {"rejected"}


def test_the_side_is_told_by_the_page_and_never_by_its_place(lines):
    assert [line.page for line in lines["05-page-2-first"]] == [2, 1]
    assert [line.sheet for line in lines["05-page-2-first"]] == [None, None]


def test_a_sheet_pictured_twice_is_known_again(lines):
    [first] = lines["01-good"]
    assert first.duplicate_of is None
    for name in ("06-same-bytes", "07-scanned-again"):
        [line] = lines[name]
        assert line.duplicate_of is not None
        assert line.duplicate_of.sure
        assert line.duplicate_of.path == first.path


def test_all_pages_of_a_tiff_are_read(lines):
    assert [line.page for line in lines["14-pages"]] == [1, 2, 2]
    assert all(line.registration for line in lines["14-pages"])


def test_a_page_that_was_read_comes_laid_flat_for_review(batch):
    for page in batch[1]:
        assert (page.picture is None) == (page.reading.status == "rejected")


def test_two_sides_in_unbroken_order_are_one_sheet(tmp_path):
    sides = [pictured(filled(FORM, side, 8)[0], seed=side) for side in (1, 2)]
    (tmp_path / "duplex.pdf").write_bytes(scanner_pdf(*sides, *[blank(FORM, 1), blank(FORM, 2)]))
    reader = BatchReader(prepare_reading(sheet(FORM), TypstTypesetter()))
    found = [page.reading for page in reader.read(find_inputs([tmp_path]).files)]
    assert [line.page for line in found] == [1, 2, 1, 2]
    assert found[0].sheet == found[1].sheet != found[2].sheet == found[3].sheet
    assert found[3].reason == "nothing_marked"


def test_pages_of_a_long_file_come_early_and_once_more_as_sheets(tmp_path):
    sides = [blank(FORM, side) for side in (1, 2)] * 5
    (tmp_path / "feeder.pdf").write_bytes(scanner_pdf(*sides))
    reader = BatchReader(prepare_reading(sheet(FORM), TypstTypesetter()), early=True)
    told = []
    pages = reader.read(find_inputs([tmp_path]).files, lambda *at: told.append(at))
    came = [(page, told[-1]) for page in pages]
    done, total = came[0][1]
    assert done < total == 10
    early = [page.reading for page, _at in came if not page.is_joined]
    joined = [page.reading for page, _at in came if page.is_joined]
    assert [each.page_index for each in early] == [each.page_index for each in joined]
    assert [each.page for each in joined] == [1, 2] * 5
    assert {each.sheet for each in early} == {None}
    sheets = [each.sheet for each in joined]
    assert sheets[::2] == sheets[1::2]
    assert len(set(sheets)) == 5


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UsageError, match="nowhere"):
        find_inputs([tmp_path / "nowhere.jpg"])
