"""Whoever edits a mail's wording can get it right without reading code."""

from pathlib import Path

import pytest

from plugins.notice.mail_text import parse_mail_text
from venue_kiosk.errors import ConfigError


def _text(folder: Path, words: str) -> Path:
    file = folder / "mail.txt"
    file.write_text(words, "utf-8")
    return file


def test_words_in_braces_are_filled_in_once(tmp_path: Path) -> None:
    text = parse_mail_text(_text(tmp_path, "件名: {NAME}\n{NAME}と{PHONE}\n"))
    values = {"NAME": "{PHONE}", "PHONE": "03"}
    assert text.subject(values) == "{PHONE}"
    assert text.body(values, []) == ["{PHONE}と03"]


def test_conditions_repetitions_and_notes(tmp_path: Path) -> None:
    words = (
        "# {NOTE} for the editor\n件名: x\n{?CANCEL_BY}by {CANCEL_BY}\n{!CANCEL_BY}any time\n\n"
        "{?FLOOR}gone\n\n{?SESSION_NO}{!DRAW}{SESSION_NO}: {DATE}\n{HOURS}\nend\n"
    )
    text = parse_mail_text(_text(tmp_path, words))
    sessions = [{"SESSION_NO": "1", "DATE": "a"}, {"SESSION_NO": "2", "DATE": "b"}]
    assert text.body({}, sessions) == ["any time", "", "1: a", "2: b", "end"]
    assert text.body({"CANCEL_BY": "Monday", "DRAW": "1"}, sessions) == ["by Monday", "", "end"]


def test_an_unknown_word_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        parse_mail_text(_text(tmp_path, "件名: x\n\n{NAMAE} 様\n"))
    assert "line 3" in refused.value.message
    assert "{NAMAE}" in refused.value.message
    assert "NAME" in refused.value.hint


@pytest.mark.parametrize("words", ["", "お知らせ\n件名: x\n", "# only a note\n"])
def test_a_text_needs_a_subject(tmp_path: Path, words: str) -> None:
    with pytest.raises(ConfigError):
        parse_mail_text(_text(tmp_path, words))


def test_a_subject_that_does_not_apply_is_an_error_when_it_is_needed(tmp_path: Path) -> None:
    text = parse_mail_text(_text(tmp_path, "{?SAMPLE}件名: x\nbody\n"))
    assert text.subject({"SAMPLE": "True"}) == "x"
    with pytest.raises(ConfigError):
        text.subject({})


def test_a_text_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "mail.txt"
    file.write_bytes("件名: お知らせ".encode("cp932"))
    with pytest.raises(ConfigError):
        parse_mail_text(file)
