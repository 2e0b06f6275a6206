"""Templates are set the same everywhere, print words as they are, and fail with their line."""

from pathlib import Path
from typing import Any

import pytest

from venue_kiosk.adapters.typesetter import TypstTypesetter
from venue_kiosk.errors import ConfigError, RefusedError
from venue_kiosk.i18n import in_language

HEAD = """#set page(width: 60mm, height: 20mm, margin: 2mm)
#set text(font: ("BIZ UDPGothic", "Noto Sans JP"), lang: "ja", size: 24pt)
#let values = json(bytes(sys.inputs.values))
"""


def _template(folder: Path, body: str) -> Path:
    file = folder / "form.typ"
    file.write_text(HEAD + body, "utf-8")
    return file


def _picture(folder: Path, words: str) -> bytes:
    (page,) = TypstTypesetter().png(_template(folder, "#values.words"), {"words": words}, ppi=72)
    return page


def _error(template: Path, values: dict[str, Any]) -> ConfigError | RefusedError:
    with in_language("en"), pytest.raises((ConfigError, RefusedError)) as refused:
        TypstTypesetter().pdf(template, values)
    return refused.value


def test_pdf_and_one_png_a_page(tmp_path: Path) -> None:
    template = _template(tmp_path, "#for word in values.words [#word #pagebreak(weak: true)]")
    values = {"words": ["一", "二", "三"]}
    assert TypstTypesetter().pdf(template, values).startswith(b"%PDF-")
    assert len(TypstTypesetter().png(template, values, ppi=50)) == 3


@pytest.mark.parametrize("character", ["𠮷", "髙", "\ufa11", "槗", "葛\U000e0100", "彅", "ễ"])
def test_rare_characters_of_names_are_drawn(tmp_path: Path, character: str) -> None:
    nothing = {_picture(tmp_path, ""), _picture(tmp_path, "\U0001fbff"), _picture(tmp_path, "김")}
    assert _picture(tmp_path, character) not in nothing
    TypstTypesetter().pdf(tmp_path / "form.typ", {"words": character})


@pytest.mark.parametrize(("one", "other"), [("\ufa11", "崎"), ("髙", "高"), ("葛\U000e0100", "葛")])
def test_forms_of_a_character_stay_apart(tmp_path: Path, one: str, other: str) -> None:
    assert _picture(tmp_path, one) != _picture(tmp_path, other)


def test_values_are_never_markup(tmp_path: Path) -> None:
    assert _picture(tmp_path, "*あ*") != _picture(tmp_path, "あ")
    for words in ("#panic()", "$x", "@a", "`", "[", "/*", "\\", '"', "<b>"):
        TypstTypesetter().pdf(_template(tmp_path, "#values.words"), {"words": words})


def test_a_character_that_no_font_has_is_refused_without_showing_it(tmp_path: Path) -> None:
    error = _error(_template(tmp_path, "#values.words"), {"words": "김철수"})
    assert isinstance(error, RefusedError)
    assert "김" not in error.message + error.hint


@pytest.mark.parametrize(
    ("body", "line"),
    [("あ\n#let x = [", 5), ("#values.missing", 4), ("\n\n#set page(width: 1)", 6)],
)
def test_a_wrong_template_is_named_with_its_line(tmp_path: Path, body: str, line: int) -> None:
    error = _error(_template(tmp_path, body), {})
    assert isinstance(error, ConfigError)
    assert "form.typ" in error.message
    assert f"line {line} " in error.message


def test_an_error_in_an_imported_file_names_that_file(tmp_path: Path) -> None:
    (tmp_path / "shared.typ").write_text("\n#let words = [", "utf-8")
    error = _error(_template(tmp_path, '#import "shared.typ": *'), {})
    assert "shared.typ" in error.message
    assert "line 2 " in error.message


@pytest.mark.parametrize("body", ["#panic(values.words)", "#int(values.words)"])
def test_no_error_repeats_a_value(tmp_path: Path, body: str) -> None:
    error = _error(_template(tmp_path, body), {"words": "髙橋惠子", "more": [{"words": "03"}]})
    assert "髙橋" not in error.message + error.hint + repr(error)
    assert error.__cause__ is None
    assert error.__suppress_context__


@pytest.mark.parametrize("words", ['#import "@preview/x:1.0.0": *', '#include "@local/y:0.1.0"'])
def test_packages_from_the_network_are_refused(tmp_path: Path, words: str) -> None:
    error = _error(_template(tmp_path, words), {})
    assert isinstance(error, ConfigError)
    assert "line 4" in error.message


def test_a_template_reads_its_own_folder_only(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "texts").mkdir()
    for path in ("../secret.txt", str(tmp_path / "secret.txt")):
        error = _error(_template(tmp_path / "texts", f'#read("{path}")'), {})
        assert isinstance(error, ConfigError)


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    assert "nowhere.typ" in _error(tmp_path / "nowhere.typ", {}).message


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    error = _error(_template(tmp_path, "#values.words"), {"words": "a\ud800b"})
    assert isinstance(error, RefusedError)
