"""The log checked with a shell and openssl alone, as the ward may do it without the kiosk."""

import shutil
import subprocess

import pytest

from tests.domain.test_audit_lines import VECTOR
from venue_kiosk.testing.logs import KEY, content, ordinary

SCRIPT = r"""
prev=$(printf '%064d' 0); n=0
while IFS= read -r line; do
  p=$(printf '%s' "$line" | sed 's/.*"prev":"\([0-9a-f]*\)".*/\1/')
  [ "$p" = "$prev" ] || { echo "line $n: chain broken"; break; }
  prev=$(printf '%s' "$line" | openssl dgst -sha256 -r | cut -c1-64); n=$((n+1))
done < audit-log.jsonl
echo "count $n  head $prev"

id=$(head -n 1 audit-log.jsonl | sed 's/.*"event_id":"\([0-9a-f]*\)".*/\1/')
grep '"act":"checkpoint"' audit-log.jsonl | while IFS= read -r line; do
  printf 'venue-audit-checkpoint/1\n%s\n%s\n%s\n' "$id" \
    "$(printf '%s' "$line" | sed 's/.*"seq":\([0-9]*\).*/\1/')" \
    "$(printf '%s' "$line" | sed 's/.*"prev":"\([0-9a-f]*\)".*/\1/')" > cp.msg
  printf '%s' "$line" | sed 's/.*"sig":"\([^"]*\)".*/\1/' | openssl base64 -d -A > cp.sig
  openssl pkeyutl -verify -pubin -inkey event-public-key.pem -rawin -in cp.msg -sigfile cp.sig
done
"""


def openssl_is_new_enough():
    if shutil.which("openssl") is None or shutil.which("sh") is None:
        return False
    words = subprocess.run(["openssl", "version"], capture_output=True, check=True).stdout.split()
    return words[0] == b"OpenSSL" and int(words[1].split(b".")[0]) >= 3


pytestmark = pytest.mark.skipif(not openssl_is_new_enough(), reason="needs OpenSSL 3")


def check(folder, log):
    (folder / "audit-log.jsonl").write_bytes(log)
    (folder / "event-public-key.pem").write_bytes(KEY.pem)
    done = subprocess.run(["sh", "-c", SCRIPT], cwd=folder, capture_output=True, check=False)
    return done.stdout.decode()


def test_the_published_log_holds_and_has_its_published_head(tmp_path):
    said = check(tmp_path, ("\n".join(VECTOR) + "\n").encode())
    head = "a43c7be17b52ada91bcd4b1dcc3cebcfe0322b3ef435967cee21e8549986e957"
    assert f"count 5  head {head}" in said
    assert said.count("Signature Verified Successfully") == 2


def test_an_edit_breaks_the_chain_and_a_recomputed_one_the_signature(tmp_path):
    lines = ordinary(3)
    edited = content(lines).replace(b"H-03", b"H-04", 1)
    assert "chain broken" in check(tmp_path, edited)
    forged = content([lines[0], lines[1].replace(b'"sig":"', b'"sig":"A')])
    assert "Signature Verified Successfully" not in check(tmp_path, forged)
