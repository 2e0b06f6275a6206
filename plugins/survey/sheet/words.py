"""The fixed words on a sheet, in the language of its definition."""

from dataclasses import dataclass
from typing import Final

from plugins.survey.definition import Definition, Question


@dataclass(frozen=True, slots=True)
class FixedWords:
    """What is printed on every sheet of one language; not what the screens say."""

    one: str
    any_number: str
    up_to: str
    example: str
    correction: str
    tick: str
    code: str
    side: str
    more: str


_WORDS: Final = {
    "ja": FixedWords(
        one="（一つだけ）",
        any_number="（いくつでも）",
        up_to="（{n}つまで）",
        example="書き方の例",
        correction="まちがえたときは、二本線で消して、正しい番号に○をつけてください。",
        tick="まちがえたときは、二本線で消して、正しい□に印をつけてください。",
        code="四角い印は、用紙の種類と向きを機械が知るためのものです。どなたの用紙かは分かりません。",
        side="{page}／{pages}ページ",
        more="うらへつづきます",
    ),
    "en": FixedWords(
        one="(one only)",
        any_number="(as many as apply)",
        up_to="(up to {n})",
        example="How to mark",
        correction="If you slip, strike it out with two lines and circle the right number.",
        tick="If you slip, strike it out with two lines and mark the right box.",
        code="The square marks tell a machine the form and which way up it is, not whose it is.",
        side="Page {page} of {pages}",
        more="Please turn over",
    ),
}


def words_of(definition: Definition) -> FixedWords:
    """Return the fixed words in the language of the sheet."""
    return _WORDS[definition.language]


def note_of(question: Question, words: FixedWords) -> str:
    """Return what stands after a question: how many answers it asks for."""
    if question.note is not None:
        return question.note
    match question.kind:
        case "single" | "scale":
            return words.one
        case "multiple" if question.max_marks:
            return words.up_to.format(n=question.max_marks)
        case "multiple":
            return words.any_number
        case "number" | "text":
            return ""
