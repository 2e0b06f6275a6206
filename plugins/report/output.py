"""The totals as a file for programs."""

import json
from collections.abc import Mapping
from typing import Any


def compose_json(totals: Mapping[str, Any]) -> bytes:
    """Return the totals file."""
    return (json.dumps(totals, ensure_ascii=False, indent=1) + "\n").encode()
