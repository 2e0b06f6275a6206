"""A wrong settings file is refused with its place and in words that say what to do."""

import re

import pytest

from venue_kiosk.config import parse_programme, read_kiosk_config
from venue_kiosk.errors import ConfigError
from venue_kiosk.i18n import in_language
from venue_kiosk.testing import compose_programme

APPROVAL = 'item = "furigana"\ndocument = "見本1"'


def refused(change, lang="en"):
    content = change(compose_programme().decode()).encode()
    with in_language(lang), pytest.raises(ConfigError) as caught:
        parse_programme(content, name="p.toml")
    return caught.value


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: "colour = 1\n" + text, "there is no setting called “colour”"),
        (
            lambda text: text.replace('title = "見本"', 'titel = "見本"'),
            "contract: there is no setting called “titel”",
        ),
        (lambda text: text.replace("number = 1", "number = 'x'"), "number: this value is not"),
        (lambda text: text.replace('"W-01"', '""'), "handlers (8) id:"),
        (lambda text: text + "\n[[sessions]]", "sessions (2): “date” is missing"),
        (lambda text: "= 1", "it is not TOML"),
    ],
)
def test_the_place_and_what_is_wrong_there_are_told(change, said):
    assert said in refused(change).message
    assert refused(change).hint == "Correct the file and start again."


@pytest.mark.parametrize(
    "without", ['item = "furigana"\ndocument = ""', 'item = "furigana"', APPROVAL[:0]]
)
def test_an_approval_without_its_document_is_told_what_it_needs(without):
    error = refused(lambda text: text.replace(APPROVAL, without))
    assert error.message.startswith("p.toml is wrong: approvals (1)")
    assert "number and the date of the ward's document" in error.hint


def test_the_kiosks_own_settings_are_told_so_in_japanese(tmp_path):
    path = tmp_path / "kiosk.toml"
    path.write_text('format = "venue-kiosk-config/1"\n[desk]\ncolour = 1', encoding="utf-8")
    with in_language("ja"), pytest.raises(ConfigError) as caught:
        read_kiosk_config(path)
    assert re.findall("[A-Za-z.]+", caught.value.message) == ["kiosk.toml", "desk", "colour"]
