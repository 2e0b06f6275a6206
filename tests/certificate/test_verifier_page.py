"""The page for the ward's browser says what ``kiosk verify`` says, without a network."""

import base64
import hashlib
import json
import os
import random
import re
import shutil
from pathlib import Path

import pytest

from tests.certificate import browser as browsers
from tests.certificate.asking import ask_json, codes, results
from tests.certificate.papers import (
    EVENT_KEY,
    WITNESS_KEY,
    basic_certificate,
    changed,
    file_bytes,
    full_certificate,
    lay_out,
)
from tests.certificate.test_certificate_form import GOOD, paths
from tests.certificate.test_verdict_rules import BOTH, ONLY_FULL
from tests.certificate.test_verify_command import LOG, with_log, with_started
from venue_kiosk.cli.verify_page import compose_page
from venue_kiosk.domain.certificate.strict_json import StrictJsonError, parse_object
from venue_kiosk.i18n import in_language

pytestmark = pytest.mark.skipif(browsers.MISSING, reason="no Chromium with its driver here")

FLIPS = int(os.environ.get("KIOSK_FLIPS", "200"))
ASK = """
const [cases, done] = arguments;
const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
(async () => {
  const answers = [];
  for (const files of cases) {
    const given = Object.fromEntries(Object.entries(files).map(([n, t]) => [n, bytes(t)]));
    const answer = await verifyFiles(given);
    answers.push([answer.result, answer.checks, answer.problems.map((each) => each.code)]);
  }
  done(answers);
})().catch((error) => done(String(error)));
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    with in_language("ja"):
        (folder / "verify.html").write_text(compose_page(), "utf-8")
    with browsers.browser(folder / "profile") as opened:
        opened.patient(300)
        opened.open(folder / "verify.html")
        yield opened


def packed(files):
    return {name: base64.b64encode(content).decode() for name, content in files.items()}


def signed(content):
    return {
        "erasure-certificate.json": content,
        "erasure-certificate.json.sig": EVENT_KEY.sign(content),
        "erasure-certificate.json.witness.sig": WITNESS_KEY.sign(content),
        "event-public-key.pem": EVENT_KEY.public.pem,
        "witness-public-key.pem": WITNESS_KEY.public.pem,
    }


def both_say(page, folder, cases):
    """Ask page and command about each case; return what both said."""
    answers = page.run(ASK, [packed(files) for files in cases])
    for files, (result, checks, found) in zip(cases, answers, strict=True):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        ours = ask_json(folder / "erasure-certificate.json")
        assert (ours["result"], results(ours), codes(ours)) == (result, checks, found)
    return [result for result, _checks, _found in answers]


def test_page_and_command_agree_on_every_rule(page, tmp_path):
    trees = [change(full_certificate()) for _r, _c, _v, change in [*BOTH, *ONLY_FULL]]
    trees += [change(basic_certificate()) for _r, _c, _v, change in BOTH]
    cases = []
    for (rule, code, verdict, _change), tree in zip([*BOTH, *ONLY_FULL, *BOTH], trees, strict=True):
        reasons = [{"rule": rule, "code": code, "subject": ""}]
        tree.update(verdict=verdict, document="record", reasons=reasons)
        cases.append(signed(file_bytes(tree)))
    assert set(both_say(page, tmp_path / "case", cases)) == {"valid"}
    lies = [signed(upgraded(case["erasure-certificate.json"])) for case in cases]
    assert set(both_say(page, tmp_path / "case", lies)) == {"invalid"}


def upgraded(content):
    return content.replace(b'"UNKNOWN"', b'"PASS"').replace(b'"FAILED"', b'"UNKNOWN"')


def test_page_and_command_agree_on_the_form(page, tmp_path):
    dice = random.Random(4)
    trees = []
    for path in dice.sample(list(paths(full_certificate())), 60):
        value = dice.choice([None, True, -1, 0, 1.5, "", "山", [], {}, [7], "2026-02-30"])
        trees.append(changed(full_certificate(), path, value))
        trees.append(changed(full_certificate(), f"{path}_more", 1))
    contents = [file_bytes(tree) for tree in trees]
    contents += [GOOD[:-1], GOOD + b"\n", GOOD.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + GOOD]
    contents += [b"[]\n", b"{}\n", b'{"format": "x"}\n', b"[" * 9_000 + b"\n", b"\n", b""]
    contents += [GOOD.replace(b'"level"', b'"level": "full", "level"')]
    numbers = (b"1.0", b"1e0", b"NaN", b"01", b"-1", b"true", b"1" * 400)
    contents += [GOOD.replace(b'"passes": 1', b'"passes": %s' % each) for each in numbers]
    texts = (rb'"\u0007"', rb'"\ud800"', rb'"\x"', b'"\x7f"', rb'"\u0085"')
    contents += [GOOD.replace(b'"NB-1"', each) for each in texts]
    for _case in range(60):
        at = dice.randrange(len(GOOD))
        contents.append(GOOD[:at] + bytes([dice.randrange(256)]) + GOOD[at + 1 :])
    both_say_alike(page, tmp_path / "case", contents)


def both_say_alike(page, folder, contents):
    """As ``both_say``, where only which byte of nonsense is met first may differ."""
    answers = page.run(ASK, [packed(signed(content)) for content in contents])
    for content, (result, checks, _codes) in zip(contents, answers, strict=True):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        ours = ask_json(lay_out(folder, content))
        assert (ours["result"], results(ours)) == (result, checks), content[:200]


LONGER = LOG.replace('"n":', '"lane":"A","n":')


def chained(log):
    """Make a changed log's chain and checkpoints right again."""
    lines, prev = [], "0" * 64
    for text in log.splitlines():
        line = re.sub('"prev":"[0-9a-f]+"', f'"prev":"{prev}"', text)
        if '"sig"' in line:
            seq = json.loads(line)["seq"]
            message = f"venue-audit-checkpoint/1\n00112233445566778899aabbccddeeff\n{seq}\n{prev}\n"
            signature = base64.b64encode(EVENT_KEY.sign(message.encode())).decode()
            lines.append(re.sub('"sig":"[^"]+"', f'"sig":"{signature}"', line))
        else:
            lines.append(line)
        prev = hashlib.sha256(lines[-1].encode()).hexdigest()
    return "".join(line + "\n" for line in lines).encode()


