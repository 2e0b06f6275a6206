"""The page for the ward's browser in Firefox."""

import random

import pytest

from tests.certificate import firefox as firefoxes
from tests.certificate.papers import file_bytes, full_certificate, lay_out
from tests.certificate.test_verifier_page import FLIP, FLIPS, packed, signed
from tests.certificate.test_verify_command import LOG, with_log
from venue_kiosk.cli.verify_page import compose_page
from venue_kiosk.i18n import in_language

pytestmark = pytest.mark.skipif(
    firefoxes.PROGRAM is None,
    reason="the same page is asked in Chromium; this is for machines with Firefox too",
)


def test_firefox_verifies_and_refuses_flipped_bits(tmp_path):
    page = tmp_path / "verify.html"
    with in_language("ja"):
        page.write_text(compose_page(), "utf-8")
    content = file_bytes(with_log(full_certificate()))
    whole = signed(content)
    dice = random.Random(3)
    names = list(whole)[:3]
    flips = [
        (name := dice.choice(names), dice.randrange(8 * len(whole[name]))) for _flip in range(FLIPS)
    ]
    medium = tmp_path / "medium"
    medium.mkdir()
    lay_out(medium, content)
    (medium / "audit-log.jsonl").write_text(LOG)
    with firefoxes.firefox(tmp_path / "profile") as opened:
        opened.patient(300)
        opened.open(page)
        assert opened.run(FLIP, packed(whole), flips) == {"invalid": FLIPS, "untouched": "valid"}
        opened.choose("#choose", *sorted(medium.iterdir()))
        opened.run("setTimeout(arguments[0], 500)")
        said = opened.text("#answer")
    assert said.startswith("VALID PASS")
    assert "操作記録" in said
