"""An event is erased once, with a record before and a certificate after."""

import json

from tests.certificate.asking import ask_json
from tests.erasure.closing import TOTALS, files_below

FINAL = [
    "audit-log.jsonl",
    "erasure-certificate.json",
    "erasure-certificate.json.sig",
    "erasure-certificate.json.witness.sig",
    "erasure-certificate.pdf",
    "erasure-started.json",
    "erasure-started.json.sig",
    "event-public-key.pem",
    "witness-public-key.pem",
]


def test_an_event_that_was_received_is_erased_and_certified(closing):
    certificate = closing.erase()
    assert (certificate.verdict, certificate.reasons) == ("PASS", ())
    assert closing.on_medium() == FINAL
    assert files_below(closing.event) == sorted([*FINAL, "totals.json"])
    assert closing.event.joinpath("totals.json").read_bytes() == TOTALS
    answer = ask_json(closing.medium / "erasure-certificate.json", "--require-pass")
    assert (answer["exit"], answer["problems"]) == (0, [])
    assert {each["result"] for each in answer["checks"]} == {"ok"}


def test_nothing_that_stays_holds_personal_data(closing):
    closing.erase()
    for path in closing.medium.iterdir():
        content = path.read_bytes()
        text = content.decode("utf-8", "replace")
        assert not [needle for needle in closing.needles() if needle in content], path.name
        assert "見本　花子" not in json.dumps(text, ensure_ascii=False)
