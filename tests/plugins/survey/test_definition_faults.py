"""Each fault of a definition is named with its place, all of them at once."""

import pytest

from plugins.survey.definition_parsing import DefinitionError, parse_definition

GOOD = """
format = "venue-survey/1"
id = "small"
version = "1"
language = "ja"
title = "題"
intro = "はじめに"

[sheet]
sides = 2
mark = "number"
serial = "none"
copies = 1

[reporting]
suppress_below = 5

[[cross_tabs]]
rows = "q1"
columns = "q3"

[[questions]]
id = "q1"
number = "1"
kind = "single"
text = "一つ"
options = ["はい", "いいえ"]

[[questions]]
id = "q2"
number = "2"
kind = "scale"
text = "どうでしたか"
options = [{ code = "1", label = "よい" }, { code = "9", label = "欠席", outside = true }]
rows = [{ code = "a", number = "ア", label = "行" }, { code = "b", number = "イ", label = "列" }]

[[questions]]
id = "q3"
number = "3"
kind = "multiple"
max_marks = 2
text = "いくつでも"
options = ["あ", "い", "う"]

[[questions]]
id = "q4"
number = "4"
kind = "number"
digits = 3
unit = "回"
text = "何回"

[[questions]]
id = "q5"
number = "5"
kind = "text"
height_mm = 30
screen = true
text = "ご意見"
"""

FAR = """
[[questions]]
id = "q6"
number = "6"
kind = "text"
text = "ほか"
height_mm = 10
new_page = true
"""

FAULTS = {
    "unknown key": ('title = "題"', 'title = "題"\nsubtitle = ""', ["subtitle"]),
    "missing key": ('title = "題"', "", ["title"]),
    "wrong type": ('title = "題"', "title = 3", ["title"]),
    "empty text": ('title = "題"', 'title = " "', ["title"]),
    "control character": ('title = "題"', 'title = "題\\u0007"', ["title"]),
    "endless text": ('text = "何回"', f'text = "{"何" * 3000}"', ["questions[3].text"]),
    "other format": ("venue-survey/1", "venue-survey/2", ["format"]),
    "id": ('id = "small"', 'id = "Small"', ["id"]),
    "version": ('version = "1"', 'version = "v1"', ["version"]),
    "language": ('language = "ja"', 'language = "fr"', ["language"]),
    "sides": ("sides = 2", "sides = 3", ["sheet.sides"]),
    "paper": ("sides = 2", 'paper = "A3"\nsides = 2', ["sheet.paper"]),
    "mark": ('mark = "number"', 'mark = "dot"', ["sheet.mark"]),
    "serial": ('serial = "none"', 'serial = "name"', ["sheet.serial"]),
    "copies": ("copies = 1", "copies = 0", ["sheet.copies"]),
    "copies of the same": ("copies = 1", "copies = 2", ["sheet.copies"]),
    "suppression": ("suppress_below = 5", "suppress_below = -1", ["reporting.suppress_below"]),
    "cross-tab of nothing": ('rows = "q1"', 'rows = "q8"', ["cross_tabs[0].rows"]),
    "cross-tab of a matrix": ('columns = "q3"', 'columns = "q2"', ["cross_tabs[0].columns"]),
    "cross-tab by several": (
        'rows = "q1"\ncolumns = "q3"', 'rows = "q3"\ncolumns = "q1"', ["cross_tabs[0].rows"],
    ),
    "cross-tab of a text": ('columns = "q3"', 'columns = "q5"', ["cross_tabs[0].columns"]),
    "cross-tab with itself": ('columns = "q3"', 'columns = "q1"', ["cross_tabs[0].columns"]),
    "question twice": ('id = "q5"', 'id = "q4"', ["questions[4].id"]),
    "kind": ('kind = "number"', 'kind = "date"', ["questions[3].kind"]),
    "one option": ('options = ["はい", "いいえ"]', 'options = ["はい"]', ["questions[0].options"]),
    "no options": ('options = ["あ", "い", "う"]', "", ["questions[2].options"]),
    "mixed options": ('["あ", "い", "う"]', '["あ", 2, "う"]', ["questions[2].options[1]"]),
    "empty label": ('["あ", "い", "う"]', '["あ", "い", ""]', ["questions[2].options[2]"]),
    "code": ('code = "1"', 'code = "one"', ["questions[1].options[0].code"]),
    "reserved code": ('code = "9"', 'code = "99"', ["questions[1].options[1].code"]),
    "code twice": ('code = "9"', 'code = "1"', ["questions[1].options[1].code"]),
    "outside elsewhere": ('kind = "scale"', 'kind = "single"', ["questions[1].options[1].outside"]),
    "row twice": ('code = "b"', 'code = "a"', ["questions[1].rows[1].code"]),
    "row without label": (', label = "列"', "", ["questions[1].rows[1].label"]),
    "too many marks": ("max_marks = 2", "max_marks = 4", ["questions[2].max_marks"]),
    "marks of one": ('"一つ"', '"一つ"\nmax_marks = 1', ["questions[0].max_marks"]),
    "height": ("height_mm = 30", "height_mm = 300", ["questions[4].height_mm"]),
    "digits": ("digits = 3", "digits = 7", ["questions[3].digits"]),
    "not true or false": ("screen = true", "screen = 1", ["questions[4].screen"]),
    "no more sides": (
        'text = "何回"',
        'text = "何回"\nnew_page = true' + FAR,
        ["questions[4].new_page"],
    ),
    "not TOML": ("sides = 2", "sides = ", [""]),
}  # fmt: skip


def faults_of(content: bytes) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        parse_definition(content, name="small.toml")
    assert all(str(fault) in caught.value.message for fault in caught.value.faults)
    return [fault.path for fault in caught.value.faults]


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_named_with_its_place(kind: str) -> None:
    before, after, paths = FAULTS[kind]
    assert before in GOOD
    assert faults_of(GOOD.replace(before, after, 1).encode()) == paths


def test_all_faults_are_told_at_once() -> None:
    wrong = GOOD
    for kind in ("unknown key", "id", "mark", "kind", "too many marks", "height"):
        before, after, _paths = FAULTS[kind]
        wrong = wrong.replace(before, after, 1)
    assert len(faults_of(wrong.encode())) == 6


def test_bytes_that_are_no_text_are_refused_as_a_whole() -> None:
    assert faults_of(b"\xff\xfe\x00") == [""]


def test_a_good_definition_names_its_keys_in_printed_order() -> None:
    definition = parse_definition(b"\xef\xbb\xbf" + GOOD.encode(), name="small.toml")
    assert [key.name for key in definition.keys] == ["q1", "q2.a", "q2.b", "q3", "q4", "q5"]
    assert [choice.code for choice in definition.keys[1].options] == ["1", "9"]
