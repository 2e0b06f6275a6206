"""Paper from templates: typst with the shipped fonts, the same on every machine, offline."""

import importlib.resources
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from venue_kiosk.errors import ConfigError, KioskError, RefusedError
from venue_kiosk.i18n import _

if TYPE_CHECKING:
    from typst import Fonts

_UNKNOWN_CHARACTER: Final = "could not be displayed with font"
_PANIC: Final = "panicked with: "
_NO_GLYPH_MISSING: Final = "a-2b"
"""PDF/A forbids a character that no font can draw, so typst refuses it instead of printing tofu."""
_PACKAGE_IMPORT: Final = re.compile(r'\b(?:import|include)\s*\(?\s*"@')
_PLACE: Final = re.compile(r"(?s)^error: .*?┌─ (?P<file>[^\n]+?):(?P<line>\d+):", re.MULTILINE)


class TypstTypesetter:
    """Sets typst templates; every string of the values is printed as it is, never as markup.

    A template reads its values with ``#let values = json(bytes(sys.inputs.values))`` and may
    read files of its own folder only. Fonts to name in it: "BIZ UDPGothic", then "Noto Sans JP".
    It must not set the document's date to ``none``: PDF/A wants one.
    """

    def pdf(self, template: Path, values: Mapping[str, Any]) -> bytes:
        """Return the PDF.

        Raises:
            ConfigError: the template is missing or wrong; names the file and the line.
            RefusedError: the template is fine, but these values cannot be printed: a character
                that no font has, or a template's own ``panic`` ("does not fit").
        """
        return cast("bytes", _compile(template, values, "pdf", None))

    def png(self, template: Path, values: Mapping[str, Any], *, ppi: float) -> Sequence[bytes]:
        """Return one PNG for each page; raises like ``pdf``, but prints unknown characters."""
        made = _compile(template, values, "png", ppi)
        return made if isinstance(made, list) else [cast("bytes", made)]


def _compile(
    template: Path, values: Mapping[str, Any], output: Literal["pdf", "png"], ppi: float | None
) -> object:
    import typst  # noqa: PLC0415 - 40 ms and 80 MB that most commands never need

    _refuse_packages(template)
    try:
        return typst.compile(
            template,
            root=template.parent,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format=output,
            ppi=ppi,
            sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
            pdf_standards=_NO_GLYPH_MISSING if output == "pdf" else [],
        )
    except UnicodeEncodeError:
        raise _no_glyph() from None
    except typst.TypstError as error:
        raise _explained(template, values, error.message, error.diagnostic) from None


@cache
def _fonts() -> "Fonts":
    import typst  # noqa: PLC0415 - as in _compile

    shipped = importlib.resources.files("venue_kiosk") / "fonts"
    fallback = importlib.resources.files("pylopdf_fonts_jp")
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(shipped), str(fallback)],
    )


def _refuse_packages(template: Path) -> None:
    """Refuse a template that would fetch a typst package: the kiosk never uses the network."""
    for source in {template, *template.parent.glob("*.typ")}:
        for number, line in enumerate(_lines(source), 1):
            if _PACKAGE_IMPORT.search(line):
                raise ConfigError(
                    _(
                        "Template {file}, line {line}: packages from the network are not allowed.",
                        file=source.name,
                        line=number,
                    ),
                    _("Write what is needed into the template itself."),
                )


def _lines(source: Path) -> Sequence[str]:
    try:
        return source.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise ConfigError(
            _("The template {file} is missing or not UTF-8 text.", file=source.name),
            _("Put the template back into the folder of the texts."),
        ) from None


def _explained(
    template: Path, values: Mapping[str, Any], reason: str, diagnostic: str
) -> KioskError:
    if _UNKNOWN_CHARACTER in reason:
        return _no_glyph()
    place = _PLACE.search(diagnostic)
    words = {
        "file": Path(place["file"]).name if place else template.name,
        "line": place["line"] if place else "?",
        "reason": _without_values(reason.splitlines()[0], values),
    }
    if reason.startswith(_PANIC):
        words["reason"] = words["reason"].removeprefix(_PANIC)
        return RefusedError(
            _("Template {file}, line {line} cannot print this: {reason}", **words),
            _("Shorten the text, or make room in the template."),
        )
    return ConfigError(
        _("Template {file}, line {line} is wrong: {reason}", **words),
        _("Correct the line, or put the shipped template back."),
    )


def _no_glyph() -> RefusedError:
    return RefusedError(
        _("A character cannot be printed: none of the fonts has it."),
        _("Write this one by hand, or ask the person for another way of writing."),
    )


def _without_values(reason: str, values: object) -> str:
    """Blank what was printed out of a message: it may be somebody's name."""
    for text in sorted(set(_strings(values)), key=len, reverse=True):
        if len(text) > 1 or not text.isascii():
            reason = reason.replace(text, "…")
    return reason


def _strings(values: object) -> Iterator[str]:
    match values:
        case str():
            yield values
        case Mapping():
            for part in values.values():
                yield from _strings(part)
        case list() | tuple():
            for part in values:
                yield from _strings(part)
        case _:
            return
