"""Asking ``kiosk verify`` inside the test's own process."""

import io
import json
import sys

import pytest

from venue_kiosk.cli.run import run
from venue_kiosk.i18n import in_language


def ask(*arguments, lang="en"):
    """Run the command; return its exit code and standard output."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, in_language("ja"):
        patch.setattr(sys, "stdout", out)
        code = run(["verify", *map(str, arguments), "--lang", lang])
    out.flush()
    return code, out.buffer.getvalue().decode()


def ask_json(*arguments):
    code, out = ask(*arguments, "--json")
    [answer] = [json.loads(line) for line in out.splitlines()]
    assert answer["exit"] == code
    assert [check["id"] for check in answer["checks"]] == [
        *("signature", "fingerprint", "witness_signature", "format"),
        *("verdict_rule", "audit_log", "started_record"),
    ]
    return answer


def results(answer):
    return {check["id"]: check["result"] for check in answer["checks"]}


def codes(answer):
    return [problem["code"] for problem in answer["problems"]]
