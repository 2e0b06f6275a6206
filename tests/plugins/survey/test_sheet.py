"""What every printed sheet keeps, and an independent program may rely on."""

import io
import json
from itertools import combinations

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
from survey_forms import SHIPPED, definition_path, pdf_of, sheet

from plugins.survey.definition_parsing import parse_definition
from plugins.survey.sheet.composing import compose_sheet
from plugins.survey.sheet.layout_file import compose_layout
from plugins.survey.sheet.serials import draw_serials
from venue_kiosk.adapters.system import SystemTokens
from venue_kiosk.errors import RefusedError

DPI = 300
DOTS = DPI / 25.4


def layout_of(name):
    return compose_layout(sheet(name), ())


def pictures(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            cv2.cvtColor(page.render(scale=DPI / 72).to_numpy(), cv2.COLOR_BGR2GRAY)
            for page in document
        ]


@pytest.fixture(scope="module", params=SHIPPED)
def printed(request):
    """A shipped questionnaire: its layout and pictures of its pages."""
    pdf = pdf_of(request.param)
    return layout_of(request.param), pictures(pdf), pdf


def darkest(picture, rect):
    x, y, width, height = (round(side * DOTS) for side in rect)
    return picture[y : y + height, x : x + width].min()


def test_pages_have_the_size_of_the_layout(printed):
    layout, _pictures, pdf = printed
    with pypdfium2.PdfDocument(pdf) as document:
        sizes = [tuple(side * 25.4 / 72 for side in page.get_size()) for page in document]
    assert len(sizes) == len(layout["pages"])
    assert np.allclose(
        sizes, [(page["width"], page["height"]) for page in layout["pages"]], atol=0.1
    )


def test_a_stock_detector_finds_every_marker_in_its_place(printed):
    layout, found, _pdf = printed
    ids = []
    for page, picture in zip(layout["pages"], found, strict=True):
        family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_25h9)
        corners, numbers, _rest = cv2.aruco.ArucoDetector(family).detectMarkers(picture)
        seen = dict(zip(numbers.ravel().tolist(), corners, strict=True))
        for marker in page["markers"]:
            centre = seen[marker["id"]].reshape(4, 2).mean(axis=0) / DOTS
            assert np.linalg.norm(centre - marker["centre"]) < 0.2
            half = marker["side"] / 2
            edges = [min(marker["centre"]) - half, 210 - marker["centre"][0] - half]
            assert min(*edges, 297 - marker["centre"][1] - half) >= 8
            ids.append(marker["id"])
    assert len(set(ids)) == len(ids) == 6 * len(found)


def test_the_page_code_says_form_version_page_and_print(printed):
    zxingcpp = pytest.importorskip("zxingcpp")
    layout, found, _pdf = printed
    for page, picture in zip(layout["pages"], found, strict=True):
        assert page["code"]["text"] in [each.text for each in zxingcpp.read_barcodes(picture)]
        assert layout["print_id"] in page["code"]["text"]


def test_nothing_of_the_layout_overlaps(printed):
    layout, _pictures, _pdf = printed
    for page in layout["pages"]:
        rects = [option["cell"] for option in page["options"]]
        rects += [box["rect"] for box in page["text_boxes"]]
        rects.append(page["code"]["rect"])
        rects += [[x - 8, y - 8, 16, 16] for x, y in (each["centre"] for each in page["markers"])]
        for one, other in combinations(rects, 2):
            apart_x = max(one[0], other[0]) - min(one[0] + one[2], other[0] + other[2])
            apart_y = max(one[1], other[1]) - min(one[1] + one[3], other[1] + other[3])
            assert max(apart_x, apart_y) > -0.011
        assert all(x > 0 and y > 0 and x + w < 210 and y + h < 297 for x, y, w, h in rects[:-6])


def test_a_ring_fits_around_every_number(printed):
    layout, found, _pdf = printed
    for page, picture in zip(layout["pages"], found, strict=True):
        for option in page["options"]:
            cell, mark = option["cell"], option["mark"]
            assert option["label"][0] - (mark[0] + mark[2]) >= 4
            around = (mark[0] - 4, mark[1] - 3, mark[2] + 8, mark[3] + 6)
            assert around[0] >= cell[0]
            assert cell[1] <= around[1]
            assert around[1] + around[3] <= cell[1] + cell[3]
            ring = np.array(picture)
            inner = [round(side * DOTS) for side in (mark[0] - 0.2, mark[1] - 0.2)]
            size = [round(side * DOTS) for side in (mark[2] + 0.4, mark[3] + 0.4)]
            ring[inner[1] : inner[1] + size[1], inner[0] : inner[0] + size[0]] = 255
            assert darkest(ring, around) > 250
            assert darkest(picture, mark) < 60


def test_nothing_dark_is_printed_where_people_write(printed):
    layout, found, _pdf = printed
    for page, picture in zip(layout["pages"], found, strict=True):
        for box in page["text_boxes"]:
            assert darkest(picture, box["rect"]) >= 255 * 0.75


def test_the_sheet_carries_what_is_needed_to_read_it(printed):
    layout, _pictures, pdf = printed
    with pikepdf.open(io.BytesIO(pdf)) as document:
        inside = {name: file.get_file().read_bytes() for name, file in document.attachments.items()}
    assert json.loads(inside["layout.json"]) == layout
    name = layout["form"]["id"]
    assert inside["definition.toml"] == definition_path(name).read_bytes()


def test_a_changed_word_changes_the_print_id():
    source = definition_path("symposium-a").read_text(encoding="utf-8")
    one = compose_sheet(parse_definition(source.encode(), name="a"))
    two = compose_sheet(parse_definition(source.replace("基調講演", "講演").encode(), name="a"))
    assert one.print_id == sheet("symposium-a").print_id != two.print_id


def test_what_does_not_fit_is_named_with_the_missing_millimetres():
    source = definition_path("symposium-a").read_text(encoding="utf-8")
    tall = parse_definition(source.replace("height_mm = 40", "height_mm = 120").encode(), name="a")
    with pytest.raises(RefusedError, match=r"q12.* \d+\.\d mm"):
        compose_sheet(tall)


def test_sheet_codes_are_on_no_list_and_differ():
    drawn = draw_serials(200, SystemTokens())
    assert len(set(drawn)) == 200
    assert not set("".join(drawn)) & set("01IO")
