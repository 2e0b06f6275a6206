"""The certificate on paper: what it says, and that nobody's data stands on it."""

import hashlib
import subprocess

import numpy as np
import pypdfium2
import pytest

from tests.domain.test_stock_tools import openssl_is_new_enough
from tests.erasure.closing import CHALLENGE
from venue_kiosk.bootstrap.devices import open_code_reader
from venue_kiosk.errors import ConfigError


def read_pdf(path):
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    pictures = [page.render(scale=3).to_numpy() for page in document]
    return text, pictures


def test_the_paper_says_what_the_file_says_and_its_code_leads_to_it(closing):
    certificate = closing.erase()
    content = (closing.medium / "erasure-certificate.json").read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    text, pictures = read_pdf(closing.medium / "erasure-certificate.pdf")
    together = "".join(text.split())
    for words in ("個人情報の消去に関する証明書", "合格（確認の範囲：本ソフトウェアのファイル）",
                  "消去証第", "時刻を上の欄に", "見本区", "見本受-12",
                  "この証明の範囲", "この証明が示さないもの", "氏名",
                  "openssl pkeyutl -verify", CHALLENGE, sha256[:32], sha256[32:],
                  certificate.signing.event_key, "除去（Purge）以上"):  # fmt: skip
        assert "".join(words.split()) in together, words
    for words in ("復元不可能", "準拠", "認証"):
        assert words not in together
    reader = open_code_reader()
    found = [code.text for picture in pictures
             for code in reader.read_still(np.ascontiguousarray(picture[:, :, :3]))]  # fmt: skip
    key = certificate.signing.event_key.replace(" ", "")
    event_id = certificate.event.event_id
    assert found == [f"VENUE-ERASURE:{event_id}:{sha256}:{key}".upper()]
    needles = ["見本　花子", "千代之助", "みほん", "見本区西見本", "0355000001"]
    assert not [needle for needle in needles if "".join(needle.split()) in together]


@pytest.mark.skipif(not openssl_is_new_enough(), reason="needs OpenSSL 3")
def test_the_lines_for_openssl_run_as_they_are_copied_from_the_paper(closing):
    certificate = closing.erase()
    text, _pictures = read_pdf(closing.medium / "erasure-certificate.pdf")
    lines = text.replace("\r\n", "\n")
    lines = lines[lines.index("openssl pkeyutl") : lines.index("certutil")]
    ran = subprocess.run(
        ["sh", "-e"], input=lines, cwd=closing.medium, capture_output=True, text=True, check=True
    )
    said = ran.stdout.splitlines()
    content = (closing.medium / "erasure-certificate.json").read_bytes()
    assert said[:2] == ["Signature Verified Successfully"] * 2
    assert said[2].strip() == certificate.signing.event_key
    assert said[3].split()[0] == hashlib.sha256(content).hexdigest()


def test_a_template_that_is_broken_stops_nothing_that_matters(closing):
    """The signed file is there; the paper is made once the template is right again."""
    template = closing.venue.installation.config_folder / "texts" / "erasure_certificate.typ"
    right = template.read_text("utf-8")
    template.write_text("#panic()", "utf-8")
    with pytest.raises(ConfigError, match="erasure_certificate"):
        closing.erase()
    assert (closing.medium / "erasure-certificate.json").exists()
    template.write_text(right, "utf-8")
    assert closing.erase().verdict == "PASS"
    assert "erasure-certificate.pdf" in closing.on_medium()
    assert "closing-keys.bin" not in closing.on_medium()
