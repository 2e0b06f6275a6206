"""The page that verifies a certificate in the ward's browser: one file, no network."""

import html
import importlib.resources
import json
from pathlib import Path
from typing import Any, Final

import msgspec

from venue_kiosk.cli.verify_words import (
    CHECK_WORDS,
    FILE_WORDS,
    LEVEL_WORDS,
    OUTCOME_WORDS,
    PROBLEM_WORDS,
    RESULT_WORDS,
)
from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.certificate.measures import RESIDUE_CODES
from venue_kiosk.domain.certificate.started import Started
from venue_kiosk.errors import RefusedError, UsageError
from venue_kiosk.i18n import _, current_language

_SCRIPTS: Final = ("strict.js", "rules.js", "checks.js", "log.js", "verify.js")


def write_page(path: Path) -> None:
    """Write the page in the current language into a new file.

    Raises:
        RefusedError: the file exists.
        UsageError: it cannot be written.
    """
    content = compose_page()
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except FileExistsError:
        raise RefusedError(
            _("{file} exists already.", file=path.name), _("Choose another name.")
        ) from None
    except OSError:
        raise UsageError(
            _("{file} cannot be written.", file=path.name), _("Choose another folder.")
        ) from None


def compose_page() -> str:
    """Return the page: shapes and words are those of ``kiosk verify``."""
    constants = {
        "SHAPES": _shapes(),
        "RESIDUE": RESIDUE_CODES,
        "WORDS": _words(),
    }
    lines = [f"const {name} = {_literal(value)};" for name, value in constants.items()]
    script = "\n".join(['"use strict";', *lines, *(_read(name) for name in _SCRIPTS)])
    texts = {
        "LANG": current_language(),
        "TITLE": _("Check a certificate of erasure"),
        "INTRODUCTION": _(
            "Nothing leaves this computer: the page works without a network. Choose all files of"
            " the medium, and type the fingerprint from the opening slip."
        ),
        "CHOOSE": _("Choose the files, or drop them here"),
        "FINGERPRINT": _("Fingerprint of the key on the opening slip (40 digits)"),
    }
    page = _read("verify.html")
    for name, text in texts.items():
        page = page.replace(f"@{name}@", html.escape(text))
    return page.replace("@SCRIPT@", script)


def _words() -> dict[str, Any]:
    return {
        "files": _all(FILE_WORDS),
        "levels": _all(LEVEL_WORDS),
        "outcomes": _all(OUTCOME_WORDS),
        "checks": _all(CHECK_WORDS),
        "problems": _all(PROBLEM_WORDS),
        "results": _all(RESULT_WORDS),
        "sample": _("SAMPLE: demo or practice data"),
        "event": _("Event: {programme} ({id})"),
        "level": _("Extent of the check: {level}"),
        "sha256": _("SHA-256 of the file: {sha256}"),
        "key": _("Key: {fingerprint}"),
        "compare": _("Compare the key above with the opening slip: only that proves whose it is."),
        "bad_fingerprint": _("The fingerprint has 40 digits 0 to 9 and A to F."),
        "no_browser": _("This browser cannot check Ed25519 signatures. Use a newer one."),
    }


def _all(words: dict[str, str]) -> dict[str, str]:
    return {name: _(text) for name, text in words.items()}


def _shapes() -> dict[str, Any]:
    """Return the shapes of both files, without what is only for readers of a schema."""
    _roots, shapes = msgspec.json.schema_components((Certificate, Started))
    for shape in shapes.values():
        shape.pop("title", None)
        shape.pop("description", None)
    return {"$defs": shapes}


def _literal(value: object) -> str:
    # Inside a script element only "</" could end it.
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def _read(name: str) -> str:
    return (importlib.resources.files("venue_kiosk") / "pages" / name).read_text("utf-8")
