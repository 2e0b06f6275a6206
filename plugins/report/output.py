"""A report as a file: all of it or nothing, readable by its owner only."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from plugins.report.messages import _
from venue_kiosk.api import NotNowError

_OWNER_ONLY: Final = 0o600


def compose_json(totals: Mapping[str, Any]) -> bytes:
    """Return the totals file."""
    return (json.dumps(totals, ensure_ascii=False, indent=1) + "\n").encode()


def write_report(out: Path, content: bytes) -> None:
    """Write a report, in the place of an older one.

    Raises:
        NotNowError: the disk does not take the file.
    """
    unfinished = out.with_name(out.name + ".part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch(mode=_OWNER_ONLY)
        unfinished.write_bytes(content)
        unfinished.replace(out)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise NotNowError(
            _("{file} cannot be written: {reason}", file=out.name, reason=error.strerror or ""),
            _("Check the folder and its free space."),
        ) from None
