"""The threat model's page names tests that exist, and every claim names one."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent.parent / "docs/security.md"


def test_every_claim_is_linked_to_a_test_that_exists() -> None:
    rows = [
        line
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith(("| who ", "|---"))
    ]
    assert len(rows) > 10
    for row in rows:
        links = re.findall(r"\]\((\.\./tests/[^)]+)\)", row)
        assert links, row
        assert [each for each in links if not (PAGE.parent / each).is_file()] == []
