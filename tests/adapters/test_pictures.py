"""The pictures in files that people hand over, good ones and others."""

import struct
import subprocess
import sys
import zlib

import cv2
import numpy as np
import pypdfium2
import pytest

from benchmarks.frames import shoot
from benchmarks.lens import Scene
from venue_kiosk.adapters import pictures as module
from venue_kiosk.adapters.code_readers import open_code_reader
from venue_kiosk.adapters.pictures import pictures
from venue_kiosk.errors import UsageError


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif", "a.webp", "a.PNG", "写真 1.png"])
def test_pictures_of_every_kind_are_read(tmp_path, name):
    shot = shoot(Scene(side=140), seed=6)
    path = tmp_path / name
    path.write_bytes(cv2.imencode(path.suffix.lower(), shot.frame)[1].tobytes())
    (frame,) = pictures(path)
    assert [one.text for one in open_code_reader().read_still(frame)] == [shot.text]


def test_every_page_of_a_scan_is_read(tmp_path):
    path = tmp_path / "scan.tif"
    pages = [np.full((30, 40, 3), level, np.uint8) for level in (10, 90, 170)]
    path.write_bytes(cv2.imencodemulti(".tif", pages)[1].tobytes())
    assert [int(frame.mean()) for frame in pictures(path)] == [10, 90, 170]


def test_a_pdf_is_drawn_large_enough_for_a_code(tmp_path):
    document = pypdfium2.PdfDocument.new()
    document.new_page(283.5, 419.5)
    document.new_page(283.5, 419.5)
    document.save(tmp_path / "postcards.pdf")
    shapes = [frame.shape for frame in pictures(tmp_path / "postcards.pdf")]
    assert len(shapes) == 2
    assert all(shape[1] >= 100 / 25.4 * 180 for shape in shapes)


def test_every_frame_of_a_video_is_given(tmp_path):
    path = tmp_path / "film.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 15, (64, 48))
    for level in (50, 100, 150, 200):
        writer.write(np.full((48, 64, 3), level, np.uint8))
    writer.release()
    assert len(list(pictures(path))) == 4


def png(width, height):
    """Return a small file that unpacks to a huge white picture."""

    def chunk(kind, content):
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    packer = zlib.compressobj(9)
    row = b"\0" * (width // 8 + 1)
    packed = b"".join(packer.compress(row) for _row in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


BAD = {
    "empty.png": b"",
    "words.txt": "受付番号\n".encode(),
    "cut.jpg": cv2.imencode(".jpg", np.zeros((40, 40, 3), np.uint8))[1].tobytes()[:90],
    "cut.tif": cv2.imencode(".tif", np.zeros((40, 40, 3), np.uint8))[1].tobytes()[:60],
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n<<",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_picture_is_refused_by_name_and_nothing_else_is_written(tmp_path, name, capfd):
    (tmp_path / name).write_bytes(BAD[name])
    with pytest.raises(UsageError, match=name):
        list(pictures(tmp_path / name))
    assert capfd.readouterr() == ("", "")


ALONE = {
    "broken.mp4": b"\0\0\0\x18ftypmp42" + bytes(200),
    "bomb.png": png(16_000, 8_000),
}


@pytest.mark.parametrize("name", ALONE)
def test_a_fresh_kiosk_refuses_huge_and_broken_files_without_other_words(tmp_path, name):
    """OpenCV reads its limits when it is loaded, so this needs a process of its own."""
    (tmp_path / name).write_bytes(ALONE[name])
    code = (
        "import sys, pathlib\n"
        "from venue_kiosk.adapters.pictures import pictures\n"
        "from venue_kiosk.errors import UsageError\n"
        "try:\n    list(pictures(pathlib.Path(sys.argv[1])))\n"
        "except UsageError as error:\n    print(pathlib.Path(sys.argv[1]).name in error.message)\n"
    )
    asked = [sys.executable, "-c", code, str(tmp_path / name)]
    told = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=60)
    assert (told.stdout.strip(), told.stderr) == ("True", "")


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path):
    for path in (tmp_path / "nothing.png", tmp_path):
        with pytest.raises(UsageError, match=path.name):
            list(pictures(path))


def test_a_file_too_large_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    path = tmp_path / "large.png"
    path.write_bytes(bytes(1001))
    with pytest.raises(UsageError, match=r"large\.png"):
        list(pictures(path))
