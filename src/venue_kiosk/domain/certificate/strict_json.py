"""JSON as the certificate allows it: one object, no duplicate names, no fractions."""

import json
from collections.abc import Mapping
from typing import Any, Final, NoReturn
from unicodedata import category

MOST_BYTES: Final = 16 * 1024 * 1024
"""The longest file that is read."""


class StrictJsonError(Exception):
    """The bytes are not what the format allows; ``code`` says why and names no value."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        """Path of the member, or empty for the whole file."""


def parse_object(content: bytes) -> dict[str, Any]:
    """Return the one object of a file.

    UTF-8 without a byte order mark, no CR, exactly one LF at the end; only objects, arrays,
    strings without control characters, integers, true, false and null.

    Raises:
        StrictJsonError: something else.
    """
    if len(content) > MOST_BYTES:
        raise StrictJsonError("too_long")
    if content.startswith(b"\xef\xbb\xbf"):
        raise StrictJsonError("byte_order_mark")
    if b"\r" in content or not content.endswith(b"\n") or content.endswith(b"\n\n"):
        raise StrictJsonError("line_end")
    tree = _parse(content)
    if not isinstance(tree, dict):
        raise StrictJsonError("not_an_object")
    return tree


def compose_object(tree: Mapping[str, Any]) -> bytes:
    """Return the bytes of a file that ``parse_object`` accepts."""
    return json.dumps(tree, ensure_ascii=False, indent=1).encode() + b"\n"


def _parse(content: bytes) -> object:
    try:
        return json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_members,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
        )
    except UnicodeDecodeError:
        raise StrictJsonError("not_utf8") from None
    except (ValueError, RecursionError):
        raise StrictJsonError("not_json") from None


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise StrictJsonError("duplicate_member")
    for name, value in pairs:
        _require_plain(name)
        _require_plain_values(value)
    return members


def _require_plain_values(value: object) -> None:
    # Strings of inner objects were looked at when those objects ended.
    if isinstance(value, str):
        _require_plain(value)
    elif isinstance(value, list):
        for each in value:
            _require_plain_values(each)


def _require_plain(text: str) -> None:
    if any(category(sign) in {"Cc", "Cs"} for sign in text):
        raise StrictJsonError("control_character")


def _no_fraction(_text: str) -> NoReturn:
    raise StrictJsonError("fraction")