def spoiled_logs():
    """Logs with one line that is not what the format allows, the chain made right again."""
    changes = [
        ('"lane":"A"', '"lane":"A","more":1'),
        ('"lane":"A"', '"lane":""'),
        ('"lane":"A"', '"lane": "A"'),
        ('"who":"H-03"', '"who":"山本"'),
        ('"at":"2026-11-23T13:12:05+09:00"', '"at":"2026-02-30T13:12:05+09:00"'),
        ('"n":{"present":1}', '"n":{"present":1.5}'),
        ('"n":{"present":1}', '"n":{"present":"1"}'),
        ('"ref":"9f86d081884c7d65"', '"ref":"9F86D081884C7D65"'),
        ('"act":"check_in"', '"act":"log_sealed"'),
    ]
    for was, now in changes:
        assert was in LONGER
        yield chained(LONGER.replace(was, now))


def test_page_and_command_agree_on_log_and_record(page, tmp_path):
    log = signed(file_bytes(with_log(full_certificate())))
    longer = chained(LONGER)
    whole = signed(file_bytes(with_log(full_certificate(), longer.decode())))
    tree = basic_certificate()
    started = with_started(tree)
    record = {"erasure-started.json": started, "erasure-started.json.sig": EVENT_KEY.sign(started)}
    late = LOG + LOG.splitlines()[3] + "\n"
    cases = [
        {**log, "audit-log.jsonl": LOG.encode()},
        {**log, "audit-log.jsonl": LOG.replace("H-03", "H-04").encode()},
        {**log, "audit-log.jsonl": LOG.encode()[:-1]},
        {**log, "audit-log.jsonl": b""},
        {**whole, "audit-log.jsonl": longer},
        {**log, "audit-log.jsonl": late.encode()},
        *({**log, "audit-log.jsonl": each} for each in spoiled_logs()),
        {**signed(file_bytes(full_certificate())), "audit-log.jsonl": LOG.encode()},
        {**signed(file_bytes(tree)), **record},
        {**signed(file_bytes(tree)), **record, "erasure-started.json.sig": bytes(64)},
        {**signed(file_bytes(tree)), "erasure-started.json": started},
        {**signed(file_bytes(basic_certificate())), **record},
    ]
    said = both_say(page, tmp_path / "case", cases)
    assert [each for each in said if each == "valid"] == ["valid"] * 3
    assert said[0] == "valid"


def test_page_and_command_agree_on_missing_and_foreign_papers(page, tmp_path):
    whole = signed(GOOD)
    needed = list(whole)[1:]
    cases = [{name: whole[name] for name in whole if name != left} for left in needed]
    cases += [{**whole, name: content} for name in needed for content in (b"", b"x" * 64)]
    cases += [{**whole, "event-public-key.pem": WITNESS_KEY.public.pem}]
    cases += [{**whole, "witness-public-key.pem": EVENT_KEY.public.pem}]
    assert "valid" not in both_say(page, tmp_path / "case", cases)


FLIP = """
const [files, flips, done] = arguments;
const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
(async () => {
  const given = Object.fromEntries(Object.entries(files).map(([n, t]) => [n, bytes(t)]));
  const said = {};
  for (const [name, bit] of flips) {
    given[name][bit >> 3] ^= 1 << (bit & 7);
    const { result } = await verifyFiles(given);
    said[result] = (said[result] ?? 0) + 1;
    given[name][bit >> 3] ^= 1 << (bit & 7);
  }
  said.untouched = (await verifyFiles(given)).result;
  done(said);
})().catch((error) => done(String(error)));
"""


def test_no_flipped_bit_passes_the_page(page):
    dice = random.Random(1)
    whole = signed(GOOD)
    names = ["erasure-certificate.json", "erasure-certificate.json.sig",
             "erasure-certificate.json.witness.sig"]  # fmt: skip
    flips = [(name := dice.choice(names), dice.randrange(8 * len(whole[name])))
             for _flip in range(FLIPS)]  # fmt: skip
    said = page.run(FLIP, packed(whole), flips)
    assert said == {"invalid": FLIPS, "untouched": "valid"}


def test_a_clerk_chooses_the_files_and_reads_the_answer(page, tmp_path):
    tree = with_log(full_certificate())
    lay_out(tmp_path, file_bytes(tree))
    (tmp_path / "audit-log.jsonl").write_text(LOG)
    page.choose("#choose", *sorted(tmp_path.iterdir()))
    page.run("setTimeout(arguments[0], 300)")
    said = page.text("#answer")
    assert said.startswith("VALID PASS")
    for words in ("消去の確認は「合格」です", "見本", "シンポジウム", "開始時の控え",
                  hashlib.sha256(file_bytes(tree)).hexdigest()):  # fmt: skip
        assert words in said
    shown = os.environ.get("KIOSK_SHOW_PAGE")
    if shown:
        Path(shown).write_bytes(base64.b64decode(page.screenshot()))
    page.type("#fingerprint", "A050")
    page.run("setTimeout(arguments[0], 100)")
    assert "40 けた" in page.text("#answer")


def test_the_page_may_not_use_the_network():
    content = compose_page()
    assert "default-src 'none'" in content
    assert not [word for word in ("fetch(", "XMLHttpRequest", "import(", "src=", "href=")
                if word in content]  # fmt: skip


def test_text_of_the_file_never_becomes_markup(page, tmp_path):
    tree = changed(full_certificate(), "event.programme", "<img src=x onerror=document.title=1>")
    page.reload()
    lay_out(tmp_path, file_bytes(tree))
    page.choose("#choose", *sorted(tmp_path.iterdir()))
    page.run("setTimeout(arguments[0], 300)")
    assert "<img src=x" in page.text("#answer")


def test_strict_reading_refuses_what_two_readers_could_read_differently():
    with pytest.raises(StrictJsonError):
        parse_object(json.dumps({"a": float("inf")}).encode() + b"\n")
